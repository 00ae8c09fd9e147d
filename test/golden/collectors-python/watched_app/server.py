"""The production server: gunicorn, embedded."""

import logging
import os
import socket
import ssl
from collections.abc import Callable

from flask import Flask

# gunicorn reads it when it is imported and fails at what is no number; it is an option of this
# program, which has been read by now.
os.environ.pop("WEB_CONCURRENCY", None)

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.config import Config as GunicornConfig
from gunicorn.workers.base import Worker
from prometheus_client.multiprocess import mark_process_dead

from watched_app import PROGRAM, __version__, multiprocess
from watched_app.app import create_app
from watched_app.client_sockets import TlsClientSocket
from watched_app.config import Config
from watched_app.gunicorn_parts import ExporterArbiter, ExporterLogger, ExporterWorker
from watched_app.web_config_file import WebConfigFile

# gunicorn needs a moment more, and the whole has to end within 10 s.
_GRACEFUL_SECONDS = 8
# Longer than usual scrape intervals, so that Prometheus can keep its connection.
_KEEP_ALIVE_SECONDS = 65

_logger = logging.getLogger(__name__)


class Server(BaseApplication):
    """Runs create_app() in worker processes with threads."""

    def __init__(
        self,
        config: Config,
        listener: socket.socket,
        web_config: WebConfigFile | None,
    ) -> None:
        self._config = config
        self._web_config = web_config
        self._address = listener.getsockname()
        self._listener_fd = listener.detach()
        super().__init__(prog=PROGRAM)

    def load_config(self) -> None:
        """Set gunicorn up; its own command line and files are not read."""
        settings = {
            "bind": f"fd://{self._listener_fd}",
            "workers": self._config.web_workers,
            "threads": self._config.web_threads,
            "worker_class": ExporterWorker,
            "worker_tmp_dir": multiprocess.scratch_directory(),
            "logger_class": ExporterLogger,
            "proc_name": PROGRAM,
            "graceful_timeout": _GRACEFUL_SECONDS,
            "keepalive": _KEEP_ALIVE_SECONDS,
            "control_socket_disable": True,
            "when_ready": self._ready,
            "child_exit": _forget_worker,
            "worker_exit": self._close_app,
            "on_exit": _say_goodbye,
        }
        if self._web_config and (cert_file := self._web_config.current().cert_file):
            # Tells gunicorn to speak TLS; the certificate itself comes from _ssl_context.
            settings["certfile"] = cert_file
            settings["ssl_context"] = self._ssl_context
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Create the app, once in every worker."""
        return create_app(self._config, web_config=self._web_config)

    def run(self) -> None:
        """Serve until a signal comes; ends with SystemExit."""
        ExporterArbiter(self).run()

    def _ready(self, _arbiter: Arbiter) -> None:
        host, port = self._address[:2]
        scheme = "https" if self.cfg.is_ssl else "http"
        fields = {
            "url": f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}",
            "telemetry_path": self._config.web_telemetry_path,
            "version": __version__,
        }
        _logger.info("listening", extra=fields)

    def _ssl_context(
        self, _config: GunicornConfig, _default: Callable[[], ssl.SSLContext]
    ) -> ssl.SSLContext:
        """Called for every connection, so that a renewed certificate needs no restart."""
        context = self._web_config.current().ssl_context
        context.sslsocket_class = TlsClientSocket
        return context

    def _close_app(self, _arbiter: Arbiter, _worker: Worker) -> None:
        if self.callable is not None:
            self.callable.extensions["exporter"].close()


def _forget_worker(_arbiter: Arbiter, worker: Worker) -> None:
    if multiprocess.enabled():
        mark_process_dead(worker.pid)


def _say_goodbye(_arbiter: Arbiter) -> None:
    _logger.info("stopped")
