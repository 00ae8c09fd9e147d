import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from shop_sidecar import client_sockets

from .conftest import PACKAGE, PROJECT, clean_environ, run

# The program with half a second for the head of a request, and one and a half for all of it.
IMPATIENT = f"""
import sys
from {PACKAGE} import __main__, client_sockets
client_sockets.CLIENT_SECONDS = 0.5
client_sockets.REQUEST_SECONDS = 1.5
sys.exit(__main__.main())
"""


def get(port, path="/metrics"):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
        return response.read().decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signal_ends_with_0(serve, number):
    server = serve()
    assert get(server.port, "/healthz") == "ok\n"
    server.process.send_signal(number)
    assert server.process.wait(10) == 0
    assert f'running requests are finished" signal={number.name}' in server.log.read_text()
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", server.port), 1)


def test_open_connection_sees_that_the_server_stops(serve):
    server = serve()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    connection.request("GET", "/readyz")
    response = connection.getresponse()
    assert (response.status, response.read()) == (200, b"ok\n")
    server.process.terminate()
    time.sleep(0.5)
    connection.request("GET", "/readyz")
    assert connection.getresponse().status == 503
    connection.close()
    assert server.process.wait(10) == 0


def test_connection_that_says_nothing_does_not_hold_up_the_end(serve):
    server = serve()
    clients = stall(server.port, 1, b"")
    get(server.port, "/healthz")
    started = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - started < 5
    close(clients)


def test_second_signal_ends_at_once(serve):
    server = serve()
    # A request whose body never comes keeps the server from ending.
    client = socket.create_connection(("127.0.0.1", server.port))
    client.sendall(b"POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Le")
    time.sleep(0.5)
    server.process.terminate()
    time.sleep(0.5)
    assert server.process.poll() is None
    server.process.terminate()
    started = time.monotonic()
    assert server.process.wait(10) == 128 + signal.SIGTERM
    assert time.monotonic() - started < 1
    client.close()


def test_signals_that_gunicorn_knows_have_no_meaning_of_their_own(serve):
    server = serve()
    server.process.send_signal(signal.SIGUSR2)
    assert server.process.wait(10) == -signal.SIGUSR2


def test_a_lost_terminal_ends_it_once_however_often_that_is_told(serve):
    server = serve()
    client = socket.create_connection(("127.0.0.1", server.port))
    client.sendall(b"POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Le")
    time.sleep(0.5)
    for _ in range(2):
        # To every process of the group, as the system does.
        os.killpg(server.process.pid, signal.SIGHUP)
        time.sleep(0.5)
    assert server.process.poll() is None
    client.close()
    assert server.process.wait(10) == 0


def test_a_terminal_that_is_gone_ends_it_with_0_though_it_takes_no_log():
    process = subprocess.Popen(
        [sys.executable, "-m", PACKAGE, "--web.listen-address=127.0.0.1:0"],
        cwd=PROJECT,
        env=clean_environ(),
        stderr=subprocess.PIPE,
    )
    try:
        assert any(b"listening" in line for line in process.stderr)
        process.stderr.close()
        process.send_signal(signal.SIGHUP)
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.wait()


def test_nohup_keeps_it_running(serve):
    start = f"import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n{IMPATIENT}"
    server = serve(program=["-c", start])
    server.process.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    assert get(server.port, "/healthz") == "ok\n"
    assert server.stop() == 0


def test_connections_that_say_nothing_hold_no_thread(serve):
    server = serve("--web.threads=2")
    clients = stall(server.port, 20, b"")
    started = time.monotonic()
    assert get(server.port, "/healthz") == "ok\n"
    assert time.monotonic() - started < 1
    close(clients)


def test_connections_that_say_nothing_are_closed(serve):
    server = serve(program=["-c", IMPATIENT])
    clients = stall(server.port, 2, b"")
    assert clients[0].recv(1) == b""
    close(clients)


def test_stalled_clients_are_given_up(serve):
    server = serve("--web.threads=2", program=["-c", IMPATIENT])
    clients = stall(server.port, 4, b"G")
    assert get(server.port, "/healthz") == "ok\n"
    assert clients[0].recv(1) == b""
    close(clients)
    assert server.stop() == 0
    log = server.log.read_text()
    assert 'msg="connection given up"' in log
    assert "Traceback" not in log


