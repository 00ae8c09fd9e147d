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
{{#unless customMetrics}}
import os
import tempfile
import time
{{/unless}}
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from prometheus_client.core import {{#if customMetrics}}{{{pythonFamilies.custom}}}{{else}}CounterMetricFamily, GaugeMetricFamily, Metric{{/if}}

from {{{package}}}.collector import Collector

Samples = Iterable[tuple[Sequence[str], float]]
"""Label values, in the order of the names, and the value."""


{{#if customMetrics}}
{{#each customMetrics}}
def {{{pythonReader}}}(deadline: float) -> Samples:
    """Replace this: {{{docstring help}}}"""
{{#if hasLabels}}
    labels = {{{list labelSamples language='python' column=13 indent=4 tail=0}}}
    return [(labels, 1)]
{{else}}
    return [([], 1)]
{{/if}}


{{/each}}
{{else}}
def count_files(deadline: float) -> Samples:
    """Replace this: the entries of a directory, a series for each kind."""
    counts = {"file": 0, "directory": 0, "other": 0}
    for entry in os.scandir(tempfile.gettempdir()):
        if entry.is_file(follow_symlinks=False):
            counts["file"] += 1
        elif entry.is_dir(follow_symlinks=False):
            counts["directory"] += 1
        else:
            counts["other"] += 1
    return [([kind], count) for kind, count in counts.items()]


def read_load(deadline: float) -> Samples:
    """Replace this: a value without labels."""
    return [([], os.getloadavg()[0])]


def read_uptime(deadline: float) -> Samples:
    """Replace this: a total that something else counts."""
    return [([], time.monotonic())]


{{/if}}
@dataclass(frozen=True)
class CustomMetric:
    """One metric and the function it is read by."""

    family: type[Metric]
    name: str
    help: str
    labels: Sequence[str]
    read: Callable[[float], Samples]


{{#if customMetrics}}
METRICS = (
{{#each customMetrics}}
    CustomMetric(
        family={{#if isCounter}}CounterMetricFamily{{else}}GaugeMetricFamily{{/if}},
        name={{name}},
        help={{help}},
        labels={{{list labelNames language='python' column=15 indent=8}}},
        read={{{pythonReader}}},
    ),
{{/each}}
)
{{else}}
METRICS = (
    CustomMetric(
        family=GaugeMetricFamily,
        name="{{{namespace}}}_temporary_files",
        help="Entries of the directory for temporary files.",
        labels=("kind",),
        read=count_files,
    ),
    CustomMetric(
        family=GaugeMetricFamily,
        name="{{{namespace}}}_host_load",
        help="Processes that are running or waiting for a processor, on average of one minute.",
        labels=(),
        read=read_load,
    ),
    CustomMetric(
        family=CounterMetricFamily,
        name="{{{namespace}}}_host_uptime_seconds_total",
        help="Time the host is running.",
        labels=(),
        read=read_uptime,
    ),
)
{{/if}}


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
