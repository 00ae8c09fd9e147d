"""Reads one collector for scrapes: caps its series and keeps a read where that is wanted."""

import copy
import threading
import time
from concurrent.futures import Future

from prometheus_client.core import Metric

from plain import background
from plain.collector import Collector
from plain.families import check_families
from plain.series_cap import cap_series

# A collector that never answers must not pile up threads for ever.
_MOST_UNFINISHED = 100
# Time for a read that no single scrape owns, because several may wait for it.
_SHARED_READ_SECONDS = 10.0


class CollectorReader:
    """Gives every scrape families of its own, or with a `min_interval` those of the last read.

    There is no timer: a read starts when a scrape needs it, and scrapes that come meanwhile wait
    for the same one.
    """

    def __init__(self, collector: Collector) -> None:
        self.dropped = 0
        self.last_success: float | None = None
        self._collector = collector
        self._lock = threading.Lock()
        self._unfinished = 0
        self._shown: frozenset[tuple] = frozenset()
        self._cached: list[Metric] | None = None
        self._cached_at = 0.0
        self._running: Future[list[Metric]] | None = None

    def read(self, deadline: float) -> list[Metric]:
        """Return the families, or raise what went wrong."""
        interval = self._collector.min_interval
        if interval == 0:
            return self._read_now(deadline)
        with self._lock:
            if self._cached is not None and time.monotonic() - self._cached_at < interval:
                return self._cached
            # What is too old is gone, also when the upstream cannot be read.
            self._cached = None
            running = self._running
            if running is None:
                running = self._running = background.start(self._refresh, deadline)
        # Ends in any case; a scrape that cannot wait that long leaves this thread behind.
        return running.result()

    def _refresh(self, deadline: float) -> list[Metric]:
        started = time.monotonic()
        deadline = max(deadline, started + _SHARED_READ_SECONDS)
        families: list[Metric] | None = None
        try:
            # In one more thread, so that a read that hangs can be left behind.
            reading = background.start(self._read_now, deadline)
            families = self._with_age(reading.result(timeout=deadline - started))
            return families
        except TimeoutError as error:
            raise TimeoutError(str(error) or f"no answer within {deadline - started:g} s") from None
        finally:
            with self._lock:
                self._running = None
                if families is not None:
                    self._cached, self._cached_at = families, time.monotonic()
                    self.last_success = time.time()

    def _read_now(self, deadline: float) -> list[Metric]:
        families = self._collect(deadline)
        if time.monotonic() >= deadline:
            raise TimeoutError("the answer came too late")
        check_families(families)
        collector = self._collector
        with self._lock:
            capped = cap_series(families, collector.max_series, collector.summable, self._shown)
            self._shown = capped.shown
            self.dropped += capped.dropped
        return capped.families

    def _collect(self, deadline: float) -> list[Metric]:
        with self._lock:
            if self._unfinished >= _MOST_UNFINISHED:
                raise RuntimeError(f"{self._unfinished} earlier reads have not ended yet")
            self._unfinished += 1
        try:
            return list(self._collector.collect(deadline))
        finally:
            with self._lock:
                self._unfinished -= 1

    def _with_age(self, families: list[Metric]) -> list[Metric]:
        aged = [copy.copy(family) for family in families]
        for family in aged:
            family.documentation += f" (cached for up to {self._collector.min_interval:g} s)"
        return aged
