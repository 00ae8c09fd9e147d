"""TLS and basic authentication from a file in exporter-toolkit's format."""

import errno
import os
import re
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from accounts.option_values import ConfigError

_MIN_VERSIONS = {"TLS12": ssl.TLSVersion.TLSv1_2, "TLS13": ssl.TLSVersion.TLSv1_3}
_CLIENT_AUTH = {
    "NoClientCert": ssl.CERT_NONE,
    # It is asked for but used for nothing, so not asking comes to the same.
    "RequestClientCert": ssl.CERT_NONE,
    "VerifyClientCertIfGiven": ssl.CERT_OPTIONAL,
    "RequireAndVerifyClientCert": ssl.CERT_REQUIRED,
}
_TLS_KEYS = ("cert_file", "key_file", "min_version", "client_auth_type", "client_ca_file")
# The cost is between 4 and 31.
_BCRYPT_HASH = re.compile(r"\$2[aby]\$(0[4-9]|[12][0-9]|3[01])\$[./A-Za-z0-9]{53}")

# What tells one version of a file from another; None for a file that is not there.
Stamp = tuple[int, int, int]


@dataclass(frozen=True)
class WebConfig:
    """One version of the file, with the files it names."""

    users: dict[str, str]
    ssl_context: ssl.SSLContext | None
    cert_file: str | None
    # As they were just before they were read.
    files: dict[Path, Stamp | None]


def load_web_config(path: Path) -> WebConfig:
    """Read and check the file and its certificates, or raise a ConfigError."""
    stamps = {path: stamp(path)}
    try:
        document = _mapping(_yaml(_read(path, "the file")), "it")
        _refuse_unknown(document, ("tls_server_config", "basic_auth_users"))
        tls = _mapping(document.get("tls_server_config"), "tls_server_config")
        _check_tls(tls)
        users = _users(_mapping(document.get("basic_auth_users"), "basic_auth_users"))
        files = {
            key: path.parent / tls[key]
            for key in ("cert_file", "key_file", "client_ca_file")
            if tls.get(key)
        }
        stamps |= {file: stamp(file) for file in files.values()}
        context = _ssl_context(tls, files) if tls else None
    except ConfigError as error:
        raise ConfigError(f"The web configuration {path} cannot be used: {error}.") from None
    cert_file = str(files["cert_file"]) if tls else None
    return WebConfig(users, context, cert_file, stamps)


def stamp(file: Path) -> Stamp | None:
    """Return what changes with every version of the file."""
    try:
        status = os.stat(file)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _read(file: Path, what: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        code = errno.errorcode.get(error.errno, str(error))
        raise ConfigError(f"{what} cannot be read ({code})") from None


def _yaml(content: bytes) -> Any:
    try:
        return yaml.safe_load(content)
    # A date that does not exist is a ValueError.
    except (ValueError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
            # Without the line itself, which may hold a password hash.
            mark = error.problem_mark
            reason = f"{error.problem} at line {mark.line + 1}, column {mark.column + 1}"
        raise ConfigError(f"it is not valid YAML ({reason})") from None


def _mapping(value: Any, name: str) -> dict[Any, Any]:
    if value is not None and not isinstance(value, dict):
        raise ConfigError(f"{name} must be a mapping")
    return value or {}


def _refuse_unknown(values: dict[Any, Any], known: tuple[str, ...], prefix: str = "") -> None:
    for key in values:
        if key not in known:
            raise ConfigError(f"the key {prefix}{key} is not supported, use {', '.join(known)}")


def _check_tls(tls: dict[Any, Any]) -> None:
    _refuse_unknown(tls, _TLS_KEYS, "tls_server_config.")
    for key, value in tls.items():
        # YAML reads an unquoted No as false.
        if not isinstance(value, str):
            raise ConfigError(f"tls_server_config.{key} must be a text")
    if tls and not (tls.get("cert_file") and tls.get("key_file")):
        raise ConfigError("tls_server_config needs both cert_file and key_file")
    min_version = tls.get("min_version", "TLS12")
    if min_version not in _MIN_VERSIONS:
        raise ConfigError(f"min_version is {min_version}, use {' or '.join(_MIN_VERSIONS)}")
    client_auth = tls.get("client_auth_type", "NoClientCert")
    if client_auth == "RequireAnyClientCert":
        raise ConfigError(
            "client_auth_type RequireAnyClientCert does not exist in Python,"
            " use RequireAndVerifyClientCert with a client_ca_file"
        )
    if client_auth not in _CLIENT_AUTH:
        raise ConfigError(
            f"client_auth_type is {client_auth}, use one of {', '.join(_CLIENT_AUTH)}"
        )
    if tls.get("client_ca_file") and client_auth == "NoClientCert":
        raise ConfigError("client_ca_file needs a client_auth_type that asks for a certificate")
    if "Verify" in client_auth and not tls.get("client_ca_file"):
        raise ConfigError(f"client_auth_type {client_auth} needs a client_ca_file")


def _users(users: dict[Any, Any]) -> dict[str, str]:
    for user, password_hash in users.items():
        # YAML reads an unquoted 123 as a number.
        if not isinstance(user, str):
            raise ConfigError(f"the user {user} must be a text, put it in quotes")
        if not isinstance(password_hash, str) or not _BCRYPT_HASH.fullmatch(password_hash):
            raise ConfigError(
                f"the password of the user {user} is not a bcrypt hash, make one with htpasswd -nB"
            )
    return users


def _ssl_context(tls: dict[str, str], files: dict[str, Path]) -> ssl.SSLContext:
    for key, file in files.items():
        _read(file, f"{key} {tls[key]}")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = _MIN_VERSIONS[tls.get("min_version", "TLS12")]
    context.verify_mode = _CLIENT_AUTH[tls.get("client_auth_type", "NoClientCert")]
    try:
        if "client_ca_file" in files:
            context.load_verify_locations(files["client_ca_file"])
        context.load_cert_chain(files["cert_file"], files["key_file"], password=lambda: "")
    except (OSError, ValueError) as error:
        raise ConfigError(f"certificate and key do not work ({error})") from None
    return context
