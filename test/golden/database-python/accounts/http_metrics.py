"""Counts HTTP requests around the whole app, so that no error or abort escapes."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from flask import Flask, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from accounts.client_sockets import SlowClientError

_KNOWN_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_ROUTE = "accounts.route"


class HttpMetrics:
    """The three HTTP metrics of one app."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.requests = Counter(
            "accounts_http_requests_total",
            "HTTP requests answered.",
            ["method", "route", "status"],
            registry=registry,
        )
        self.duration = Histogram(
            "accounts_http_request_duration_seconds",
            "Time to answer an HTTP request.",
            ["method", "route", "status"],
            buckets=[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            registry=registry,
        )
        self.in_progress = Gauge(
            "accounts_http_requests_in_progress",
            "HTTP requests being answered now.",
            registry=registry,
            # Sum over the workers that are alive.
            multiprocess_mode="livesum",
        )
        self._series: dict[tuple[str, str, str], tuple[Counter, Histogram]] = {}

    def instrument(self, app: Flask, uncounted_paths: Collection[str]) -> None:
        """Count every request to the app but those to the given paths."""
        app.before_request(_remember_route)
        wsgi_app = app.wsgi_app

        def middleware(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
            # Flask takes `//metrics` for the same path.
            if f"/{environ.get('PATH_INFO', '').lstrip('/')}" in uncounted_paths:
                return wsgi_app(environ, start_response)
            answer = _MeasuredAnswer(self, environ, start_response)
            try:
                answer.body = wsgi_app(environ, answer.start)
            except BaseException:
                # Only when exceptions are passed on, as in tests; else Flask answers with 500.
                answer.finish("500")
                raise
            return answer

        app.wsgi_app = middleware  # type: ignore[method-assign]

    def observe(self, method: str, route: str, status: str, seconds: float) -> None:
        """Count and time one request. The series are kept: to find them costs more than to add."""
        labels = (method if method in _KNOWN_METHODS else "other", route, status)
        series = self._series.get(labels)
        if series is None:
            series = (self.requests.labels(*labels), self.duration.labels(*labels))
            self._series[labels] = series
        requests, duration = series
        requests.inc()
        duration.observe(seconds)


def _remember_route() -> None:
    """Keep the template while the request context exists; it holds blueprint prefixes."""
    rule = request.url_rule
    if rule is not None:
        request.environ[_ROUTE] = rule.rule


class _MeasuredAnswer:
    """One request and the body of its answer, until it was sent, gave up or was not wanted."""

    __slots__ = (
        "_chunks",
        "_environ",
        "_finished",
        "_metrics",
        "_start_response",
        "_started",
        "_status",
        "body",
    )

    def __init__(
        self, metrics: HttpMetrics, environ: dict[str, Any], start_response: Callable
    ) -> None:
        self.body: Iterable[bytes] = ()
        self._chunks: Iterator[bytes] | None = None
        self._metrics = metrics
        self._environ = environ
        self._start_response = start_response
        self._status = "500"
        self._finished = False
        self._started = time.perf_counter()
        metrics.in_progress.inc()

    def start(self, status: str, headers: list, exc_info: Any = None) -> Callable:
        """Pass `start_response` on and remember the status."""
        self._status = status.split(" ", 1)[0]
        return self._start_response(status, headers, exc_info)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            if self._chunks is None:
                self._chunks = iter(self.body)
            return next(self._chunks)
        except StopIteration:
            self.finish(self._status)
            raise
        except SlowClientError:
            # The answer had begun, so that there is no other status for the client.
            self.finish("499")
            raise
        except BaseException:
            self.finish("500")
            raise

    def close(self) -> None:
        """Called by the server in any case; before the end of the body the client has gone."""
        try:
            if hasattr(self.body, "close"):
                self.body.close()
        finally:
            self.finish("499")

    def finish(self, status: str) -> None:
        """Count the request once, whatever ended it."""
        if self._finished:
            return
        self._finished = True
        self._metrics.in_progress.dec()
        seconds = time.perf_counter() - self._started
        method = self._environ.get("REQUEST_METHOD", "")
        route = self._environ.get(_ROUTE, "unmatched")
        self._metrics.observe(method, route, status, seconds)
