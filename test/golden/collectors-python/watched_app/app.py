"""Assembles the Flask app: business routes, metrics, health and the landing page."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from flask import Blueprint, Flask, Response, request
from prometheus_client import CollectorRegistry
from werkzeug.datastructures import Authorization
from werkzeug.exceptions import HTTPException, RequestTimeout

from watched_app import example
from watched_app.basic_auth import BasicAuth
from watched_app.client_sockets import SlowClientError
from watched_app.collector import Collector
from watched_app.collectors import create_collectors
from watched_app.config import Config
from watched_app.exposition import Exposition, plain_text
from watched_app.http_metrics import HttpMetrics
from watched_app.landing_page import landing_page
from watched_app.registry import exposed_registry
from watched_app.scrape import CollectorRunner
from watched_app.web_config_file import WebConfigFile

_HEALTH_PATHS = frozenset(("/healthz", "/readyz"))


@dataclass(frozen=True)
class Exporter:
    """The parts of one app, to be found in `app.extensions["exporter"]`."""

    registry: CollectorRegistry
    exposition: Exposition
    runner: CollectorRunner
    stopping: threading.Event = field(default_factory=threading.Event)

    def close(self) -> None:
        """Give connections back at shutdown."""
        self.runner.close()


def create_app(
    config: Config,
    *,
    logger: logging.Logger | None = None,
    collectors: Sequence[Collector] | None = None,
    create_routes: Callable[[], Blueprint] = example.create_blueprint,
    web_config: WebConfigFile | None = None,
) -> Flask:
    """Create an app with a registry of its own; any number of them can share a process.

    `create_routes` makes what the program itself serves.
    """
    logger = logger or logging.getLogger(__name__)
    if collectors is None:
        collectors = create_collectors(config, logger)
    app = Flask(__name__, static_folder=None)
    registry = CollectorRegistry()
    http_metrics = HttpMetrics(registry)
    exposed = exposed_registry(registry)
    names = {family.name for family in exposed.collect()}
    runner = CollectorRunner(collectors, logger, registry, names)
    exposition = Exposition(exposed, runner, config.web_max_requests, logger)
    exporter = Exporter(registry, exposition, runner)
    app.extensions["exporter"] = exporter
    if web_config:
        _require_users(app, web_config)
    # After the passwords: a request that is turned away counts, but reaches no route.
    http_metrics.instrument(app, _HEALTH_PATHS | {config.web_telemetry_path})
    _add_route(app, config.web_telemetry_path, "metrics", exposition.view)
    _add_route(app, "/", "landing_page", lambda: landing_page(config.web_telemetry_path, runner))
    _add_route(app, "/healthz", "healthz", lambda: plain_text("ok", 200))
    _add_route(app, "/readyz", "readyz", lambda: _readiness(exporter))
    app.register_error_handler(HTTPException, _answer_error)
    app.register_error_handler(SlowClientError, lambda error: _answer_slow_client(error, logger))
    app.register_blueprint(create_routes())
    return app


def _require_users(app: Flask, web_config: WebConfigFile) -> None:
    basic_auth = BasicAuth()

    @app.before_request
    def authenticate() -> Response | None:
        users = web_config.current().users
        if not users or request.path in _HEALTH_PATHS:
            return None
        if basic_auth.allows(_authorization(), users):
            return None
        return Response(
            "Unauthorized\n",
            status=401,
            headers={"WWW-Authenticate": 'Basic realm="metrics", charset="UTF-8"'},
            content_type="text/plain; charset=utf-8",
        )


def _authorization() -> Authorization | None:
    """Return the credentials of the request, or None if the header cannot be read."""
    try:
        return request.authorization
    except ValueError:
        # Characters that base64 does not have.
        return None


def _answer_error(error: HTTPException) -> Response:
    """Answer in plain text, where Flask would make a page."""
    response = Response(
        f"{error.name.capitalize()}\n",
        status=error.code,
        headers=error.get_headers(),
    )
    response.content_type = "text/plain; charset=utf-8"
    return response


def _answer_slow_client(error: SlowClientError, logger: logging.Logger) -> Response:
    """Answer an upload that a view was waiting for."""
    logger.info("upload given up", extra={"error": error})
    return _answer_error(RequestTimeout())


def _add_route(app: Flask, path: str, endpoint: str, view: Callable[[], Response]) -> None:
    """Add a path that is only read; without Flask's own answer to OPTIONS."""
    app.add_url_rule(path, endpoint, view, provide_automatic_options=False)


def _readiness(exporter: Exporter) -> Response:
    if exporter.stopping.is_set():
        return plain_text("shutting down", 503)
    return plain_text("ok", 200)
