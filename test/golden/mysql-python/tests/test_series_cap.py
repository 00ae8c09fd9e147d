import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import HistogramMetricFamily

from shop_mysql.collector import IncompleteError
from shop_mysql.series_cap import cap_series

from .conftest import by_collector, scrape, series
from .fake_collectors import Fake, counter, gauge, gauges

DROPPED = "shop_series_dropped_total"


class Shown:
    """What prometheus_client takes for a collector."""

    def __init__(self, families):
        self.families = families

    def collect(self):
        return self.families


def cap(*families, max_series, summable=(), shown=()):
    capped = cap_series(list(families), max_series, summable, shown)
    registry = CollectorRegistry()
    registry.register(Shown(capped.families))
    return capped, series(generate_latest(registry).decode(), "fake_")


def test_the_rest_of_a_counter_is_added_up_in_other_within_the_limit():
    family = counter("fake", {"a": 1, "b": 2, "c": 3, "d": 4})
    capped, lines = cap(family, max_series=3)
    assert lines == [
        'fake_total{key="a"} 1.0',
        'fake_total{key="b"} 2.0',
        'fake_total{key="other"} 7.0',
    ]
    assert capped.dropped == 2


def test_the_rest_of_a_gauge_is_left_out_unless_sums_make_sense():
    families = (
        gauges("fake_size", {"a": 1, "b": 2, "c": 3}),
        gauges("fake_level", {"a": 1, "b": 2, "c": 3}),
        gauge("fake_plain", 5),
    )
    capped, lines = cap(*families, max_series=5, summable=["fake_size"])
    assert lines == [
        'fake_size{key="a"} 1.0',
        'fake_size{key="b"} 2.0',
        'fake_size{key="c"} 3.0',
        "fake_plain 5.0",
    ]
    assert capped.dropped == 3
    capped, lines = cap(*families, max_series=4, summable=["fake_size"])
    assert lines == [
        'fake_size{key="a"} 1.0',
        'fake_size{key="b"} 2.0',
        'fake_size{key="other"} 3.0',
        "fake_plain 5.0",
    ]
    assert [family.name for family in capped.families] == ["fake_size", "fake_plain"]


def test_series_of_a_histogram_stay_together_and_are_added_up_by_bucket():
    family = HistogramMetricFamily("fake_seconds", "A test.", labels=["key"])
    for key, small, total in (("a", 1, 0.0), ("b", 1, 0.5), ("c", 1, 1.0)):
        family.add_metric([key], [("1.0", small), ("+Inf", 1)], total)
    capped, lines = cap(family, max_series=9)
    assert capped.dropped == 8
    assert lines[4:] == [
        'fake_seconds_bucket{key="other",le="1.0"} 2.0',
        'fake_seconds_bucket{key="other",le="+Inf"} 2.0',
        'fake_seconds_count{key="other"} 2.0',
        'fake_seconds_sum{key="other"} 1.5',
    ]


def test_series_that_were_shown_keep_their_place_and_new_ones_wait_for_a_free_one():
    first, _ = cap(gauges("fake_size", {"b": 1, "c": 1}), max_series=2)
    second, lines = cap(
        gauges("fake_size", {"a": 1, "b": 1, "c": 1}), max_series=2, shown=first.shown
    )
    assert lines == ['fake_size{key="b"} 1.0', 'fake_size{key="c"} 1.0']
    _, lines = cap(gauges("fake_size", {"a": 1, "c": 1}), max_series=2, shown=second.shown)
    assert lines == ['fake_size{key="a"} 1.0', 'fake_size{key="c"} 1.0']


def test_what_the_upstream_calls_other_is_part_of_the_sum():
    capped, lines = cap(counter("fake", {"other": 10, "a": 1, "b": 2, "c": 3}), max_series=2)
    assert lines == ['fake_total{key="a"} 1.0', 'fake_total{key="other"} 15.0']
    assert capped.dropped == 2


@pytest.mark.parametrize("max_series", [0, 4])
def test_no_limit_or_one_that_is_kept_changes_nothing(max_series):
    capped, lines = cap(
        counter("fake", {"a": 1, "b": 2, "c": 3, "other": 4}), max_series=max_series
    )
    assert len(lines) == 4
    assert capped.dropped == 0


def test_series_that_are_missing_for_once_have_their_place_again_afterwards(make_app):
    missing = [[], [OSError("fake_a: no such table")], []]

    def read(_):
        reasons = missing.pop(0)
        if not reasons:
            yield gauges("fake_a", {"a": 1, "b": 1})
        yield gauges("fake_b", {"a": 1, "b": 1, "c": 1})
        if reasons:
            raise IncompleteError(reasons)

    app = make_app(collectors=[Fake("one", read, max_series=3)])
    before = series(scrape(app), "fake_")
    assert before == ['fake_a{key="a"} 1.0', 'fake_a{key="b"} 1.0', 'fake_b{key="a"} 1.0']
    assert len(series(scrape(app), "fake_b")) == 3
    assert series(scrape(app), "fake_") == before


def test_the_dropped_series_are_counted_for_each_collector(make_app):
    values = {f"k{number}": 1 for number in range(50)}
    collectors = [
        Fake("one", lambda _: [counter("fake_one", values)], max_series=10),
        Fake("two", lambda _: [counter("fake_two", values)], max_series=100),
    ]
    app = make_app(collectors=collectors)
    scrape(app)
    text = scrape(app)
    assert len(series(text, "fake_one_total")) == 10
    assert len(series(text, "fake_two_total")) == 50
    assert by_collector(text, DROPPED) == {"one": 82, "two": 0}
