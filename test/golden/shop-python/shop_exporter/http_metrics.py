"""Counts HTTP requests around the whole app, so that no error or abort escapes."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from flask import Flask, request
from flask.signals import request_started
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_KNOWN_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_ROUTE = "shop_exporter.route"


class HttpMetrics:
    """The three HTTP metrics of one app."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.requests = Counter(
            "shop_http_requests_total",
            "HTTP requests answered.",
            ["method", "route", "status"],
            registry=registry,
        )
        self.duration = Histogram(
            "shop_http_request_duration_seconds",
            "Time to answer an HTTP request.",
            ["method", "route", "status"],
            buckets=[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            registry=registry,
        )
        self.in_progress = Gauge(
            "shop_http_requests_in_progress",
            "HTTP requests being answered now.",
            registry=registry,
            # Sum over the workers that are alive.
            multiprocess_mode="livesum",
        )

    def instrument(self, app: Flask, uncounted_paths: Collection[str]) -> None:
        """Count every request to the app but those to the given paths."""
        request_started.connect(_remember_route, app)
        wsgi_app = app.wsgi_app

        def middleware(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
            if environ.get("PATH_INFO") in uncounted_paths:
                return wsgi_app(environ, start_response)
            measurement = _Measurement(self, environ)

            def remember_status(status: str, headers: list, exc_info: Any = None) -> Callable:
                measurement.status = status.split(" ", 1)[0]
                return start_response(status, headers, exc_info)

            try:
                return _MeasuredBody(wsgi_app(environ, remember_status), measurement)
            except BaseException:
                # Only when exceptions are passed on, as in tests; else Flask answers with 500.
                measurement.finish("500")
                raise

        app.wsgi_app = middleware  # type: ignore[method-assign]


def _remember_route(_app: Flask, **_extra: Any) -> None:
    """Keep the template while the request context exists; it holds blueprint prefixes."""
    if request.url_rule is not None:
        request.environ[_ROUTE] = request.url_rule.rule


class _Measurement:
    """One request, from its start until finish() is called for the first time."""

    def __init__(self, metrics: HttpMetrics, environ: dict[str, Any]) -> None:
        self.status = "500"
        self._metrics = metrics
        self._environ = environ
        self._finished = False
        self._started = time.perf_counter()
        metrics.in_progress.inc()

    def finish(self, status: str) -> None:
        """Count the request once, whatever ended it."""
        if self._finished:
            return
        self._finished = True
        self._metrics.in_progress.dec()
        method = self._environ.get("REQUEST_METHOD", "")
        labels = {
            "method": method if method in _KNOWN_METHODS else "other",
            "route": self._environ.get(_ROUTE, "unmatched"),
            "status": status,
        }
        self._metrics.requests.labels(**labels).inc()
        self._metrics.duration.labels(**labels).observe(time.perf_counter() - self._started)


class _MeasuredBody:
    """A response body that tells when it was sent, gave up with an error or was not wanted."""

    def __init__(self, body: Iterable[bytes], measurement: _Measurement) -> None:
        self._body = body
        self._chunks = iter(body)
        self._measurement = measurement

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._chunks)
        except StopIteration:
            self._measurement.finish(self._measurement.status)
            raise
        except BaseException:
            self._measurement.finish("500")
            raise

    def close(self) -> None:
        """Called by the server in any case; before the end of the body the client has gone."""
        try:
            if hasattr(self._body, "close"):
                self._body.close()
        finally:
            self._measurement.finish("499")
