"""TLS and basic authentication from a file in exporter-toolkit's format."""

import os
import re
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from shop_sidecar.option_values import ConfigError

_MIN_VERSIONS = {"TLS12": ssl.TLSVersion.TLSv1_2, "TLS13": ssl.TLSVersion.TLSv1_3}
_CLIENT_AUTH = {
    "NoClientCert": ssl.CERT_NONE,
    # It is asked for but used for nothing, so not asking comes to the same.
    "RequestClientCert": ssl.CERT_NONE,
    "VerifyClientCertIfGiven": ssl.CERT_OPTIONAL,
    "RequireAndVerifyClientCert": ssl.CERT_REQUIRED,
}
_TLS_KEYS = {"cert_file", "key_file", "min_version", "client_auth_type", "client_ca_file"}
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
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise ConfigError(f"The web configuration {path} cannot be read: {reason}.") from None
    try:
        document = {} if document is None else document
        _check_keys(document, {"tls_server_config", "basic_auth_users"}, "the top level")
        tls = _section(document, "tls_server_config")
        _check_keys(tls, _TLS_KEYS, "tls_server_config")
        users = _users(_section(document, "basic_auth_users"))
        files = {
            key: path.parent / _text(tls, key)
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


def _check_keys(section: Any, known: set[str], place: str) -> None:
    if not isinstance(section, dict):
        raise ConfigError(f"{place} must be a mapping")
    for key in section:
        if key not in known:
            raise ConfigError(
                f'unknown key "{key}" in {place}, known are {", ".join(sorted(known))}'
            )


def _section(document: dict[str, Any], key: str) -> Any:
    return {} if document.get(key) is None else document[key]


def _text(section: dict[str, Any], key: str) -> str:
    if not isinstance(section[key], str):
        raise ConfigError(f"{key} must be text")
    return section[key]


def _users(users: Any) -> dict[str, str]:
    if not isinstance(users, dict):
        raise ConfigError("basic_auth_users must be a mapping")
    for user, password_hash in users.items():
        if not isinstance(user, str) or not isinstance(password_hash, str):
            raise ConfigError("basic_auth_users must map names to bcrypt hashes")
        if not _BCRYPT_HASH.fullmatch(password_hash):
            raise ConfigError(f'the password of "{user}" is not a bcrypt hash')
    return users


def _choice(tls: dict[str, Any], key: str, choices: dict[str, Any], default: str) -> Any:
    value = default if tls.get(key) is None else tls[key]
    # YAML reads an unquoted No as false, so it need not be text.
    if not isinstance(value, str) or value not in choices:
        raise ConfigError(f'{key} cannot be "{value}", expected one of {", ".join(choices)}')
    return choices[value]


def _ssl_context(tls: dict[str, Any], files: dict[str, Path]) -> ssl.SSLContext:
    for key in ("cert_file", "key_file"):
        if key not in files:
            raise ConfigError(f"tls_server_config needs {key}")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = _choice(tls, "min_version", _MIN_VERSIONS, "TLS12")
    if tls.get("client_auth_type") == "RequireAnyClientCert":
        raise ConfigError(
            "client_auth_type RequireAnyClientCert does not exist in Python,"
            " use RequireAndVerifyClientCert with client_ca_file"
        )
    verify_mode = _choice(tls, "client_auth_type", _CLIENT_AUTH, "NoClientCert")
    if verify_mode != ssl.CERT_NONE and "client_ca_file" not in files:
        raise ConfigError(f"client_auth_type {tls['client_auth_type']} needs client_ca_file")
    if "client_ca_file" in files and not tls.get("client_auth_type"):
        raise ConfigError("client_ca_file needs a client_auth_type that uses it")
    context.verify_mode = verify_mode
    try:
        if "client_ca_file" in files:
            context.load_verify_locations(files["client_ca_file"])
        context.load_cert_chain(files["cert_file"], files["key_file"], password=lambda: "")
    except (OSError, ValueError) as error:
        names = ", ".join(str(file) for file in files.values())
        raise ConfigError(f"the certificates ({names}) cannot be loaded: {error}") from None
    return context
