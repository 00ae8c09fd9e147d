import socket

import pytest

from watched_app.listener import open_listener
from watched_app.option_values import ConfigError, ListenAddress


def connects(host, port):
    try:
        socket.create_connection((host, port), 1).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="no IPv6 here")
def test_no_host_means_ipv6_and_ipv4():
    with open_listener(ListenAddress("", 0)) as listener:
        port = listener.getsockname()[1]
        assert connects("127.0.0.1", port)
        assert connects("::1", port)


def test_falls_back_to_ipv4(monkeypatch):
    create_server = socket.create_server

    def without_ipv6(address, *, family=socket.AF_INET, **arguments):
        if family == socket.AF_INET6:
            raise OSError(97, "Address family not supported by protocol")
        return create_server(address, family=family, **arguments)

    monkeypatch.setattr(socket, "create_server", without_ipv6)
    with open_listener(ListenAddress("", 0)) as listener:
        assert listener.family == socket.AF_INET
        assert connects("127.0.0.1", listener.getsockname()[1])


def test_address_that_is_not_here():
    with pytest.raises(ConfigError, match="Cannot listen on"):
        open_listener(ListenAddress("no.such.host.invalid", 1))
