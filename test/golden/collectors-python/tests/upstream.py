"""A web server of the tests that can be slow, broken, redirecting, oversized, closing early."""

import json
import socket
import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Counts what comes and lets the test answer."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def setup(self) -> None:
        super().setup()
        with self.server.upstream.lock:
            self.server.upstream.connections += 1

    def do_GET(self) -> None:
        upstream = self.server.upstream
        with upstream.lock:
            upstream.requests.append(self)
        upstream.answer(self)

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer with a status and a body."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 100
    upstream: "Upstream"

    def __init__(self, *arguments: object) -> None:
        self.sockets: list[socket.socket] = []
        super().__init__(*arguments)

    def get_request(self) -> tuple[socket.socket, object]:
        request, address = super().get_request()
        self.sockets.append(request)
        return request, address

    def handle_error(self, request: object, client_address: object) -> None:
        pass


class Upstream:
    """The server, on a port that stays the same when it is stopped and started again."""

    def __init__(self, answer: Answer, certificate: tuple[Path, Path] | None = None) -> None:
        self.answer = answer
        self.connections = 0
        self.requests: list[Handler] = []
        self.lock = threading.Lock()
        self._certificate = certificate
        self._server: _Server | None = None
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        """The address without a path."""
        return f"http{'s' if self._certificate else ''}://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Listen."""
        server = _Server(("127.0.0.1", self.port), Handler)
        server.upstream = self
        self.port = server.server_address[1]
        if self._certificate:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(*self._certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        self._server = server

    def stop(self) -> None:
        """Close the port and every connection."""
        if self._server is None:
            return
        self._server.shutdown()
        self._server.server_close()
        for open_socket in self._server.sockets:
            try:
                open_socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        self._server = None


def reply(status: int, body: str | bytes = b"", **headers: str) -> Answer:
    """Answer with a status and a text."""
    content = body.encode() if isinstance(body, str) else body
    return lambda handler: handler.send(status, content, **headers)


def reply_json(document: object) -> Answer:
    """Answer with a JSON document."""
    return reply(200, json.dumps(document), **{"Content-Type": "application/json"})


def close_early(handler: Handler) -> None:
    """Answer with fewer bytes than promised."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"half")
    handler.close_connection = True


def countdown(handler: Handler) -> None:
    """Redirect `/5` to `/4` and so on; `/0` is answered with 200."""
    left = int(handler.path[1:])
    if left:
        handler.send(302, Location=f"/{left - 1}")
    else:
        handler.send(200, b"done")
