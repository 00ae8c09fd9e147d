"""Reads one collector for scrapes: caps its series and keeps a read where that is wanted."""

import copy
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, replace

from prometheus_client.core import Metric

from watched_app import background
from watched_app.collector import Collector, IncompleteError
from watched_app.families import check_families
from watched_app.series_cap import cap_series

# A collector that never answers must not pile up threads for ever.
_MOST_UNFINISHED = 100
# Time for a read that no single scrape owns, because several may wait for it.
_SHARED_READ_SECONDS = 10.0


def late_error(seconds: float) -> TimeoutError:
    """Say what is wrong when the time is over, whoever notices it first."""
    return TimeoutError(f"no answer within {seconds:g} s")


@dataclass(frozen=True)
class Reading:
    """What a read gave; the error tells why some families are missing."""

    families: list[Metric]
    error: Exception | None = None


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
        self._cached: Reading | None = None
        self._cached_at = 0.0
        self._running: Future[Reading] | None = None

    def read(self, deadline: float) -> Reading:
        """Return what could be read, or raise what went wrong when nothing could."""
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

    def _refresh(self, deadline: float) -> Reading:
        started = time.monotonic()
        deadline = max(deadline, started + _SHARED_READ_SECONDS)
        reading: Reading | None = None
        try:
            # In one more thread, so that a read that hangs can be left behind.
            running = background.start(self._read_now, deadline)
            reading = self._with_age(running.result(timeout=deadline - started))
            return reading
        except Exception:
            # Who gives up first, the collector or this class, is chance: the error is the same.
            if time.monotonic() >= deadline:
                raise late_error(deadline - started) from None
            raise
        finally:
            with self._lock:
                self._running = None
                if reading is not None:
                    self._cached, self._cached_at = reading, time.monotonic()
                    if reading.error is None:
                        self.last_success = time.time()

    def _read_now(self, deadline: float) -> Reading:
        reading = self._collect(deadline)
        if time.monotonic() >= deadline:
            raise TimeoutError("the answer came too late")
        families = reading.families
        check_families(families)
        collector = self._collector
        with self._lock:
            capped = cap_series(families, collector.max_series, collector.summable, self._shown)
            if reading.error is None:
                # A series that is missing for once keeps its place.
                self._shown = capped.shown
            self.dropped += capped.dropped
        return replace(reading, families=capped.families)

    def _collect(self, deadline: float) -> Reading:
        with self._lock:
            if self._unfinished >= _MOST_UNFINISHED:
                raise RuntimeError(f"{self._unfinished} earlier reads have not ended yet")
            self._unfinished += 1
        families: list[Metric] = []
        try:
            # One by one: those before the error are what could be read.
            for family in self._collector.collect(deadline):
                families.append(family)
            return Reading(families)
        except IncompleteError as error:
            return Reading(families, error)
        finally:
            with self._lock:
                self._unfinished -= 1

    def _with_age(self, reading: Reading) -> Reading:
        aged = [copy.copy(family) for family in reading.families]
        for family in aged:
            family.documentation += f" (cached for up to {self._collector.min_interval:g} s)"
        return replace(reading, families=aged)
