import inspect
import math
from itertools import chain

import pytest

from plain.metrics import Metrics

from .conftest import scrape

FAMILIES = [
    "# HELP plain_payload_size_bytes Size of the payloads.",
    "# TYPE plain_payload_size_bytes summary",
    "# HELP plain_turnaround_seconds Time between a payload in and its answer out.",
    "# TYPE plain_turnaround_seconds histogram",
]
INITIAL_SERIES = [
    'plain_payload_size_bytes_count{direction="in"}',
    'plain_payload_size_bytes_count{direction="out"}',
    "plain_turnaround_seconds_count",
]


@pytest.mark.parametrize("line", FAMILIES)
def test_family_has_type_and_help(app, line):
    assert line in scrape(app).split("\n")


@pytest.mark.parametrize("series", INITIAL_SERIES)
def test_known_series_start_at_zero(app, series):
    assert f"{series} 0.0" in scrape(app).split("\n")


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


def test_observe_payload_size(metrics, check):
    labels = {"direction": "in"}
    metrics.observe_payload_size(1, direction="in")
    expected = {
        "plain_payload_size_bytes_count": 1,
        "plain_payload_size_bytes_sum": 1,
    }
    check(labels, expected)


def test_observe_turnaround(metrics, check):
    labels = {}
    metrics.observe_turnaround(0.25)
    expected = {
        "plain_turnaround_seconds_count": 1,
        "plain_turnaround_seconds_sum": 0.25,
    }
    check(labels, expected)


@pytest.mark.parametrize("name", [name for name in vars(Metrics) if not name.startswith("_")])
@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_an_event_refuses_what_is_not_a_number(metrics, registry, name, value):
    refuses(metrics, registry, name, value, reason="a metric takes finite numbers, not")


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
