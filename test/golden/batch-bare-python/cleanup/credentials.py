"""User and password for the Pushgateway: from its URL or from options of their own."""

import base64
import errno
from pathlib import Path

from cleanup.config import Config
from cleanup.option_values import ConfigError


def check_credentials(config: Config) -> None:
    """Refuse settings that leave open which user or password counts."""
    url, user, file = config.push_url, config.push_username, config.push_password_file
    if url and url.username and user:
        raise ConfigError("The user is in --push.url and in --push.username: keep one of them.")
    if url and url.password and file:
        raise ConfigError(
            "The password is in --push.url and in --push.password-file: keep one of them."
        )
    if user and not file:
        raise ConfigError("--push.username is set alone: add --push.password-file.")
    if file and url and not url.username and not user:
        raise ConfigError("--push.password-file needs a user: set --push.username.")
    if file:
        _read_password(file)


def authorization(config: Config) -> dict[str, str]:
    """The header for the gateway; the password file is read now."""
    username = config.push_username or config.push_url.username
    if not username:
        return {}
    file = config.push_password_file
    password = _read_password(file) if file else config.push_url.password
    credentials = base64.b64encode(f"{username}:{password}".encode()).decode()
    return {"Authorization": f"Basic {credentials}"}


def _read_password(file: str) -> str:
    try:
        # Without the newline that editors put behind it.
        return Path(file).read_text().removesuffix("\n").removesuffix("\r")
    except OSError as error:
        code = errno.errorcode.get(error.errno, str(error))
        raise ConfigError(
            f"The password file {file} cannot be read ({code}): check --push.password-file."
        ) from None
