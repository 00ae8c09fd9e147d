"""Opens the listening socket."""

import errno
import socket

from class_exporter.option_values import ConfigError, ListenAddress

_NO_IPV6 = {errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL, errno.ENOPROTOOPT}
_BACKLOG = 2048
_REASONS = {
    errno.EADDRINUSE: "the address is in use, choose another one with --web.listen-address",
    errno.EACCES: "the port needs more rights, choose one from 1024",
    errno.EADDRNOTAVAIL: "the address is not one of this machine, check --web.listen-address",
}


def open_listener(address: ListenAddress) -> socket.socket:
    """Listen on the address; without a host on IPv6 and IPv4, or IPv4 where IPv6 is off."""
    try:
        if address.host:
            family, *_, target = socket.getaddrinfo(
                address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            return socket.create_server(target, family=family, backlog=_BACKLOG)
        return _listen_everywhere(address.port)
    except (socket.gaierror, UnicodeError):
        raise ConfigError(
            f"Cannot listen on {address}: the host cannot be found, check --web.listen-address."
        ) from None
    except OSError as error:
        reason = _REASONS.get(error.errno, f"{error.strerror}, check --web.listen-address")
        raise ConfigError(f"Cannot listen on {address}: {reason}.") from None


def _listen_everywhere(port: int) -> socket.socket:
    try:
        return socket.create_server(
            ("::", port),
            family=socket.AF_INET6,
            backlog=_BACKLOG,
            dualstack_ipv6=socket.has_dualstack_ipv6(),
        )
    except OSError as error:
        if error.errno not in _NO_IPV6:
            raise
        return socket.create_server(("0.0.0.0", port), backlog=_BACKLOG)
