"""The instruments of all workers as one, for several worker processes."""

import struct
import time
from collections.abc import Iterable

from prometheus_client import CollectorRegistry
from prometheus_client.core import Metric
from prometheus_client.multiprocess import MultiProcessCollector

_ATTEMPTS = 5
_PAUSE_SECONDS = 0.01


class MergedInstruments:
    """Shows the families of this worker's registry with the values of all workers."""

    def __init__(self, instruments: CollectorRegistry) -> None:
        self._instruments = instruments

    def collect(self) -> Iterable[Metric]:
        """Yield every family, also those without a series yet and gauges nobody has set."""
        merged = {family.name: family for family in _read_files()}
        for own in self._instruments.collect():
            family = merged.get(own.name)
            yield family if family and family.samples else own


def _read_files() -> Iterable[Metric]:
    """Read again when a worker is just starting: its files are empty for a moment."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return MultiProcessCollector(None).collect()
        except (struct.error, RuntimeError):
            time.sleep(_PAUSE_SECONDS)
    return MultiProcessCollector(None).collect()
