"""Initial series for labels whose values are all known."""

from collections.abc import Iterable, Mapping
from itertools import product

from prometheus_client.metrics import MetricWrapperBase


def expose_from_start(
    metric: MetricWrapperBase,
    known_values: Mapping[str, Iterable[str]],
) -> None:
    """Create every combination, so that each one reads 0 before its first event.

    The labels come in the metric's own order. A run that fails early says 0 then and does not leave
    the values of the run before.
    """
    for values in product(*known_values.values()):
        metric.labels(*values)
