"""Keeps the web configuration current: it is read again when one of its files changes."""

import logging
import threading
from pathlib import Path

from bare.option_values import ConfigError
from bare.web_config import WebConfig, load_web_config, stamp


class WebConfigFile:
    """The newest version that works; a broken one is logged once and the old one kept."""

    def __init__(self, path: str, logger: logging.Logger) -> None:
        self._path = Path(path)
        self._logger = logger
        self._lock = threading.Lock()
        self._problem: str | None = None
        self._config = load_web_config(self._path)

    def current(self) -> WebConfig:
        """Return the configuration to use now; costs a few stat() calls."""
        with self._lock:
            if any(stamp(file) != read for file, read in self._config.files.items()):
                self._reload()
            else:
                self._problem = None
            return self._config

    def _reload(self) -> None:
        try:
            changed = load_web_config(self._path)
            _refuse_restart(self._config, changed)
        except ConfigError as error:
            # Tried again until it works: what it lacks may be a file that is still to come.
            if str(error) != self._problem:
                self._problem = str(error)
                self._logger.error(
                    "web configuration not changed, the old one stays in force",
                    extra={"file": str(self._path), "error": self._problem},
                )
            return
        self._config = changed
        self._problem = None
        self._logger.info("web configuration read again", extra={"file": str(self._path)})


def _refuse_restart(before: WebConfig, after: WebConfig) -> None:
    if bool(before.ssl_context) != bool(after.ssl_context):
        raise ConfigError("TLS cannot be switched on or off without a restart.")
    # An editor may have emptied the file to write it anew: nobody gets in without a password
    # meanwhile.
    if before.users and not after.users:
        raise ConfigError("The users cannot all be removed without a restart.")
