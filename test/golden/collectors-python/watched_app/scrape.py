"""Runs the collectors of one scrape side by side, within one deadline."""

import logging
import re
import threading
import time
from collections.abc import Collection, Iterable, Sequence
from concurrent import futures
from dataclasses import dataclass

from prometheus_client import CollectorRegistry
from prometheus_client.core import Metric

from watched_app import background
from watched_app.collector import Collector
from watched_app.collector_reader import CollectorReader, Reading, late_error
from watched_app.log import mask
from watched_app.scrape_outcome import OUTCOME_NAMES, Run, Totals, outcome_of

# What an error may quote, whole or cut off, that differs every time though the error is the same.
_QUOTED = re.compile(r""""(?:[^"\\…]|\\.)*["…]|(?<!\w)'[^'…]*['…]|\{[^}…]*[}…]|\d+\.\d+""")


@dataclass(frozen=True, eq=False)
class ScrapeResult:
    """The families of one scrape; can be registered like any collector of prometheus_client."""

    runs: Sequence[Run]

    @property
    def success(self) -> bool:
        """Whether every collector succeeded."""
        return all(run.error is None for run in self.runs)

    def collect(self) -> Iterable[Metric]:
        """Yield the families that were read, then those about the scrape itself."""
        for run in self.runs:
            yield from run.families
        yield from outcome_of(self.runs)


class CollectorRunner:
    """Runs collectors; one that fails or is late loses its own families and nobody else's."""

    def __init__(
        self,
        collectors: Sequence[Collector],
        logger: logging.Logger,
        registry: CollectorRegistry,
        taken_names: Collection[str] = (),
    ) -> None:
        self._collectors = collectors
        self._readers = {collector.name: CollectorReader(collector) for collector in collectors}
        self._logger = logger
        self._totals = Totals(registry, self._readers)
        self._dropped = dict.fromkeys(self._readers, 0)
        self._taken_names = OUTCOME_NAMES | set(taken_names)
        self._lock = threading.Lock()
        self.last_runs: dict[str, Run | None] = dict.fromkeys(self._readers)
        self.last_errors: dict[str, str | None] = dict.fromkeys(self._readers)

    def run(self, seconds: float, names: Collection[str] | None = None) -> ScrapeResult:
        """Run the named collectors, or all, and return after `seconds` at the latest."""
        deadline = time.monotonic() + seconds
        reads = {
            name: background.start(self._read, name, deadline, seconds)
            for name in self._readers
            if names is None or name in names
        }
        futures.wait(reads.values(), timeout=max(0.0, deadline - time.monotonic()))
        late = str(late_error(seconds))
        runs = [
            read.result() if read.done() else Run(name, duration=seconds, error=late)
            for name, read in reads.items()
        ]
        self._refuse_twins(runs)
        for run in runs:
            self._remember(run)
        return ScrapeResult(runs)

    def _read(self, name: str, deadline: float, seconds: float) -> Run:
        started = time.monotonic()
        run = Run(name)
        try:
            reading = self._readers[name].read(deadline)
        except Exception as error:
            # Who gives up first, the collector or this class, is chance: the error is the same.
            is_late = time.monotonic() >= deadline
            reading = Reading([], late_error(seconds) if is_late else error)
        run.families = reading.families
        if reading.error is not None:
            run.error = mask(str(reading.error) or type(reading.error).__name__)
        run.duration = time.monotonic() - started
        return run

    def _refuse_twins(self, runs: Sequence[Run]) -> None:
        """A name that is exposed twice would cost the whole scrape: its second owner fails."""
        taken = set(self._taken_names)
        for run in runs:
            names = [family.name for family in run.families]
            twin = next((n for n in names if n in taken or names.count(n) > 1), None)
            if twin is not None:
                run.families = []
                run.error = f"the metric {twin} exists already"
            else:
                taken.update(names)

    def _remember(self, run: Run) -> None:
        reader = self._readers[run.name]
        with self._lock:
            before = self.last_runs[run.name]
            run.last_success = reader.last_success
            dropped = reader.dropped - self._dropped[run.name]
            self._dropped[run.name] += dropped
            self.last_runs[run.name] = run
            self.last_errors[run.name] = run.error or self.last_errors[run.name]
        self._totals.add(run.name, errors=int(run.error is not None), dropped=dropped)
        error_before = before and before.error
        if run.error is not None:
            is_known = error_before is not None and _gist(run.error) == _gist(error_before)
            level = logging.DEBUG if is_known else logging.WARNING
            fields = {"collector": run.name, "error": run.error}
            self._logger.log(level, "collector failed", extra=fields)
        elif error_before is not None:
            self._logger.info("collector works again", extra={"collector": run.name})

    def close(self) -> None:
        """Close every collector at shutdown."""
        for collector in self._collectors:
            collector.close()


def _gist(error: str) -> str:
    return _QUOTED.sub("", error)
