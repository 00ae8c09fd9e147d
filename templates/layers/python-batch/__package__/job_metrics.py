"""The metrics every run has, whatever the job does."""

import time

from prometheus_client import CollectorRegistry, Gauge

from {{{package}}}.finite import finite


class JobMetrics:
    """Metrics about the run itself."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry
        self._last_completion = Gauge(
            {{own.jobLastCompletion.name}},
            {{own.jobLastCompletion.help}},
            registry=registry,
        )
        self._duration = Gauge(
            {{own.jobDuration.name}},
            {{own.jobDuration.help}},
            registry=registry,
        )
        self._stage_duration = Gauge(
            {{own.jobStageDuration.name}},
            {{own.jobStageDuration.help}},
            ["stage"],
            registry=registry,
        )
        self._records_processed = Gauge(
            {{own.jobRecords.name}},
            {{own.jobRecords.help}},
            registry=registry,
        )

    def add_records(self, amount: float = 1) -> None:
        """Count records that have been processed."""
        if finite(amount) < 0:
            raise ValueError(f"records are counted up, not by {amount}")
        self._records_processed.inc(amount)

    def end_stage(self, stage: str, seconds: float) -> None:
        """Note that a stage ended, in whatever way."""
        self._stage_duration.labels(stage=stage).set(seconds)

    def end_run(self, seconds: float, *, succeeded: bool) -> None:
        """Note that the run ended.

        The time of the last success exists in a run that succeeded only: what is not pushed does
        not replace what the gateway has.
        """
        now = time.time()
        self._duration.set(seconds)
        self._last_completion.set(now)
        if succeeded:
            last_success = Gauge(
                {{own.jobLastSuccess.name}},
                {{own.jobLastSuccess.help}},
                registry=self._registry,
            )
            last_success.set(now)
