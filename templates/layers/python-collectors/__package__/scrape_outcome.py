"""How one scrape and its collectors did, as metrics of that scrape."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

{{#if isApplication}}
from prometheus_client import CollectorRegistry, Counter
from prometheus_client.core import GaugeMetricFamily, Metric
{{else}}
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
{{/if}}


@dataclass
class Run:
    """What one collector did in one scrape{{#if isSidecar}}, with its totals so far{{/if}}."""

    name: str
    families: list[Metric] = field(default_factory=list)
    duration: float = 0.0
    error: str | None = None
{{#if isSidecar}}
    errors: int = 0
    dropped: int = 0
{{/if}}
    last_success: float | None = None


@dataclass(frozen=True)
class _PerCollector:
    """One family with a series per collector; left out when nobody has a value for it."""

{{#if isSidecar}}
    family: type[GaugeMetricFamily] | type[CounterMetricFamily]
{{/if}}
    name: str
    help: str
    read: Callable[[Run], float | None]


_PER_COLLECTOR = (
    _PerCollector(
{{#if isSidecar}}
        family=GaugeMetricFamily,
{{/if}}
        name={{own.collectorSuccess.name}},
        help={{own.collectorSuccess.help}},
        read=lambda run: float(run.error is None),
    ),
    _PerCollector(
{{#if isSidecar}}
        family=GaugeMetricFamily,
{{/if}}
        name={{own.collectorDuration.name}},
        help={{own.collectorDuration.help}},
        read=lambda run: run.duration,
    ),
{{#if isSidecar}}
    _PerCollector(
        family=CounterMetricFamily,
        name={{own.scrapeErrors.name}},
        help={{own.scrapeErrors.help}},
        read=lambda run: run.errors,
    ),
    _PerCollector(
        family=CounterMetricFamily,
        name={{own.seriesDropped.name}},
        help={{own.seriesDropped.help}},
        read=lambda run: run.dropped,
    ),
{{/if}}
    _PerCollector(
{{#if isSidecar}}
        family=GaugeMetricFamily,
{{/if}}
        name={{own.collectorLastSuccess.name}},
        help={{own.collectorLastSuccess.help}},
        read=lambda run: run.last_success,
    ),
)
{{#if isSidecar}}
_UP = {{own.up.name}}
_DURATION = {{own.scrapeDuration.name}}
{{else}}
_ERRORS = {{own.scrapeErrors.name}}
_DROPPED = {{own.seriesDropped.name}}
{{/if}}

# What no collector may call a family of its own; families of counters lack the `_total`.
{{#if isSidecar}}
OUTCOME_NAMES = frozenset(
    (_UP, _DURATION, *(metric.name.removesuffix("_total") for metric in _PER_COLLECTOR))
)
{{else}}
OUTCOME_NAMES = frozenset(
    name.removesuffix("_total")
    for name in (_ERRORS, _DROPPED, *(metric.name for metric in _PER_COLLECTOR))
)
{{/if}}


{{#if isSidecar}}
def outcome_of(runs: Sequence[Run], seconds: float) -> Iterable[Metric]:
    """Make the families about a scrape that took `seconds`."""
    yield GaugeMetricFamily(
        _UP,
        {{own.up.help}},
        value=float(all(run.error is None for run in runs)),
    )
    yield GaugeMetricFamily(
        _DURATION,
        {{own.scrapeDuration.help}},
        value=seconds,
    )
{{else}}
def outcome_of(runs: Sequence[Run]) -> Iterable[Metric]:
    """Make the families about a scrape."""
{{/if}}
    for metric in _PER_COLLECTOR:
        values = {run.name: metric.read(run) for run in runs}
        family = {{#if isSidecar}}metric.family{{else}}GaugeMetricFamily{{/if}}(metric.name, metric.help, labels=["collector"])
        for name, value in values.items():
            if value is not None:
                family.add_metric([name], value)
        if family.samples:
            yield family
{{#if isApplication}}


class Totals:
    """What is counted since the start: in instruments, which add up the worker processes."""

    def __init__(self, registry: CollectorRegistry, names: Iterable[str]) -> None:
        self._errors = Counter(
            _ERRORS,
            {{own.scrapeErrors.help}},
            ["collector"],
            registry=registry,
        )
        self._dropped = Counter(
            _DROPPED,
            {{own.seriesDropped.help}},
            ["collector"],
            registry=registry,
        )
        for name in names:
            self.add(name, errors=0, dropped=0)

    def add(self, name: str, *, errors: int, dropped: int) -> None:
        """Count what happened to a collector in one scrape."""
        self._errors.labels(name).inc(errors)
        self._dropped.labels(name).inc(dropped)
{{/if}}