def test_stalled_tls_clients_are_given_up(serve, certificate, tmp_path):
    certificate("exporter")
    file = tmp_path / "web-config.yml"
    file.write_text("tls_server_config: {cert_file: tls.crt, key_file: tls.key}\n")
    server = serve("--web.threads=2", f"--web.config.file={file}", program=["-c", IMPATIENT])
    context = ssl._create_unverified_context()
    # These two stall in their second request.
    clients = [context.wrap_socket(client) for client in stall(server.port, 2, b"")]
    for client in clients:
        client.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        response = http.client.HTTPResponse(client)
        response.begin()
        assert response.read() == b"ok\n"
        client.sendall(b"G")
    # And these in the handshake.
    clients += stall(server.port, 2, b"\x16")
    url = f"https://127.0.0.1:{server.port}/healthz"
    with urllib.request.urlopen(url, timeout=10, context=context) as response:
        assert response.read() == b"ok\n"
    assert clients[0].recv(1) == b""
    close(clients)
    assert server.stop() == 0
    assert "Traceback" not in server.log.read_text()


def test_clients_that_send_a_head_bit_by_bit_are_given_up(serve):
    server = serve("--web.threads=2", program=["-c", IMPATIENT])
    clients = stall(server.port, 4, b"GET /healthz HTTP/1.1\r\nX-Slow: ")
    answered = threading.Event()
    with ThreadPoolExecutor() as pool:
        sending = pool.submit(send_bit_by_bit, clients, answered)
        try:
            assert get(server.port, "/healthz") == "ok\n"
        finally:
            answered.set()
    assert sending.exception() is None
    close(clients)
    assert server.stop() == 0
    assert "Traceback" not in server.log.read_text()


def test_a_body_has_more_time_than_a_head_but_not_without_end(monkeypatch):
    monkeypatch.setattr(client_sockets, "CLIENT_SECONDS", 0.3)
    monkeypatch.setattr(client_sockets, "REQUEST_SECONDS", 0.8)
    ours, theirs = socket.socketpair()
    with ours, theirs, client_sockets.ClientSocket(fileno=ours.detach()) as client:
        client.setblocking(True)
        client.expect_body()
        started = time.monotonic()
        with pytest.raises(client_sockets.SlowClientError):
            for _ in range(20):
                theirs.sendall(b"a")
                assert client.recv(1) == b"a"
                time.sleep(0.1)
        assert 0.6 < time.monotonic() - started < 1.5
        client.setblocking(True)
        theirs.sendall(b"a")
        assert client.recv(1) == b"a"


def test_client_that_does_not_close_its_side_keeps_nobody_waiting(serve):
    server = serve()
    clients = stall(server.port, 4, b"GET /healthz HTTP/1.0\r\n\r\n")
    time.sleep(0.2)
    started = time.monotonic()
    assert get(server.port, "/healthz") == "ok\n"
    assert time.monotonic() - started < 1
    close(clients)


def stall(port, number, sent):
    clients = [socket.create_connection(("127.0.0.1", port), 10) for _ in range(number)]
    for client in clients:
        client.sendall(sent)
    return clients


def send_bit_by_bit(clients, end):
    while not end.wait(0.1):
        for client in clients:
            with suppress(OSError):
                client.sendall(b"x")


def close(clients):
    for client in clients:
        client.close()


def test_twenty_parallel_scrapes_are_answered(serve):
    server = serve()
    with ThreadPoolExecutor(20) as pool:
        texts = list(pool.map(lambda _: get(server.port), range(20)))
    assert all("\nshop_up 1.0\n" in text for text in texts)
    assert server.stop() == 0


def test_address_in_use(serve):
    server = serve()
    result = run(PACKAGE, f"--web.listen-address=127.0.0.1:{server.port}")
    assert result.returncode == 1
    assert "Cannot listen on 127.0.0.1" in result.stderr
    assert "Traceback" not in result.stderr


def test_log_lines_have_one_format(serve):
    server = serve("--log.format=logfmt", "--log.level=debug")
    get(server.port)
    assert server.stop() == 0
    lines = server.log.read_text().splitlines()
    assert len(lines) > 3
    assert all(re.match(r"time=\S+ level=\w+ msg=", line) for line in lines)
