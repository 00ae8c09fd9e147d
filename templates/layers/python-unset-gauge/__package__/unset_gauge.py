"""A gauge that says nothing before it is set."""

from collections.abc import Iterable

from prometheus_client import Gauge
from prometheus_client.core import Metric


class UnsetGauge(Gauge):
    """A gauge without labels that has no sample before the first `set()`.

    The client's own reads 0 from the start. A run that fails would push that 0 and replace the last
    good value in the gateway.
    """

    _is_set = False

    def set(self, value: float) -> None:
        """Set the gauge; from then on it is exposed."""
        super().set(value)
        self._is_set = True

    def collect(self) -> Iterable[Metric]:
        """Yield the family, without its sample as long as it is not set."""
        for family in super().collect():
            if not self._is_set:
                family.samples.clear()
            yield family
