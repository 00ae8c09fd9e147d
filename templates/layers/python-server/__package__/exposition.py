{{#if hasCollectors}}
"""Answers scrapes: limit, deadline, collectors, format and compression."""
{{else}}
"""Answers scrapes: limit, format and compression."""
{{/if}}

import gzip
import logging
import threading
from collections.abc import Callable

from flask import Response, request
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder
{{#if hasCollectors}}

from {{{package}}}.scrape import CollectorRunner, ScrapeResult

_DEFAULT_TIMEOUT_SECONDS = 10.0
# A longer one would keep the thread of a client that is long gone.
_MAX_TIMEOUT_SECONDS = 120.0
# Left for the answer to travel before Prometheus gives the scrape up.
_TIMEOUT_OFFSET_SECONDS = 0.5
_LEAST_SECONDS = 0.1
{{else}}

{{/if}}
_COMPRESS_FROM_BYTES = 1024


class Exposition:
    """The metrics of one app as a view function and for the command line."""

    def __init__(
        self,
        exposed: CollectorRegistry,
{{#if hasCollectors}}
        runner: CollectorRunner,
{{/if}}
        max_requests: int,
        logger: logging.Logger,
    ) -> None:
{{#if hasCollectors}}
        self._exposed = exposed
        self._runner = runner
{{else}}
        self.exposed = exposed
{{/if}}
        self._max_requests = max_requests
        self._slots = threading.Semaphore(max_requests) if max_requests else None
        self._logger = logger

{{#if hasCollectors}}
    def gather(
        self,
        seconds: float = _DEFAULT_TIMEOUT_SECONDS - _TIMEOUT_OFFSET_SECONDS,
        names: list[str] | None = None,
    ) -> tuple[CollectorRegistry, ScrapeResult]:
        """Do one scrape into a registry of its own, so that parallel scrapes do not mix."""
        result = self._runner.run(seconds, names)
        registry = CollectorRegistry()
        registry.register(self._exposed)
        registry.register(result)
        return registry, result

{{/if}}
    def view(self) -> Response:
        """Answer a request for the metrics."""
        if self._slots and not self._slots.acquire(blocking=False):
            return plain_text(
                f"There are {self._max_requests} scrapes in flight already, try again later.", 503
            )
        try:
{{#if hasCollectors}}
            names = request.args.getlist("collect[]") or None
            for name in names or ():
                if name not in self._runner.last_runs:
                    return plain_text(f'There is no enabled collector called "{name}".', 400)
            return self._answer(names)
{{else}}
            return self._answer()
{{/if}}
        except Exception:
            self._logger.exception("scrape failed")
            return plain_text("The metrics could not be collected, see the log.", 500)
        finally:
            if self._slots:
                self._slots.release()

{{#if hasCollectors}}
    def _answer(self, names: list[str] | None) -> Response:
        registry, _ = self.gather(scrape_seconds(), names)
{{else}}
    def _answer(self) -> Response:
{{/if}}
        encode, content_type = _encoder(request.headers.get("Accept", ""))
        body = encode({{#if hasCollectors}}registry{{else}}self.exposed{{/if}})
        response = Response(content_type=content_type)
        response.vary.update(("Accept", "Accept-Encoding"))
        if len(body) > _COMPRESS_FROM_BYTES and request.accept_encodings.quality("gzip") > 0:
            body = gzip.compress(body, compresslevel=5)
            response.content_encoding = "gzip"
        response.set_data(body)
        return response


{{#if hasCollectors}}
def scrape_seconds() -> float:
    """The time for this scrape, from the timeout that Prometheus sends along."""
    try:
        timeout = float(request.headers.get("X-Prometheus-Scrape-Timeout-Seconds", ""))
    except ValueError:
        timeout = _DEFAULT_TIMEOUT_SECONDS
    # The comparison is false for NaN too.
    if not timeout > 0:
        timeout = _DEFAULT_TIMEOUT_SECONDS
    return max(_LEAST_SECONDS, min(timeout, _MAX_TIMEOUT_SECONDS) - _TIMEOUT_OFFSET_SECONDS)


{{/if}}
def _encoder(accept: str) -> tuple[Callable[[CollectorRegistry], bytes], str]:
    """Choose the format, the plain text for a client whose header makes no sense."""
    try:
        return choose_encoder(accept)
    except (TypeError, ValueError):
        # A version that is no number cannot be compared.
        return choose_encoder("")


def plain_text(text: str, status: int) -> Response:
    """Answer with one line."""
    return Response(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
