"""Asks every target once."""

import http.client
import math
import time
from collections import deque
from collections.abc import Collection, Mapping
from concurrent import futures

from shop_sidecar import background
from shop_sidecar.http_client import Answer, BusyError, HttpClient, reason_of

# What is over is not read: the answer counts all the same.
_MAX_BODY_BYTES = 1_000_000


class Round:
    """One round over the targets, as many at the same time as the client has connections."""

    def __init__(
        self,
        client: HttpClient,
        targets: Mapping[str, str],
        *,
        workers: int,
        final: Collection[int],
    ) -> None:
        self._client = client
        self._targets = targets
        self._workers = min(workers, len(targets))
        self._final = final
        self._waiting = deque(targets.items())
        self._outcomes: dict[str, Answer | str] = {}

    def run(self, deadline: float, timeout_seconds: float) -> dict[str, Answer | str]:
        """Return the answer of each target, or why there is none."""
        if not self._targets:
            return {}
        # Targets that hang take turns: each gets a share of the time, so that all are asked.
        turns = math.ceil(len(self._targets) / self._workers)
        limit = min(timeout_seconds, (deadline - time.monotonic()) / turns)
        running = [background.start(self._work, deadline, limit) for _ in range(self._workers)]
        # A thread can hang in spite of all timeouts, in the name service for example.
        futures.wait(running, timeout=max(0.0, deadline - time.monotonic()))
        outcomes = dict(self._outcomes)
        if len(outcomes) < len(self._targets):
            # Nothing is known about a target that was not asked.
            raise BusyError("earlier requests left no time for this one")
        return {name: outcomes[name] for name in self._targets}

    def _work(self, deadline: float, limit: float) -> None:
        while self._waiting:
            try:
                name, url = self._waiting.popleft()
            except IndexError:
                return
            with self._client.slot(deadline):
                self._outcomes[name] = "there was no answer in time"
                self._outcomes[name] = self._ask(url, min(deadline, time.monotonic() + limit))

    def _ask(self, url: str, deadline: float) -> Answer | str:
        try:
            return self._client.get(
                url, deadline=deadline, max_bytes=_MAX_BODY_BYTES, final=self._final
            )
        except (OSError, ValueError, http.client.HTTPException) as error:
            return reason_of(error)
