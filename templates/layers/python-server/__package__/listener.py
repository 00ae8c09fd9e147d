"""Opens the listening socket."""

import errno
import socket

from {{{package}}}.option_values import ConfigError, ListenAddress

_NO_IPV6 = {errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL, errno.ENOPROTOOPT}
_BACKLOG = 2048


def open_listener(address: ListenAddress) -> socket.socket:
    """Listen on the address; without a host on IPv6 and IPv4, or IPv4 where IPv6 is off."""
    try:
        if address.host:
            family, *_, target = socket.getaddrinfo(
                address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            return socket.create_server(target, family=family, backlog=_BACKLOG)
        return _listen_everywhere(address.port)
    except OSError as error:
        reason = error.strerror or error
        raise ConfigError(
            f"Cannot listen on {address}: {reason}."
            " Choose another address with --web.listen-address."
        ) from None


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
