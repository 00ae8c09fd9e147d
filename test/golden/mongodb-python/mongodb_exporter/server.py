"""The production server: gunicorn, embedded."""

import logging
import os
import socket
import ssl
from collections.abc import Callable

from flask import Flask

# gunicorn reads it when it is imported and fails at what is no number; here is one worker always.
os.environ.pop("WEB_CONCURRENCY", None)

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.config import Config as GunicornConfig
from gunicorn.workers.base import Worker

from mongodb_exporter import PROGRAM, __version__
from mongodb_exporter.app import create_app
from mongodb_exporter.client_sockets import TlsClientSocket
from mongodb_exporter.config import Config
from mongodb_exporter.gunicorn_parts import ExporterArbiter, ExporterLogger, ExporterWorker
from mongodb_exporter.web_config_file import WebConfigFile

# gunicorn needs a moment more, and the whole has to end within 10 s.
_GRACEFUL_SECONDS = 8
# Longer than usual scrape intervals, so that Prometheus can keep its connection.
_KEEP_ALIVE_SECONDS = 65

# Writable even where the root file system is not, and in memory.
_SHARED_MEMORY = "/dev/shm"

_logger = logging.getLogger(__name__)


class Server(BaseApplication):
    """Runs create_app() in one worker process with threads.

    Several would each read the upstreams, and each count for itself.
    """

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
            "workers": 1,
            "threads": self._config.web_threads,
            "worker_class": ExporterWorker,
            "worker_tmp_dir": _SHARED_MEMORY if os.access(_SHARED_MEMORY, os.W_OK) else None,
            "logger_class": ExporterLogger,
            "proc_name": PROGRAM,
            "graceful_timeout": _GRACEFUL_SECONDS,
            "keepalive": _KEEP_ALIVE_SECONDS,
            "control_socket_disable": True,
            "when_ready": self._ready,
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
        """Create the app in the worker."""
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


def _say_goodbye(_arbiter: Arbiter) -> None:
    _logger.info("stopped")
