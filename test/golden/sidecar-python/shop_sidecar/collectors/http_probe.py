"""Whether web addresses answer, and how fast."""

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from prometheus_client.core import GaugeMetricFamily, Metric

from shop_sidecar.collector import Collector
from shop_sidecar.collectors.http_probe_round import Round
from shop_sidecar.http_client import Answer, HttpClient


@dataclass(frozen=True)
class Result:
    """How one target did; without an answer it did not answer in time or at all."""

    available: bool
    answer: Answer | None


@dataclass(frozen=True)
class Family:
    """What is told about each target; `read` gives None where there is nothing to tell."""

    name: str
    help: str
    read: Callable[[Result], float | None]


FAMILIES = (
    Family(
        name="shop_external_api_available",
        help="Whether the API answered with an expected status: 1 for yes, 0 for no.",
        read=lambda result: float(result.available),
    ),
    Family(
        name="shop_external_api_response_time_seconds",
        help="Time until the answer of the API was read, redirects included.",
        read=lambda result: result.answer and result.answer.seconds,
    ),
    Family(
        name="shop_external_api_status_code",
        help="HTTP status the API answered with, after redirects.",
        read=lambda result: result.answer and result.answer.status,
    ),
)
_LABEL = "api_name"

# Kept back from the time for the scrape, to tell what did not answer.
_RESERVE_SECONDS = 0.1


class HttpProbeCollector(Collector):
    """Asks every target; one that does not answer is a value, 0, and no failure."""

    name = "http-probe"

    def __init__(
        self,
        targets: Mapping[str, str],
        *,
        expect_status: Collection[int],
        timeout_seconds: float,
        concurrency: int,
        logger: logging.Logger,
    ) -> None:
        self._targets = targets
        self._expect_status = expect_status
        self._timeout = timeout_seconds
        self._concurrency = concurrency
        self._logger = logger
        self._client = HttpClient(concurrency)
        self._lock = threading.Lock()
        self._states: dict[str, bool] = {}

    def collect(self, deadline: float) -> Iterable[Metric]:
        """Ask side by side, as many at the same time as allowed over all scrapes."""
        probing = Round(
            self._client,
            self._targets,
            workers=self._concurrency,
            final=self._expect_status,
        )
        outcomes = probing.run(deadline - _RESERVE_SECONDS, self._timeout)
        return _families({name: self._result(name, outcome) for name, outcome in outcomes.items()})

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _result(self, name: str, outcome: Answer | str) -> Result:
        answer = outcome if isinstance(outcome, Answer) else None
        available = answer is not None and answer.status in self._expect_status
        self._remember(name, available, f"status {answer.status}" if answer else str(outcome))
        return Result(available, answer)

    def _remember(self, name: str, available: bool, reason: str) -> None:
        with self._lock:
            before = self._states.get(name)
            self._states[name] = available
        if not available and before is not False:
            fields = {"api": name, "reason": reason}
            self._logger.warning("API is not available", extra=fields)
        elif available and before is False:
            self._logger.info("API is available again", extra={"api": name})


def _families(results: Mapping[str, Result]) -> Iterable[Metric]:
    for family in FAMILIES:
        values = {name: family.read(result) for name, result in results.items()}
        known = {name: value for name, value in values.items() if value is not None}
        if known:
            metric = GaugeMetricFamily(family.name, family.help, labels=[_LABEL])
            for name, value in known.items():
                metric.add_metric([name], value)
            yield metric
