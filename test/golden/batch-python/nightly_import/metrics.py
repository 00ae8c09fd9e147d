"""The metrics of the job: one method per event, to be called by its stages."""

from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Summary

from nightly_import.finite import finite
from nightly_import.label_sets import expose_from_start
from nightly_import.unset_gauge import UnsetGauge


class Metrics:
    """The metrics of one run; every run has a registry and a Metrics object of its own.

    A gauge is pushed by runs that set it: one that fails before leaves the last good value.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._rows_imported = Gauge(
            "nightly_rows_imported",
            "Rows imported by the last run.",
            ["table"],
            registry=registry,
        )
        self._row_duration = Histogram(
            "nightly_row_duration_seconds",
            "Time to import a row.",
            buckets=[0.001, 0.01, 0.1, 1],
            registry=registry,
        )
        self._rows_rejected = Counter(
            "nightly_rows_rejected_total",
            "Rows rejected by the last run.",
            ["source", "reason"],
            registry=registry,
        )
        self._retries = Counter(
            "nightly_retries_total",
            "Requests that had to be made again.",
            registry=registry,
        )
        self._backlog = UnsetGauge(
            "nightly_backlog_bytes",
            "Size of what is left for the next run.",
            registry=registry,
        )
        self._file_size = Summary(
            "nightly_file_size_bytes",
            "Size of the files read.",
            ["format"],
            registry=registry,
        )
        expose_from_start(self._file_size, {"format": ["csv", "json"]})
        self._request_duration = Histogram(
            "nightly_request_duration_seconds",
            "Time until the source answered.",
            ["source"],
            buckets=[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            registry=registry,
        )

    def set_rows_imported(self, value: float, *, table: Literal["orders", "customers"]) -> None:
        """Set nightly_rows_imported: Rows imported by the last run."""
        value = finite(value)
        self._rows_imported.labels(table).set(value)

    def observe_row_duration(self, seconds: float) -> None:
        """Observe nightly_row_duration_seconds: Time to import a row."""
        self._row_duration.observe(finite(seconds))

    def record_rows_rejected(
        self,
        *,
        source: str,
        reason: Literal["invalid", "duplicate"],
        amount: float = 1,
    ) -> None:
        """Count nightly_rows_rejected_total: Rows rejected by the last run."""
        amount = finite(amount, least=0)
        self._rows_rejected.labels(source, reason).inc(amount)

    def record_retry(self, amount: float = 1) -> None:
        """Count nightly_retries_total: Requests that had to be made again."""
        self._retries.inc(finite(amount, least=0))

    def set_backlog(self, size_bytes: float) -> None:
        """Set nightly_backlog_bytes: Size of what is left for the next run."""
        self._backlog.set(finite(size_bytes))

    def observe_file_size(self, size_bytes: float, *, format: Literal["csv", "json"]) -> None:
        """Observe nightly_file_size_bytes: Size of the files read."""
        size_bytes = finite(size_bytes)
        self._file_size.labels(format).observe(size_bytes)

    def observe_request_duration(self, seconds: float, *, source: str) -> None:
        """Observe nightly_request_duration_seconds: Time until the source answered."""
        seconds = finite(seconds)
        self._request_duration.labels(source).observe(seconds)
