"""What a collector is."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable

from prometheus_client.core import Metric


class IncompleteError(Exception):
    """What a collector raises when it could read some of its metrics and others not.

    It has failed, but the families it did give are shown.
    """

    def __init__(self, errors: Iterable[Exception]) -> None:
        """Take one error for each metric that is missing; each names it."""
        super().__init__("; ".join(map(str, errors)))


class Collector(ABC):
    """Reads metrics from somewhere else when it is asked to."""

    name: str
    """As in --collector.<name> and the label `collector`."""

    summable: Collection[str] = ()
    """Names of gauges whose series may be added up."""

    max_series: int = 0
    """Most series of all families together; 0 is no limit."""

    min_interval: float = 0.0
    """Seconds a read is kept; 0 reads at every scrape."""

    @abstractmethod
    def collect(self, deadline: float) -> Iterable[Metric]:
        """Make fresh families; stop before `deadline` on the clock of time.monotonic().

        Raise what went wrong; an IncompleteError when only some families are missing.
        """

    def close(self) -> None:  # noqa: B027 - most collectors have nothing to close
        """Give connections back at shutdown."""
