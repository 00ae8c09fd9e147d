import inspect
import math
from itertools import chain

import pytest
{{#if isBatch}}
from prometheus_client import CollectorRegistry, generate_latest

from {{{package}}}.metrics import Metrics
{{else}}

from {{{package}}}.metrics import Metrics

from .conftest import scrape
{{/if}}

FAMILIES = [
{{#each events}}
    {{helpLine}},
    "# TYPE {{{name}}} {{{type}}}",
{{/each}}
]
{{#if initialSeries}}
INITIAL_SERIES = [
{{#each initialSeries}}
    {{this}},
{{/each}}
]
{{/if}}
{{#if openSeries}}
# How a line of the first series would begin.
OPEN_SERIES = [
{{#each openSeries}}
    {{this}},
{{/each}}
]
{{/if}}
{{#if isBatch}}


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
{{else}}


@pytest.mark.parametrize("line", FAMILIES)
def test_family_has_type_and_help(app, line):
    assert line in scrape(app).split("\n")
{{/if}}
{{#if initialSeries}}


@pytest.mark.parametrize("series", INITIAL_SERIES)
{{#if isBatch}}
def test_known_series_start_at_zero(text, series):
    assert f"{series} 0.0" in text.split("\n")
{{else}}
def test_known_series_start_at_zero(app, series):
    assert f"{series} 0.0" in scrape(app).split("\n")
{{/if}}
{{/if}}
{{#if openSeries}}


@pytest.mark.parametrize("start", OPEN_SERIES)
{{#if isBatch}}
def test_what_nobody_knows_in_advance_has_no_series(text, start):
    assert f"\n{start}" not in text
{{else}}
def test_what_nobody_knows_in_advance_has_no_series(app, start):
    assert f"\n{start}" not in scrape(app)
{{/if}}
{{/if}}


{{#unless isBatch}}
@pytest.fixture
def metrics(app):
    return app.extensions["exporter"].metrics


@pytest.fixture
def registry(app):
    return app.extensions["exporter"].registry


{{/unless}}
@pytest.fixture
def check(registry):
    def compare(labels, expected):
        found = {name: registry.get_sample_value(name, labels) for name in expected}
        assert found == expected

    return compare
{{#each events}}


def test_{{{pythonAction}}}(metrics, check):
    labels = {{{fields labels 'sample' language='python' column=13 indent=4 tail=0}}}
{{#if isCounter}}
    {{{event-call this 3 on='metrics' language='python' indent=4}}}
{{else}}
    {{{event-call this sampleValue on='metrics' language='python' indent=4}}}
{{/if}}
    expected = {
{{#if isCounter}}
        {{name}}: 3,
{{/if}}
{{#if isGauge}}
        {{name}}: {{{sampleValue}}},
{{/if}}
{{#if isHistogram}}
        "{{{name}}}_count": 1,
        "{{{name}}}_sum": {{{sampleValue}}},
{{/if}}
{{#if isSummary}}
        "{{{name}}}_count": 1,
        "{{{name}}}_sum": {{{sampleValue}}},
{{/if}}
    }
    check(labels, expected)
{{#if hasQuantiles}}
    expected = {
        {{name}}: {{{sampleValue}}},
    }
{{#each quantiles}}
    check(labels | {"quantile": "{{{this}}}"}, expected)
{{/each}}
{{/if}}
{{/each}}


@pytest.mark.parametrize("name", [name for name in vars(Metrics) if not name.startswith("_")])
@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_an_event_refuses_what_is_not_a_number(metrics, registry, name, value):
    refuses(metrics, registry, name, value, reason="a metric takes finite numbers, not")
{{#if hasCounters}}


@pytest.mark.parametrize(
    "name",
    [
{{#each events}}
{{#if isCounter}}
        "{{{pythonAction}}}",
{{/if}}
{{/each}}
    ],
)
def test_a_counter_only_grows(metrics, registry, name):
    refuses(metrics, registry, name, -1, reason="this metric takes no numbers below 0, not -1")
{{/if}}


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
