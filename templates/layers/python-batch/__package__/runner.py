"""Runs the stages of the job one after the other and times them."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from {{{package}}}.interruption import Interruption
from {{{package}}}.job_metrics import JobMetrics


class StageContext:
    """What a stage knows about the run."""

    def __init__(self, interruption: Interruption, job_metrics: JobMetrics) -> None:
        self.add_records = job_metrics.add_records
        """Counts processed records, one or the given number."""
        self.stop = interruption.stop
        """An Event that is set when the job has to stop."""
        self._interruption = interruption

    def check(self) -> None:
        """Raise when the job has to stop; to be called in loops."""
        if self._interruption.reason:
            raise self._interruption.reason

    def pause(self, seconds: float) -> None:
        """Wait some time, at most until the job has to stop."""
        self.stop.wait(seconds)
        self.check()


@dataclass(frozen=True)
class Stage:
    """A part of the job that is timed of its own."""

    name: str
    run: Callable[[StageContext], object]


class Runner:
    """The run of some stages."""

    def __init__(
        self, interruption: Interruption, job_metrics: JobMetrics, logger: logging.Logger
    ) -> None:
        self._context = StageContext(interruption, job_metrics)
        self._job_metrics = job_metrics
        self._logger = logger
        self._current: tuple[str, float] | None = None

    def run(self, stages: Sequence[Stage]) -> None:
        """Run all stages, or raise what one of them raised.

        Raises also when the job was told to stop meanwhile: after that nothing counts as success,
        since a stage may have stopped half way.
        """
        for stage in stages:
            self._context.check()
            self._current = (stage.name, time.monotonic())
            try:
                stage.run(self._context)
            except BaseException as error:
                self._log_failure(stage, error)
                raise
            finally:
                seconds = self._end_current()
            self._context.check()
            fields = {"stage": stage.name, "seconds": round(seconds, 3)}
            self._logger.info("stage finished", extra=fields)

    def give_up(self) -> None:
        """Time a stage that did not stop when it was told to."""
        if self._current:
            self._logger.warning("stage stopped", extra={"stage": self._current[0]})
            self._end_current()

    def _end_current(self) -> float:
        name, started = self._current
        seconds = time.monotonic() - started
        self._job_metrics.end_stage(name, seconds)
        return seconds

    def _log_failure(self, stage: Stage, error: BaseException) -> None:
        fields = {"stage": stage.name, "error": error}
        if self._context.stop.is_set():
            self._logger.warning("stage stopped", extra=fields)
        else:
            self._logger.error("stage failed", extra=fields, exc_info=error)
