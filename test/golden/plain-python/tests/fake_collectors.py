"""Collectors made of one function, and families for them."""

from collections.abc import Callable, Iterable, Mapping

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from plain.collector import Collector


class Fake(Collector):
    """A collector that calls the function it was made with."""

    def __init__(
        self,
        name: str,
        read: Callable[[float], Iterable[Metric]],
        *,
        max_series: int = 0,
        min_interval: float = 0.0,
    ) -> None:
        self.name = name
        self.max_series = max_series
        self.min_interval = min_interval
        self._read = read

    def collect(self, deadline: float) -> Iterable[Metric]:
        return self._read(deadline)


def gauge(name: str, value: float) -> Metric:
    """A gauge without labels."""
    return GaugeMetricFamily(name, "A test.", value=value)


def gauges(name: str, values: Mapping[str, float]) -> Metric:
    """A gauge with one series per key."""
    return _filled(GaugeMetricFamily(name, "A test.", labels=["key"]), values)


def counter(name: str, values: Mapping[str, float]) -> Metric:
    """A counter with one series per key."""
    return _filled(CounterMetricFamily(name, "A test.", labels=["key"]), values)


def _filled(family: Metric, values: Mapping[str, float]) -> Metric:
    for key, value in values.items():
        family.add_metric([key], value)
    return family
