"""Lines of a log, counted when scraped."""

import logging
import threading
import time
from collections.abc import Iterable

from prometheus_client.core import GaugeMetricFamily, Metric

from watched_app.collector import Collector
from watched_app.collectors.log_metrics import LogMetric, LogMetrics
from watched_app.collectors.log_tail import Tail

# What is counted: the lines that `match`. Named groups become labels; a counter counts lines, or
# adds the group `value`; a histogram observes that group. A label has a list of the values it can
# have (anything else is `other`) or an empty list for any value.
#
# A pattern runs on every line, and nothing can stop it: avoid repetitions within repetitions such
# as `(a+)+`, whose time grows without bound.
METRICS: tuple[LogMetric, ...] = ()

UNREAD_NAME = "app_log_unread_bytes"
_UNREAD_HELP = "Bytes of the log that were left for the next scrape."

# Of the time for a scrape; the rest is left to tell what was counted.
_READING_SHARE = 0.8


class LogCollector(Collector):
    """Reads on from where the scrape before stopped.

    What was counted is kept for as long as the program runs. What there is no time for is left for
    the next scrape.
    """

    name = "log"

    def __init__(
        self,
        file: str,
        *,
        from_start: bool,
        max_bytes: int,
        logger: logging.Logger,
        metrics: Iterable[LogMetric] = METRICS,
    ) -> None:
        self._logger = logger
        self._counted = LogMetrics(metrics)
        self._tail = Tail(file, self._counted.count, from_start=from_start, max_bytes=max_bytes)
        self._lock = threading.Lock()

    def collect(self, deadline: float) -> Iterable[Metric]:
        """Read on; scrapes take turns, so that no line counts twice."""
        seconds = max(0.0, deadline - time.monotonic())
        until = time.monotonic() + seconds * _READING_SHARE
        if not self._lock.acquire(timeout=seconds):
            raise TimeoutError("the log is being read by an earlier scrape")
        try:
            unread = self._tail.read(until)
            self._tell_unusable()
            families = self._counted.families()
        finally:
            self._lock.release()
        return [*families, GaugeMetricFamily(UNREAD_NAME, _UNREAD_HELP, value=unread)]

    def close(self) -> None:
        """Close the file, unless a scrape is still reading it."""
        if self._lock.acquire(timeout=1):
            self._tail.close()
            self._lock.release()

    def _tell_unusable(self) -> None:
        for metric, lines in self._counted.take_unusable().items():
            fields = {"metric": metric, "lines": lines}
            self._logger.debug("lines not counted, their value is no usable number", extra=fields)
