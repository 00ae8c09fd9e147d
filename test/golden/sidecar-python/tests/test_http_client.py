import base64
import socket
import ssl
import struct
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from shop_sidecar import PROGRAM
from shop_sidecar.http_client import BusyError, HttpClient

from .upstream import close_early, countdown, reply


@pytest.fixture
def get():
    client = HttpClient(2)

    def ask(url, seconds=5.0, max_bytes=1000, **options):
        deadline = time.monotonic() + seconds
        return client.get(url, deadline=deadline, max_bytes=max_bytes, **options)

    yield ask
    client.close()


def test_an_answer_has_a_status_a_body_and_a_duration(get, start_upstream):
    upstream = start_upstream(reply(201, "hello"))
    answer = get(f"{upstream.url}/x?y=ü#z")
    assert (answer.status, answer.body, answer.complete) == (201, b"hello", True)
    assert 0 < answer.seconds < 5
    assert upstream.requests[0].path == "/x?y=%C3%BC"
    assert upstream.requests[0].headers["user-agent"].startswith(f"{PROGRAM}/0")


def test_five_redirects_are_followed_and_a_sixth_is_refused(get, start_upstream):
    upstream = start_upstream(countdown)
    assert get(f"{upstream.url}/5").status == 200
    assert len(upstream.requests) == 6
    with pytest.raises(ValueError, match="^more than 5 redirects$"):
        get(f"{upstream.url}/6")
    assert get(f"{upstream.url}/5", final=[302]).status == 302
    assert upstream.connections == 1


def test_a_redirect_without_an_address_is_an_answer_and_to_a_file_an_error(get, start_upstream):
    upstream = start_upstream(reply(301))
    assert get(upstream.url).status == 301
    upstream.answer = reply(301, Location="file:///etc/passwd")
    with pytest.raises(ValueError, match="something else than http"):
        get(upstream.url)


def test_credentials_go_to_the_server_they_are_for_and_no_further(get, start_upstream):
    other = start_upstream(reply(200))
    upstream = start_upstream(reply(307, Location=f"{other.url}/there"))
    get(upstream.url.replace("//", "//user:p%40ss@"), headers={"x-key": "1"})
    first = upstream.requests[0].headers
    assert first["authorization"] == f"Basic {base64.b64encode(b'user:p@ss').decode()}"
    assert first["x-key"] == "1"
    assert other.requests[0].path == "/there"
    assert "authorization" not in other.requests[0].headers
    assert "x-key" not in other.requests[0].headers


def test_a_long_body_is_cut_and_the_connection_with_it(get, start_upstream):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        handler.close_connection = True
        while True:
            handler.wfile.write(b"x" * 1000)

    upstream = start_upstream(endless)
    answer = get(upstream.url)
    assert (len(answer.body), answer.complete) == (1000, False)


def test_a_body_without_a_length_is_read_to_its_end(get, start_upstream):
    def until_close(handler):
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b"all")
        handler.close_connection = True

    upstream = start_upstream(until_close)
    for _ in range(2):
        answer = get(upstream.url)
        assert (answer.body, answer.complete) == (b"all", True)
    assert upstream.connections == 2


def test_an_answer_that_ends_too_early_is_an_error(get, start_upstream):
    with pytest.raises(ConnectionError, match="^the answer ended too early$"):
        get(start_upstream(close_early).url)


def test_nothing_is_waited_for_longer_than_allowed(get, start_upstream):
    def trickle(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    upstream = start_upstream(trickle)
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        get(upstream.url, seconds=0.3)
    assert time.monotonic() - started < 1.5


def test_a_connection_the_server_has_closed_is_replaced(get):
    def serve(connection):
        # Answers once, and resets the connection at the next request.
        with connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            connection.recv(65536)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def accept():
        for _ in range(3):
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        assert [get(url).body for _ in range(3)] == [b"ok"] * 3


def test_a_certificate_nobody_vouches_for_is_refused(get, start_upstream, certificate):
    files = certificate("localhost")
    upstream = start_upstream(reply(200, "secure"), files)
    url = upstream.url.replace("127.0.0.1", "localhost")
    with pytest.raises(ssl.SSLCertVerificationError):
        get(url)
    client = HttpClient(1, ssl.create_default_context(cafile=str(files[0])))
    for _ in range(2):
        answer = client.get(url, deadline=time.monotonic() + 5, max_bytes=1000)
        assert answer.body == b"secure"
    client.close()


def test_slots_are_given_back_and_waited_for():
    client = HttpClient(2)
    running, most = [], []

    def work(fails):
        with client.slot(time.monotonic() + 5):
            running.append(1)
            most.append(len(running))
            time.sleep(0.01)
            running.pop()
            assert not fails

    with ThreadPoolExecutor(20) as threads:
        results = [threads.submit(work, number < 5) for number in range(20)]
    assert sum(result.exception() is None for result in results) == 15
    assert max(most) == 2
    deadline = time.monotonic() + 0.05
    with client.slot(deadline), client.slot(deadline), pytest.raises(BusyError):
        client.slot(deadline).__enter__()
