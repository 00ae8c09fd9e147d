{{#if isApplication}}
"""Assembles the Flask app: business routes, metrics, health and the landing page."""
{{else}}
"""Assembles the Flask app: metrics, health and the landing page."""
{{/if}}

import logging
import threading
from collections.abc import Callable{{#if hasCollectors}}, Sequence{{/if}}
from dataclasses import dataclass, field

from flask import {{#if isApplication}}Blueprint, {{/if}}Flask, Response, request
from prometheus_client import CollectorRegistry
from werkzeug.datastructures import Authorization
from werkzeug.exceptions import HTTPException{{#if isApplication}}, RequestTimeout{{/if}}

{{#if isApplication}}
from {{{package}}} import example
{{/if}}
from {{{package}}}.basic_auth import BasicAuth
{{#if isApplication}}
from {{{package}}}.client_sockets import SlowClientError
{{/if}}
{{#if hasCollectors}}
from {{{package}}}.collector import Collector
from {{{package}}}.collectors import create_collectors
{{/if}}
from {{{package}}}.config import Config
from {{{package}}}.exposition import Exposition, plain_text
{{#if isApplication}}
from {{{package}}}.http_metrics import HttpMetrics
{{/if}}
from {{{package}}}.landing_page import landing_page
{{#if hasEvents}}
from {{{package}}}.metrics import Metrics
{{/if}}
from {{{package}}}.registry import {{#if isApplication}}exposed_registry{{else}}program_registry{{/if}}
{{#if hasCollectors}}
from {{{package}}}.scrape import CollectorRunner
{{/if}}
from {{{package}}}.web_config_file import WebConfigFile

_HEALTH_PATHS = frozenset(("/healthz", "/readyz"))


@dataclass(frozen=True)
class Exporter:
    """The parts of one app, to be found in `app.extensions["exporter"]`."""

    registry: CollectorRegistry
{{#if hasEvents}}
    metrics: Metrics
{{/if}}
    exposition: Exposition
{{#if hasCollectors}}
    runner: CollectorRunner
{{/if}}
    stopping: threading.Event = field(default_factory=threading.Event)
{{#if hasCollectors}}

    def close(self) -> None:
        """Give connections back at shutdown."""
        self.runner.close()
{{/if}}


def create_app(
    config: Config,
    *,
    logger: logging.Logger | None = None,
{{#if hasCollectors}}
    collectors: Sequence[Collector] | None = None,
{{/if}}
{{#if isApplication}}
    create_routes: Callable[[{{#if hasEvents}}Metrics{{/if}}], Blueprint] = example.create_blueprint,
{{/if}}
    web_config: WebConfigFile | None = None,
) -> Flask:
{{#if isApplication}}
    """Create an app with a registry of its own; any number of them can share a process.

    `create_routes` makes what the program itself serves.
    """
{{else}}
    """Create an app with a registry of its own; any number of them can share a process."""
{{/if}}
    logger = logger or logging.getLogger(__name__)
{{#if hasCollectors}}
    if collectors is None:
        collectors = create_collectors(config{{#if collectorsLog}}, logger{{/if}})
{{/if}}
    app = Flask(__name__, static_folder=None)
{{#if isApplication}}
    registry = CollectorRegistry()
{{#if hasEvents}}
    metrics = Metrics(registry)
{{/if}}
    http_metrics = HttpMetrics(registry)
{{#if hasCollectors}}
    exposed = exposed_registry(registry)
    names = {family.name for family in exposed.collect()}
    runner = CollectorRunner(collectors, logger, registry, names)
    exposition = Exposition(exposed, runner, config.web_max_requests, logger)
{{else}}
    exposition = Exposition(
        exposed_registry(registry),
        config.web_max_requests,
        logger,
    )
{{/if}}
{{else}}
    registry = program_registry()
    names = {family.name for family in registry.collect()}
    runner = CollectorRunner(collectors, logger, names)
    exposition = Exposition(registry, runner, config.web_max_requests, logger)
{{/if}}
    exporter = Exporter(registry{{#if hasEvents}}, metrics{{/if}}, exposition{{#if hasCollectors}}, runner{{/if}})
    app.extensions["exporter"] = exporter
    if web_config:
        _require_users(app, web_config)
{{#if isApplication}}
    # After the passwords: a request that is turned away counts, but reaches no route.
    http_metrics.instrument(app, _HEALTH_PATHS | {config.web_telemetry_path})
{{/if}}
    _add_route(app, config.web_telemetry_path, "metrics", exposition.view)
{{#if hasCollectors}}
    _add_route(app, "/", "landing_page", lambda: landing_page(config.web_telemetry_path, runner))
{{else}}
    _add_route(app, "/", "landing_page", lambda: landing_page(config.web_telemetry_path))
{{/if}}
    _add_route(app, "/healthz", "healthz", lambda: plain_text("ok", 200))
    _add_route(app, "/readyz", "readyz", lambda: _readiness(exporter))
    app.register_error_handler(HTTPException, _answer_error)
{{#if isApplication}}
    app.register_error_handler(SlowClientError, lambda error: _answer_slow_client(error, logger))
    app.register_blueprint(create_routes({{#if hasEvents}}metrics{{/if}}))
{{/if}}
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


{{#if isApplication}}
def _answer_slow_client(error: SlowClientError, logger: logging.Logger) -> Response:
    """Answer an upload that a view was waiting for."""
    logger.info("upload given up", extra={"error": error})
    return _answer_error(RequestTimeout())


{{/if}}
def _add_route(app: Flask, path: str, endpoint: str, view: Callable[[], Response]) -> None:
    """Add a path that is only read; without Flask's own answer to OPTIONS."""
    app.add_url_rule(path, endpoint, view, provide_automatic_options=False)


def _readiness(exporter: Exporter) -> Response:
    if exporter.stopping.is_set():
        return plain_text("shutting down", 503)
    return plain_text("ok", 200)
