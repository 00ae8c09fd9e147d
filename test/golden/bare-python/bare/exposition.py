"""Answers scrapes: limit, format and compression."""

import gzip
import logging
import threading
from collections.abc import Callable

from flask import Response, request
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder

_COMPRESS_FROM_BYTES = 1024


class Exposition:
    """The metrics of one app as a view function and for the command line."""

    def __init__(
        self,
        exposed: CollectorRegistry,
        max_requests: int,
        logger: logging.Logger,
    ) -> None:
        self.exposed = exposed
        self._max_requests = max_requests
        self._slots = threading.Semaphore(max_requests) if max_requests else None
        self._logger = logger

    def view(self) -> Response:
        """Answer a request for the metrics."""
        if self._slots and not self._slots.acquire(blocking=False):
            return plain_text(
                f"There are {self._max_requests} scrapes in flight already, try again later.", 503
            )
        try:
            return self._answer()
        except Exception:
            self._logger.exception("scrape failed")
            return plain_text("The metrics could not be collected, see the log.", 500)
        finally:
            if self._slots:
                self._slots.release()

    def _answer(self) -> Response:
        encode, content_type = _encoder(request.headers.get("Accept", ""))
        body = encode(self.exposed)
        response = Response(content_type=content_type)
        response.vary.update(("Accept", "Accept-Encoding"))
        if len(body) > _COMPRESS_FROM_BYTES and request.accept_encodings.quality("gzip") > 0:
            body = gzip.compress(body, compresslevel=5)
            response.content_encoding = "gzip"
        response.set_data(body)
        return response


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
