"""How one scrape and its collectors did, as metrics of that scrape."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter
from prometheus_client.core import GaugeMetricFamily, Metric


@dataclass
class Run:
    """What one collector did in one scrape."""

    name: str
    families: list[Metric] = field(default_factory=list)
    duration: float = 0.0
    error: str | None = None
    last_success: float | None = None


@dataclass(frozen=True)
class _PerCollector:
    """One family with a series per collector; left out when nobody has a value for it."""

    name: str
    help: str
    read: Callable[[Run], float | None]


_PER_COLLECTOR = (
    _PerCollector(
        name="app_scrape_collector_success",
        help="Whether the collector succeeded in this scrape: 1 for yes, 0 for no.",
        read=lambda run: float(run.error is None),
    ),
    _PerCollector(
        name="app_scrape_collector_duration_seconds",
        help="Time the collector took in this scrape.",
        read=lambda run: run.duration,
    ),
    _PerCollector(
        name="app_collector_last_success_timestamp_seconds",
        help="Unix time of the last successful read of a collector whose reads are cached.",
        read=lambda run: run.last_success,
    ),
)
_ERRORS = "app_scrape_errors_total"
_DROPPED = "app_series_dropped_total"

# What no collector may call a family of its own; families of counters lack the `_total`.
OUTCOME_NAMES = frozenset(
    name.removesuffix("_total")
    for name in (_ERRORS, _DROPPED, *(metric.name for metric in _PER_COLLECTOR))
)


def outcome_of(runs: Sequence[Run]) -> Iterable[Metric]:
    """Make the families about a scrape."""
    for metric in _PER_COLLECTOR:
        values = {run.name: metric.read(run) for run in runs}
        family = GaugeMetricFamily(metric.name, metric.help, labels=["collector"])
        for name, value in values.items():
            if value is not None:
                family.add_metric([name], value)
        if family.samples:
            yield family


class Totals:
    """What is counted since the start: in instruments, which add up the worker processes."""

    def __init__(self, registry: CollectorRegistry, names: Iterable[str]) -> None:
        self._errors = Counter(
            _ERRORS,
            "Scrapes in which the collector failed or was late.",
            ["collector"],
            registry=registry,
        )
        self._dropped = Counter(
            _DROPPED,
            "Series over the limit of the collector, left out or added up in the label value other.",
            ["collector"],
            registry=registry,
        )
        for name in names:
            self.add(name, errors=0, dropped=0)

    def add(self, name: str, *, errors: int, dropped: int) -> None:
        """Count what happened to a collector in one scrape."""
        self._errors.labels(name).inc(errors)
        self._dropped.labels(name).inc(dropped)
