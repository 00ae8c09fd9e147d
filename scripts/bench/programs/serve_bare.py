"""serve_bare.py PORT SERIES: the same series, as one serves the client's text with Flask and gunicorn."""

import sys

from flask import Flask, Response
from gunicorn.app.base import BaseApplication
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from exporter.http_metrics import HttpMetrics
from exporter.metrics import Metrics
from exporter.registry import exposed_registry
from series import fill

port, count = sys.argv[1:]


class BareServer(BaseApplication):
    def load_config(self):
        for name, value in {"bind": f"127.0.0.1:{port}", "threads": 8, "keepalive": 65}.items():
            self.cfg.set(name, value)

    def load(self):
        app = Flask(__name__)
        registry = CollectorRegistry()
        Metrics(registry)
        HttpMetrics(registry)
        exposed = exposed_registry(registry)
        fill(registry, int(count))

        @app.get("/metrics")
        def metrics():
            return Response(generate_latest(exposed), content_type=CONTENT_TYPE_PLAIN_0_0_4)

        return app


BareServer().run()
