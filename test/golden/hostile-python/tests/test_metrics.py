import inspect
import math
from itertools import chain

import pytest

from class_exporter.metrics import Metrics

from .conftest import scrape

FAMILIES = [
    '# HELP odd_quotes_total It\'s "quoted" with `ticks` and a \\\\ backslash.',
    "# TYPE odd_quotes_total counter",
    "# HELP odd_templates_total {{x}} ${x} {% x %} */ // # <!-- \"\"\" ''' %s 😀",
    "# TYPE odd_templates_total counter",
    "# HELP odd_lines First line.\\nSecond line.\tTab.",
    "# TYPE odd_lines gauge",
    '# HELP odd_default ends with a quote "',
    "# TYPE odd_default gauge",
    "# HELP odd_delete_total ends with a backslash \\\\",
    "# TYPE odd_delete_total counter",
    "# HELP odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds A help text that is so long that it cannot stand on one line with the name of the property before it, whatever the formatter does.",
    "# TYPE odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds histogram",
    "# HELP odd_size_bytes Size.",
    "# TYPE odd_size_bytes summary",
]
INITIAL_SERIES = [
    'odd_templates_total{amount="c",from="d",value="a"}',
    'odd_templates_total{amount="c",from="d",value="b"}',
    "odd_default",
    "odd_delete_total",
    'odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds_count{seconds="a_rather_long_known_value_of_a_label"}',
    'odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds_count{seconds="another_rather_long_known_value_of_a_label"}',
    'odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds_count{seconds="a_third_one"}',
    'odd_size_bytes_count{bytes="b",size_bytes="a"}',
]
# How a line of the first series would begin.
OPEN_SERIES = [
    "odd_quotes_total{",
    "odd_lines{",
]


@pytest.mark.parametrize("line", FAMILIES)
def test_family_has_type_and_help(app, line):
    assert line in scrape(app).split("\n")


@pytest.mark.parametrize("series", INITIAL_SERIES)
def test_known_series_start_at_zero(app, series):
    assert f"{series} 0.0" in scrape(app).split("\n")


@pytest.mark.parametrize("start", OPEN_SERIES)
def test_what_nobody_knows_in_advance_has_no_series(app, start):
    assert f"\n{start}" not in scrape(app)


@pytest.fixture
def metrics(app):
    return app.extensions["exporter"].metrics


@pytest.fixture
def registry(app):
    return app.extensions["exporter"].registry


@pytest.fixture
def check(registry):
    def compare(labels, expected):
        found = {name: registry.get_sample_value(name, labels) for name in expected}
        assert found == expected

    return compare


def test_record_quote(metrics, check):
    labels = {"class": "it's", "type": "example"}
    metrics.record_quote(class_="it's", type="example", amount=3)
    expected = {
        "odd_quotes_total": 3,
    }
    check(labels, expected)


def test_record_template(metrics, check):
    labels = {"value": "a", "amount": "c", "from": "d"}
    metrics.record_template(value="a", amount_="c", from_="d", amount=3)
    expected = {
        "odd_templates_total": 3,
    }
    check(labels, expected)


def test_set_lines(metrics, check):
    labels = {"self": "example", "lambda": "example"}
    metrics.set_lines(1, self_="example", lambda_="example")
    expected = {
        "odd_lines": 1,
    }
    check(labels, expected)


def test_set_default(metrics, check):
    labels = {}
    metrics.set_default(1)
    expected = {
        "odd_default": 1,
    }
    check(labels, expected)


def test_record_delete(metrics, check):
    labels = {}
    metrics.record_delete(3)
    expected = {
        "odd_delete_total": 3,
    }
    check(labels, expected)


def test_observe_very_long_name_of_a_measurement_that_nobody(metrics, check):
    labels = {"seconds": "a_rather_long_known_value_of_a_label"}
    metrics.observe_very_long_name_of_a_measurement_that_nobody(
        0.02,
        seconds_="a_rather_long_known_value_of_a_label",
    )
    expected = {
        "odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds_count": 1,
        "odd_very_long_name_of_a_measurement_that_nobody_would_type_by_hand_duration_seconds_sum": 0.02,
    }
    check(labels, expected)


def test_observe_size(metrics, check):
    labels = {"size_bytes": "a", "bytes": "b"}
    metrics.observe_size(1, size_bytes_="a", bytes_="b")
    expected = {
        "odd_size_bytes_count": 1,
        "odd_size_bytes_sum": 1,
    }
    check(labels, expected)
    expected = {
        "odd_size_bytes": 1,
    }
    check(labels | {"quantile": "0"}, expected)
    check(labels | {"quantile": "0.5"}, expected)
    check(labels | {"quantile": "1"}, expected)


@pytest.mark.parametrize("name", [name for name in vars(Metrics) if not name.startswith("_")])
@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_an_event_refuses_what_is_not_a_number(metrics, registry, name, value):
    refuses(metrics, registry, name, value, reason="a metric takes finite numbers, not")


@pytest.mark.parametrize(
    "name",
    [
        "record_quote",
        "record_template",
        "record_delete",
    ],
)
def test_a_counter_only_grows(metrics, registry, name):
    refuses(metrics, registry, name, -1, reason="this metric takes no numbers below 0, not -1")


def refuses(metrics, registry, name, value, *, reason):
    record = getattr(metrics, name)
    before = series_of(registry)
    # Whatever the parameters are called, one of them is the value.
    arguments = dict.fromkeys(inspect.signature(record).parameters, value)
    with pytest.raises(ValueError, match=reason):
        record(**arguments)
    assert series_of(registry) == before


def series_of(registry):
    """Return what has a sample: names and labels."""
    samples = chain.from_iterable(family.samples for family in registry.collect())
    return {(sample.name, *sample.labels.items()) for sample in samples}
