"""Runs the collectors of one scrape in parallel, within one deadline."""

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from prometheus_client.core import GaugeMetricFamily, Metric

from plain.log import mask

# Runs of one collector at the same time; a hanging upstream must not pile up threads.
_PARALLEL_RUNS = 4


class Collector(Protocol):
    """Reads one upstream; `collect` makes fresh families for this scrape only."""

    name: str

    def collect(self, deadline: float) -> Iterable[Metric]:
        """Read before `deadline` on the clock of time.monotonic(), or raise."""

    def close(self) -> None:
        """Give connections back at shutdown."""


@dataclass
class Run:
    """What one collector did in one scrape."""

    families: list[Metric] = field(default_factory=list)
    duration: float = 0.0
    error: str | None = None


@dataclass(frozen=True, eq=False)
class ScrapeResult:
    """The families of one scrape; can be registered like any collector of prometheus_client."""

    runs: dict[str, Run]

    @property
    def success(self) -> bool:
        """Whether every collector succeeded."""
        return all(run.error is None for run in self.runs.values())

    def collect(self) -> Iterable[Metric]:
        """Yield the families that were read, then one success and duration per collector."""
        success = GaugeMetricFamily(
            "plain_scrape_collector_success",
            "Whether the collector succeeded in this scrape: 1 for yes, 0 for no.",
            labels=["collector"],
        )
        duration = GaugeMetricFamily(
            "plain_scrape_collector_duration_seconds",
            "Time the collector took in this scrape.",
            labels=["collector"],
        )
        for name, run in self.runs.items():
            yield from run.families
            success.add_metric([name], float(run.error is None))
            duration.add_metric([name], run.duration)
        yield success
        yield duration


class CollectorRunner:
    """Runs collectors and remembers how each one fared last."""

    def __init__(self, collectors: Sequence[Collector], logger: logging.Logger) -> None:
        self._collectors = {collector.name: collector for collector in collectors}
        self._slots = {name: threading.Semaphore(_PARALLEL_RUNS) for name in self._collectors}
        self._logger = logger
        self._lock = threading.Lock()
        self.last_runs: dict[str, Run | None] = dict.fromkeys(self._collectors)
        self.last_errors: dict[str, str | None] = dict.fromkeys(self._collectors)

    def run(self, seconds: float, names: Iterable[str] | None = None) -> ScrapeResult:
        """Run the named collectors, or all, and return after `seconds` at the latest."""
        started = time.monotonic()
        deadline = started + seconds
        wanted = [name for name in self._collectors if names is None or name in names]
        finished: dict[str, Run] = {}
        threads = []
        for name in wanted:
            # Daemon threads: one that hangs must not keep the process from exiting.
            arguments = (name, started, deadline, finished)
            threads.append(threading.Thread(target=self._run_one, args=arguments, daemon=True))
            threads[-1].start()
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        late = Run(duration=time.monotonic() - started, error=f"not done after {seconds:.1f} s")
        result = ScrapeResult({name: finished.get(name, late) for name in wanted})
        for name, run in result.runs.items():
            self._remember(name, run)
        return result

    def _run_one(
        self, name: str, started: float, deadline: float, finished: dict[str, Run]
    ) -> None:
        if not self._slots[name].acquire(timeout=max(0.0, deadline - time.monotonic())):
            return
        try:
            run = Run(families=list(self._collectors[name].collect(deadline)))
        except Exception as error:
            run = Run(error=mask(str(error) or type(error).__name__))
        finally:
            self._slots[name].release()
        run.duration = time.monotonic() - started
        finished[name] = run

    def _remember(self, name: str, run: Run) -> None:
        with self._lock:
            before = self.last_runs[name]
            self.last_runs[name] = run
        failed_before = before is not None and before.error is not None
        if run.error is not None:
            self.last_errors[name] = run.error
            level = logging.DEBUG if failed_before else logging.WARNING
            fields = {"collector": name, "error": run.error}
            self._logger.log(level, "collector failed", extra=fields)
        elif failed_before:
            self._logger.info("collector works again", extra={"collector": name})

    def close(self) -> None:
        """Close every collector at shutdown."""
        for collector in self._collectors.values():
            collector.close()
