"""Summaries with quantiles over the last ten minutes."""

from collections.abc import Sequence

import prometheus_client
import prometheus_summary

from shop_exporter import multiprocess


def windowed_summary(
    name: str,
    documentation: str,
    labels: Sequence[str] = (),
    *,
    quantiles: Sequence[float],
    registry: prometheus_client.CollectorRegistry,
) -> prometheus_client.Summary:
    """Create a summary with quantiles.

    Quantiles of several workers cannot be merged, there the summary has count and sum only.
    """
    if multiprocess.enabled():
        return prometheus_client.Summary(name, documentation, labels, registry=registry)
    return prometheus_summary.Summary(
        name,
        documentation,
        labels,
        registry=registry,
        # The permitted error shrinks towards the tail: 0.05 at the median, 0.001 at 0.99.
        invariants=[(quantile, round((1 - quantile) / 10, 6)) for quantile in quantiles],
        max_age_seconds=600,
        age_buckets=5,
    )
