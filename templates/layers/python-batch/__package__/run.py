"""One run of the job with a registry of its own."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from prometheus_client import CollectorRegistry, disable_created_metrics, generate_latest

from {{{package}}}.background import Background
from {{{package}}}.build_info import BuildInfoCollector
from {{{package}}}.interruption import Interruption, Stopped
from {{{package}}}.job_metrics import JobMetrics
{{#if hasEvents}}
from {{{package}}}.metrics import Metrics
{{/if}}
from {{{package}}}.runner import Runner, Stage

Outcome = Literal["succeeded", "failed", "stopped"]
Deliver = Callable[[Outcome, bytes], bool]


class JobWithStages(Protocol):
    """What a job has to have."""

    def stages(self) -> Sequence[Stage]:
        """The stages in their order."""


@dataclass
class Result:
    """How a run ended."""

    outcome: Outcome = "failed"
    delivered: bool = False
    """Whether the metrics arrived."""


def run_job(
    create_job: Callable[[{{#if hasEvents}}Metrics{{/if}}], JobWithStages],
    logger: logging.Logger,
    interruption: Interruption,
    deliver: Deliver,
) -> Result:
    """Run the job; its metrics are delivered however it ends."""
    # Each would double a series with a creation time nobody asked for.
    disable_created_metrics()
    registry = CollectorRegistry()
    registry.register(BuildInfoCollector())
    job_metrics = JobMetrics(registry)
{{#if hasEvents}}
    metrics = Metrics(registry)
{{/if}}
    runner = Runner(interruption, job_metrics, logger)
    started = time.monotonic()
    result = Result()
    failure: BaseException | None = None
    try:
        # All stages in one thread: a connection of SQLite, say, may not change its thread.
        job = Background(lambda: runner.run(create_job({{#if hasEvents}}metrics{{/if}}).stages()))
        if not job.wait(interruption.stage_limit):
            runner.give_up()
            raise interruption.reason
        job.result()
        result.outcome = "succeeded"
    except BaseException as error:
        failure = interruption.reason or error
        result.outcome = "stopped" if isinstance(failure, Stopped) else "failed"
    finally:
        seconds = time.monotonic() - started
        job_metrics.end_run(seconds, succeeded=result.outcome == "succeeded")
        _log_outcome(logger, result.outcome, seconds, failure)
        result.delivered = _deliver(registry, result.outcome, deliver, logger)
    return result


def _deliver(
    registry: CollectorRegistry, outcome: Outcome, deliver: Deliver, logger: logging.Logger
) -> bool:
    try:
        return deliver(outcome, generate_latest(registry))
    except Exception as error:
        logger.error("metrics lost", extra={"error": error}, exc_info=error)
        return False


def _log_outcome(
    logger: logging.Logger, outcome: Outcome, seconds: float, failure: BaseException | None
) -> None:
    fields: dict[str, object] = {"seconds": round(seconds, 3)}
    if failure is None:
        logger.info("job succeeded", extra=fields)
    else:
        logger.error(f"job {outcome}", extra={**fields, "error": failure})
