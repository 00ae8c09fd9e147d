"""How one scrape and its collectors did, as metrics of that scrape."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric


@dataclass
class Run:
    """What one collector did in one scrape, with its totals so far."""

    name: str
    families: list[Metric] = field(default_factory=list)
    duration: float = 0.0
    error: str | None = None
    errors: int = 0
    dropped: int = 0
    last_success: float | None = None


@dataclass(frozen=True)
class _PerCollector:
    """One family with a series per collector; left out when nobody has a value for it."""

    family: type[GaugeMetricFamily] | type[CounterMetricFamily]
    name: str
    help: str
    read: Callable[[Run], float | None]


_PER_COLLECTOR = (
    _PerCollector(
        family=GaugeMetricFamily,
        name="mongodb_scrape_collector_success",
        help="Whether the collector succeeded in this scrape: 1 for yes, 0 for no.",
        read=lambda run: float(run.error is None),
    ),
    _PerCollector(
        family=GaugeMetricFamily,
        name="mongodb_scrape_collector_duration_seconds",
        help="Time the collector took in this scrape.",
        read=lambda run: run.duration,
    ),
    _PerCollector(
        family=CounterMetricFamily,
        name="mongodb_scrape_errors_total",
        help="Scrapes in which the collector failed or was late.",
        read=lambda run: run.errors,
    ),
    _PerCollector(
        family=CounterMetricFamily,
        name="mongodb_series_dropped_total",
        help="Series over the limit of the collector, left out or added up in the label value other.",
        read=lambda run: run.dropped,
    ),
    _PerCollector(
        family=GaugeMetricFamily,
        name="mongodb_collector_last_success_timestamp_seconds",
        help="Unix time of the last successful read of a collector whose reads are cached.",
        read=lambda run: run.last_success,
    ),
)
_UP = "mongodb_up"
_DURATION = "mongodb_scrape_duration_seconds"

# What no collector may call a family of its own; families of counters lack the `_total`.
OUTCOME_NAMES = frozenset(
    (_UP, _DURATION, *(metric.name.removesuffix("_total") for metric in _PER_COLLECTOR))
)


def outcome_of(runs: Sequence[Run], seconds: float) -> Iterable[Metric]:
    """Make the families about a scrape that took `seconds`."""
    yield GaugeMetricFamily(
        _UP,
        "Whether every collector succeeded in this scrape: 1 for yes, 0 for no.",
        value=float(all(run.error is None for run in runs)),
    )
    yield GaugeMetricFamily(
        _DURATION,
        "Time this scrape took.",
        value=seconds,
    )
    for metric in _PER_COLLECTOR:
        values = {run.name: metric.read(run) for run in runs}
        family = metric.family(metric.name, metric.help, labels=["collector"])
        for name, value in values.items():
            if value is not None:
                family.add_metric([name], value)
        if family.samples:
            yield family
