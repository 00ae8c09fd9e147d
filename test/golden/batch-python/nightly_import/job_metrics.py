"""The metrics every run has, whatever the job does."""

import time

from prometheus_client import CollectorRegistry, Gauge

from nightly_import.finite import finite


class JobMetrics:
    """Metrics about the run itself."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry
        self._last_completion = Gauge(
            "nightly_job_last_completion_timestamp_seconds",
            "Time the job last ended, successful or not, in seconds since 1970.",
            registry=registry,
        )
        self._duration = Gauge(
            "nightly_job_duration_seconds",
            "Time the last run of the job took.",
            registry=registry,
        )
        self._stage_duration = Gauge(
            "nightly_job_stage_duration_seconds",
            "Time each stage of the job took in its last run.",
            ["stage"],
            registry=registry,
        )
        self._records_processed = Gauge(
            "nightly_job_records_processed",
            "Records the last run of the job processed.",
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
                "nightly_job_last_success_timestamp_seconds",
                "Time the job last succeeded, in seconds since 1970.",
                registry=self._registry,
            )
            last_success.set(now)
