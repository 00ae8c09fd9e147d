import inspect
import math
from itertools import chain

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from nightly_import.metrics import Metrics

FAMILIES = [
    "# HELP nightly_rows_imported Rows imported by the last run.",
    "# TYPE nightly_rows_imported gauge",
    "# HELP nightly_row_duration_seconds Time to import a row.",
    "# TYPE nightly_row_duration_seconds histogram",
    "# HELP nightly_rows_rejected_total Rows rejected by the last run.",
    "# TYPE nightly_rows_rejected_total counter",
    "# HELP nightly_retries_total Requests that had to be made again.",
    "# TYPE nightly_retries_total counter",
    "# HELP nightly_backlog_bytes Size of what is left for the next run.",
    "# TYPE nightly_backlog_bytes gauge",
    "# HELP nightly_file_size_bytes Size of the files read.",
    "# TYPE nightly_file_size_bytes summary",
    "# HELP nightly_request_duration_seconds Time until the source answered.",
    "# TYPE nightly_request_duration_seconds histogram",
]
INITIAL_SERIES = [
    "nightly_row_duration_seconds_count",
    "nightly_retries_total",
    'nightly_file_size_bytes_count{format="csv"}',
    'nightly_file_size_bytes_count{format="json"}',
]
# How a line of the first series would begin.
OPEN_SERIES = [
    "nightly_rows_imported{",
    "nightly_rows_rejected_total{",
    "nightly_backlog_bytes ",
    "nightly_request_duration_seconds_count{",
]


@pytest.fixture
def registry():
    return CollectorRegistry()


@pytest.fixture
def metrics(registry):
    return Metrics(registry)


@pytest.fixture
def text(registry, metrics):
    return generate_latest(registry).decode()


@pytest.mark.parametrize("line", FAMILIES)
def test_family_has_type_and_help(text, line):
    assert line in text.split("\n")


@pytest.mark.parametrize("series", INITIAL_SERIES)
def test_known_series_start_at_zero(text, series):
    assert f"{series} 0.0" in text.split("\n")


@pytest.mark.parametrize("start", OPEN_SERIES)
def test_what_nobody_knows_in_advance_has_no_series(text, start):
    assert f"\n{start}" not in text


@pytest.fixture
def check(registry):
    def compare(labels, expected):
        found = {name: registry.get_sample_value(name, labels) for name in expected}
        assert found == expected

    return compare


def test_set_rows_imported(metrics, check):
    labels = {"table": "orders"}
    metrics.set_rows_imported(1, table="orders")
    expected = {
        "nightly_rows_imported": 1,
    }
    check(labels, expected)


def test_observe_row_duration(metrics, check):
    labels = {}
    metrics.observe_row_duration(0.1)
    expected = {
        "nightly_row_duration_seconds_count": 1,
        "nightly_row_duration_seconds_sum": 0.1,
    }
    check(labels, expected)


def test_record_rows_rejected(metrics, check):
    labels = {"source": "example", "reason": "invalid"}
    metrics.record_rows_rejected(source="example", reason="invalid", amount=3)
    expected = {
        "nightly_rows_rejected_total": 3,
    }
    check(labels, expected)


def test_record_retry(metrics, check):
    labels = {}
    metrics.record_retry(3)
    expected = {
        "nightly_retries_total": 3,
    }
    check(labels, expected)


def test_set_backlog(metrics, check):
    labels = {}
    metrics.set_backlog(1)
    expected = {
        "nightly_backlog_bytes": 1,
    }
    check(labels, expected)


def test_observe_file_size(metrics, check):
    labels = {"format": "csv"}
    metrics.observe_file_size(1, format="csv")
    expected = {
        "nightly_file_size_bytes_count": 1,
        "nightly_file_size_bytes_sum": 1,
    }
    check(labels, expected)


def test_observe_request_duration(metrics, check):
    labels = {"source": "example"}
    metrics.observe_request_duration(0.25, source="example")
    expected = {
        "nightly_request_duration_seconds_count": 1,
        "nightly_request_duration_seconds_sum": 0.25,
    }
    check(labels, expected)


@pytest.mark.parametrize("name", [name for name in vars(Metrics) if not name.startswith("_")])
@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_an_event_refuses_what_is_not_a_number(metrics, registry, name, value):
    refuses(metrics, registry, name, value, reason="a metric takes finite numbers, not")


@pytest.mark.parametrize(
    "name",
    [
        "record_rows_rejected",
        "record_retry",
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
