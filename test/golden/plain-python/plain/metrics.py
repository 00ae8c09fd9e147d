"""The business metrics: one method per event, to be called by your routes."""

from typing import Literal

from prometheus_client import CollectorRegistry, Histogram, Summary

from plain.finite import finite
from plain.label_sets import expose_from_start


class Metrics:
    """The metrics of one app; every app has a registry and a Metrics object of its own."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._payload_size = Summary(
            "plain_payload_size_bytes",
            "Size of the payloads.",
            ["direction"],
            registry=registry,
        )
        expose_from_start(self._payload_size, {"direction": ["in", "out"]})
        self._turnaround = Histogram(
            "plain_turnaround_seconds",
            "Time between a payload in and its answer out.",
            buckets=[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            registry=registry,
        )

    def observe_payload_size(self, size_bytes: float, *, direction: Literal["in", "out"]) -> None:
        """Observe plain_payload_size_bytes: Size of the payloads."""
        size_bytes = finite(size_bytes)
        self._payload_size.labels(direction).observe(size_bytes)

    def observe_turnaround(self, seconds: float) -> None:
        """Observe plain_turnaround_seconds: Time between a payload in and its answer out."""
        self._turnaround.observe(finite(seconds))
