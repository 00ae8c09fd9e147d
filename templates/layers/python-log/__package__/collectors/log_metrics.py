"""What is counted of a log since the program started."""

import itertools
import math
import re
from collections.abc import {{#if hasLogScales}}Callable, {{/if}}Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from prometheus_client import Counter, Histogram
from prometheus_client.core import Metric

from {{{package}}}.decimal_text import parse_decimal

_OTHER = "other"
# Counts are kept for ever, so what a log can make of them has to end somewhere.
_MOST_LABEL_SETS = 10_000
_LONGEST_LABEL = 200


@dataclass(frozen=True)
class LogMetric:
    """One metric: a counter or histogram of the lines that match."""

    type: str
    name: str
    help: str
    labels: Mapping[str, Sequence[str]]
    match: re.Pattern[str]
    buckets: Sequence[float] = field(default=Histogram.DEFAULT_BUCKETS)
{{#if hasLogScales}}
    scale: Callable[[float], float] | None = None
{{/if}}


class LogMetrics:
    """The metrics of a log."""

    def __init__(self, metrics: Iterable[LogMetric]) -> None:
        self._instruments = [_Instrument(metric) for metric in metrics]

    def count(self, line: str) -> None:
        """Count one line wherever it matches."""
        for instrument in self._instruments:
            instrument.count(line)

    def take_unusable(self) -> dict[str, int]:
        """Return by metric the lines that matched without a usable number since the last call."""
        taken = {each.name: each.take_unusable() for each in self._instruments}
        return {name: lines for name, lines in taken.items() if lines > 0}

    def families(self) -> list[Metric]:
        """Return the counts of this moment, which do not go on with the next line."""
        return [family for instrument in self._instruments for family in instrument.collect()]


class _Instrument:
    def __init__(self, metric: LogMetric) -> None:
        self.name = metric.name
        self._metric = metric
        self._unusable = 0
        self._is_histogram = metric.type == "histogram"
        names = list(metric.labels)
        self._family: Counter | Histogram
        if self._is_histogram:
            self._family = Histogram(
                metric.name, metric.help, names, buckets=metric.buckets, registry=None
            )
        else:
            self._family = Counter(metric.name, metric.help, names, registry=None)
        # What can occur is told in advance: as 0, until it does.
        self._known: set[tuple[str, ...]] = set()
        for values in itertools.product(*metric.labels.values()):
            self._known.add(values)
            self._series(values)

    def count(self, line: str) -> None:
        found = self._metric.match.search(line)
        if not found:
            return
        groups = found.groupdict()
        text = groups.pop("value", None)
        number = 1.0
        if text is not None or self._is_histogram:
            number = parse_decimal(text or "")
{{#if hasLogScales}}
        if self._metric.scale:
            number = self._metric.scale(number)
        # One line that makes no sense is no reason to lose the others.
        if not math.isfinite(number) or number < 0:
{{else}}
        # One line that makes no sense is no reason to lose the others.
        if math.isnan(number) or number < 0:
{{/if}}
            self._unusable += 1
            return
        series = self._series(self._labels(groups))
        if self._is_histogram:
            series.observe(number)
        else:
            series.inc(number)

    def take_unusable(self) -> int:
        lines, self._unusable = self._unusable, 0
        return lines

    def collect(self) -> Iterable[Metric]:
        return self._family.collect()

    def _series(self, values: tuple[str, ...]) -> Counter | Histogram:
        return self._family.labels(*values) if values else self._family

    def _labels(self, groups: Mapping[str, str | None]) -> tuple[str, ...]:
        labels = self._metric.labels.items()
        values = tuple(_label_text(groups[label] or "", known) for label, known in labels)
        if values not in self._known:
            if len(self._known) >= _MOST_LABEL_SETS:
                return (_OTHER,) * len(values)
            self._known.add(values)
        return values


def _label_text(text: str, known: Sequence[str]) -> str:
    if known:
        return text if text in known else _OTHER
    return text[:_LONGEST_LABEL]
