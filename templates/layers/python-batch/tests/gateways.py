"""Pushgateways for the tests: ones that misbehave as told, and real ones."""

import http.server
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from dataclasses import dataclass

# Debian calls it by its longer name.
PROGRAM = shutil.which("pushgateway") or shutil.which("prometheus-pushgateway")


@dataclass
class Request:
    """What a gateway was sent."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


class FaultGateway(http.server.ThreadingHTTPServer):
    """Gives one answer after the other, the last one again and again.

    An answer is a status, a tuple of status, body and headers, or "silence".
    """

    def __init__(self, *answers: object) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.requests: list[Request] = []
        self.closing = threading.Event()
        self._answers = list(answers) or [200]
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def methods(self) -> list[str]:
        """The methods of the requests so far."""
        return [request.method for request in self.requests]

    def next_answer(self) -> object:
        """The answer to the request that came just now."""
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    def close(self) -> None:
        """Stop at once, also what is silent."""
        self.closing.set()
        self.shutdown()
        self.server_close()


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append(Request(self.command, self.path, headers, body))
        answer = self.server.next_answer()
        if answer == "silence":
            self.server.closing.wait(30)
            return
        parts = answer if isinstance(answer, tuple) else (answer,)
        status, text, more = parts + ("", {})[len(parts) - 1 :]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(text)), **more}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    do_POST = do_DELETE = do_PUT

    def log_message(self, *_arguments: object) -> None:
        pass


def closed_address() -> str:
    """The address of a server that is gone."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"127.0.0.1:{listener.getsockname()[1]}"


class RealGateway:
    """A Pushgateway on a free port that keeps everything in memory."""

    def __init__(self, prefix: str = "") -> None:
        address = closed_address()
        self.url = f"http://{address}{prefix}"
        flags = [f"--web.listen-address={address}", f"--web.route-prefix={prefix}"]
        command = [PROGRAM, *flags, "--persistence.file="]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                self.metrics()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the Pushgateway did not start")

    def metrics(self) -> str:
        """What Prometheus would scrape."""
        with urllib.request.urlopen(f"{self.url}/metrics") as response:
            return response.read().decode()

    def push(self, job: str, text: str) -> None:
        """Push as another job would."""
        url = f"{self.url}/metrics/job/{job}"
        urllib.request.urlopen(urllib.request.Request(url, text.encode(), method="PUT")).close()

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.wait(15)


def series_value(text: str, name: str, *labels: str) -> float | None:
    """The value of a series whose labels contain those given, written as in `job="x"`."""
    for line in text.splitlines():
        if line.startswith(f"{name}\{{") and all(label in line for label in labels):
            return float(line.rpartition(" ")[2])
    return None
