"""`python -m plain.healthcheck`: exit 0 if the server on this machine is healthy."""

import http.client
import os
import socket
import ssl
import sys
from pathlib import Path

from plain.command_line import read_arguments
from plain.config import Config, load_config
from plain.option_values import ConfigError
from plain.web_config import WebConfig, load_web_config

_TIMEOUT_SECONDS = 4


def check(config: Config) -> None:
    """Ask /healthz on the configured address, or raise what went wrong."""
    address = config.web_listen_address
    web_config = None
    if config.web_config_file:
        web_config = load_web_config(Path(config.web_config_file))
    # A server on all addresses answers on loopback, by IPv4 in any case.
    host = "127.0.0.1" if address.host in ("", "0.0.0.0") else address.host
    host = "::1" if host == "::" else host
    if _wants_client_certificate(web_config):
        # Without a certificate there is no more to learn than that somebody listens.
        socket.create_connection((host, address.port), _TIMEOUT_SECONDS).close()
        return
    connection = _connect(host, address.port, web_config)
    try:
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
    finally:
        connection.close()
    if status != 200:
        raise ConnectionError(f"/healthz answered {status}")


def _wants_client_certificate(web_config: WebConfig | None) -> bool:
    context = web_config.ssl_context if web_config else None
    return context is not None and context.verify_mode == ssl.CERT_REQUIRED


def _connect(host: str, port: int, web_config: WebConfig | None) -> http.client.HTTPConnection:
    if web_config is None or web_config.ssl_context is None:
        return http.client.HTTPConnection(host, port, timeout=_TIMEOUT_SECONDS)
    context = ssl.create_default_context()
    # The certificate is made for the public name, not for loopback.
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection(host, port, timeout=_TIMEOUT_SECONDS, context=context)


def main() -> int:
    """Take the same flags and environment as the server."""
    try:
        _, flags = read_arguments(sys.argv[1:])
        check(load_config(flags, os.environ))
    except (ConfigError, OSError, http.client.HTTPException) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
