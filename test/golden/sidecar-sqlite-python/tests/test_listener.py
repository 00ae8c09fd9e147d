import socket

import pytest

from shop_numbers.listener import open_listener
from shop_numbers.option_values import ConfigError, ListenAddress


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


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("no.such.host.invalid", "the host cannot be found, check --web.listen-address"),
        ("no..host", "the host cannot be found, check --web.listen-address"),
        # An address for documents.
        ("203.0.113.1", "the address is not one of this machine, check --web.listen-address"),
    ],
)
def test_address_that_is_not_here(host, reason):
    with pytest.raises(ConfigError) as error:
        open_listener(ListenAddress(host, 8080))
    assert str(error.value) == f"Cannot listen on {host}:8080: {reason}."


def test_address_in_use():
    with open_listener(ListenAddress("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(ConfigError, match="the address is in use, choose another one with"):
            open_listener(ListenAddress("127.0.0.1", port))
