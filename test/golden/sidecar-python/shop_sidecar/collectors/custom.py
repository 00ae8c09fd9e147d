"""The place for what no other collector can read.

The functions below that METRICS names are an example: replace them by what you want to measure; the
rest can stay as it is. The rules:

- Read when asked, not by a timer. A scrape waits for the answer, so keep it short, and hand what
  is left until `deadline` (on the clock of time.monotonic()) to whatever takes a timeout.
- Raise when something cannot be read. Then these metrics are absent, which is right: 0 would be a
  statement. The error is logged and counted, and other collectors are not touched.
- Give every value, and only the ones that hold now: nothing is kept from one scrape to the next.
- A counter is what something else has counted so far (its total, not what is new since the last
  scrape); it only falls when that something starts again.
- Base units: seconds, bytes, ratios from 0 to 1.
- Label values come from a small set: no user, no address, no error text.
- Scrapes overlap, each in a thread of its own. Connect once, in `__init__`, and disconnect in
  `close`.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from shop_sidecar.collector import Collector

Samples = Iterable[tuple[Sequence[str], float]]
"""Label values, in the order of the names, and the value."""


def read_open_tickets(deadline: float) -> Samples:
    """Replace this: Tickets nobody has closed."""
    labels = ["low"]
    return [(labels, 1)]


def read_backups(deadline: float) -> Samples:
    """Replace this: Backups made."""
    return [([], 1)]


@dataclass(frozen=True)
class CustomMetric:
    """One metric and the function it is read by."""

    family: type[Metric]
    name: str
    help: str
    labels: Sequence[str]
    read: Callable[[float], Samples]


METRICS = (
    CustomMetric(
        family=GaugeMetricFamily,
        name="shop_open_tickets",
        help="Tickets nobody has closed.",
        labels=["priority"],
        read=read_open_tickets,
    ),
    CustomMetric(
        family=CounterMetricFamily,
        name="shop_backups_total",
        help="Backups made.",
        labels=[],
        read=read_backups,
    ),
)


class CustomCollector(Collector):
    """Reads METRICS."""

    name = "custom"

    def __init__(self, metrics: Iterable[CustomMetric] = METRICS) -> None:
        self._metrics = tuple(metrics)

    def collect(self, deadline: float) -> Iterable[Metric]:
        """Read every metric; one that has no value is left out."""
        for metric in self._metrics:
            family = metric.family(metric.name, metric.help, labels=metric.labels)
            for labels, value in metric.read(deadline):
                if not math.isfinite(value):
                    raise ValueError(f"{metric.name}: {value} is not a number")
                family.add_metric(labels, value)
            if family.samples:
                yield family
