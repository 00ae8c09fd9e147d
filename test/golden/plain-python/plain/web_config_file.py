"""Keeps the web configuration current: it is read again when one of its files changes."""

import logging
import os
import threading
from pathlib import Path

from plain.option_values import ConfigError
from plain.web_config import WebConfig, load_web_config

_Fingerprint = tuple[tuple[int, int, int] | None, ...]


class WebConfigFile:
    """The newest version that works; a broken one is logged once and the old one kept."""

    def __init__(self, path: str, logger: logging.Logger) -> None:
        self._path = Path(path)
        self._logger = logger
        self._lock = threading.Lock()
        self._config = load_web_config(self._path)
        self._seen = _fingerprint(self._config.files)

    def current(self) -> WebConfig:
        """Return the configuration to use now; costs a few stat() calls."""
        with self._lock:
            found = _fingerprint(self._config.files)
            if found != self._seen:
                self._seen = found
                self._reload()
            return self._config

    def _reload(self) -> None:
        try:
            changed = load_web_config(self._path)
            if bool(changed.ssl_context) != bool(self._config.ssl_context):
                raise ConfigError("TLS cannot be switched on or off without a restart.")
        except ConfigError as error:
            self._logger.error(
                "web configuration not reloaded, the old one stays in use",
                extra={"error": str(error)},
            )
            return
        self._config = changed
        self._seen = _fingerprint(changed.files)
        self._logger.info("web configuration reloaded")


def _fingerprint(files: tuple[Path, ...]) -> _Fingerprint:
    return tuple(_stamp(file) for file in files)


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        status = os.stat(file)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
