import re

from prometheus_client import CollectorRegistry, generate_latest

from shop_sidecar.collectors.log_metrics import LogMetric, LogMetrics

from .conftest import series


def count(lines, match, type="counter", name="fake_total", labels=None, **options):
    pattern = re.compile(match, re.ASCII)
    metric = LogMetric(
        type=type, name=name, help="A test.", labels=labels or {}, match=pattern, **options
    )
    counted = LogMetrics([metric])
    for line in lines:
        counted.count(line)
    return text_of(counted)


def text_of(counted):
    class Collector:
        def collect(self):
            return counted.families()

    registry = CollectorRegistry()
    registry.register(Collector())
    lines = series(generate_latest(registry).decode(), "fake")
    return [line for line in lines if "_created" not in line]


def test_a_counter_counts_lines_or_adds_the_group_value():
    lines = ["a", "bytes=5", "bytes=2.5", "bytes=", "bytes=-1", "bytes=1e999", "bytes=x"]
    assert count(lines, "bytes") == ["fake_total 6.0"]
    assert count(lines, "bytes=(?P<value>.*)") == ["fake_total 7.5"]


def test_the_group_value_is_brought_to_the_unit_of_its_metric():
    lines = ["took=9ms", "took=?ms"]
    match = r"took=(?P<value>\S+)ms"
    assert count(lines, match, scale=lambda value: value / 1000) == ["fake_total 0.009"]


def test_a_histogram_observes_the_group_value():
    options = {
        "type": "histogram",
        "name": "fake_seconds",
        "labels": {"method": ["GET"]},
        "buckets": [0.5, 1],
        "match": r"(?P<method>\w+) took=(?P<value>\S+)",
    }
    assert count([], **options) == [
        'fake_seconds_bucket{le="0.5",method="GET"} 0.0',
        'fake_seconds_bucket{le="1.0",method="GET"} 0.0',
        'fake_seconds_bucket{le="+Inf",method="GET"} 0.0',
        'fake_seconds_count{method="GET"} 0.0',
        'fake_seconds_sum{method="GET"} 0.0',
    ]
    lines = ["GET took=0.25", "GET took=1", "GET took=4", "GET took=?", "GET took="]
    assert count(lines, **options) == [
        'fake_seconds_bucket{le="0.5",method="GET"} 1.0',
        'fake_seconds_bucket{le="1.0",method="GET"} 2.0',
        'fake_seconds_bucket{le="+Inf",method="GET"} 3.0',
        'fake_seconds_count{method="GET"} 3.0',
        'fake_seconds_sum{method="GET"} 5.25',
    ]


def test_labels_with_a_list_take_no_other_value_and_labels_without_one_take_any():
    lines = ["GET /a", "PUT /a", "FOO /a", "GET"]
    match = r"(?P<method>\w+)(?: (?P<path>\S+))?"
    methods = ["GET", "PUT"]
    assert count(lines, match, labels={"method": methods, "path": []}) == [
        'fake_total{method="GET",path="/a"} 1.0',
        'fake_total{method="PUT",path="/a"} 1.0',
        'fake_total{method="other",path="/a"} 1.0',
        'fake_total{method="GET",path=""} 1.0',
    ]
    assert count(lines, match, labels={"method": methods}) == [
        'fake_total{method="GET"} 2.0',
        'fake_total{method="PUT"} 1.0',
        'fake_total{method="other"} 1.0',
    ]


def test_label_sets_and_their_length_have_a_limit():
    lines = [f"user={number}" for number in range(10_005)] + ["user=0"]
    found = count(lines, "user=(?P<user>.+)", labels={"user": []})
    assert len(found) == 10_001
    assert found[0] == 'fake_total{user="0"} 2.0'
    assert found[-1] == 'fake_total{user="other"} 5.0'
    found = count([f"user={'😀' * 300}"], "user=(?P<user>.+)", labels={"user": []})
    assert found == [f'fake_total{{user="{"😀" * 200}"}} 1.0']


def test_what_was_handed_out_does_not_go_on_counting():
    metric = LogMetric(
        type="counter", name="fake_total", help="A test.", labels={}, match=re.compile(".")
    )
    counted = LogMetrics([metric])
    counted.count("x")
    [before] = counted.families()
    counted.count("x")
    assert before.samples[0].value == 1
    assert counted.families()[0].samples[0].value == 2
