"""Asks web servers within a deadline, and follows redirects."""

import base64
import http.client
import ssl
import threading
import time
import urllib.parse
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from shop_sidecar import PROGRAM, __version__
from shop_sidecar.http_connections import Connections, Origin

_MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}
_USER_AGENT = {"user-agent": f"{PROGRAM}/{__version__}"}


class BusyError(Exception):
    """Nobody was asked: everything was busy for as long as there was time."""


def reason_of(error: Exception) -> str:
    """Say what went wrong, without the number that the operating system gives it."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error) or type(error).__name__


@dataclass(frozen=True)
class Answer:
    """An answer that is no redirect."""

    status: int
    body: bytes
    complete: bool
    """Whether the body is all of it."""
    seconds: float
    """From the request to the end of the answer, redirects included."""


class HttpClient:
    """Asks web servers over connections that are kept; certificates are verified."""

    def __init__(self, connections: int, context: ssl.SSLContext | None = None) -> None:
        self._slots = threading.Semaphore(connections)
        self._connections = Connections(context or ssl.create_default_context())

    @contextmanager
    def slot(self, deadline: float) -> Iterator[None]:
        """Wait for the right to ask; as many can have it at the same time as connections."""
        left = deadline - time.monotonic()
        if left <= 0 or not self._slots.acquire(timeout=left):
            raise BusyError("earlier requests left no time for this one")
        try:
            yield
        finally:
            self._slots.release()

    def get(
        self,
        url: str,
        *,
        deadline: float,
        max_bytes: int,
        headers: Mapping[str, str] | None = None,
        final: Collection[int] = (),
    ) -> Answer:
        """Ask, in a slot, until there is something else than a redirect.

        `headers` are not sent to where a redirect leads, unless that is the same server; `final`
        are redirects that are an answer.
        """
        started = time.monotonic()
        url_parts = urllib.parse.urlsplit(url)
        sent = {**_USER_AGENT, **_authorization(url_parts), **(headers or {})}
        for _ in range(_MOST_REDIRECTS + 1):
            status, location, body, complete = self._exchange(url_parts, sent, deadline, max_bytes)
            if status not in _REDIRECTS or not location or status in final:
                return Answer(status, body, complete, time.monotonic() - started)
            following = _follow(url_parts, location)
            if _origin(following) != _origin(url_parts):
                # Credentials are meant for one server only.
                sent = {**_USER_AGENT}
            url_parts = following
        raise ValueError(f"more than {_MOST_REDIRECTS} redirects")

    def close(self) -> None:
        """Close the connections."""
        self._connections.close()

    def _exchange(
        self,
        url: urllib.parse.SplitResult,
        headers: Mapping[str, str],
        deadline: float,
        max_bytes: int,
    ) -> tuple[int, str | None, bytes, bool]:
        origin = _origin(url)
        path = urllib.parse.urlunsplit(("", "", url.path or "/", url.query, ""))
        connection, response = self._connections.request(
            origin, _printable(path), headers, deadline
        )
        complete = False
        try:
            body, complete = _read_body(response, max_bytes)
            return response.status, response.headers["location"], body[:max_bytes], complete
        finally:
            response.close()
            if complete:
                self._connections.give_back(origin, connection)
            else:
                connection.close()


def _read_body(response: http.client.HTTPResponse, max_bytes: int) -> tuple[bytes, bool]:
    try:
        body = response.read(max_bytes + 1)
    except (http.client.HTTPException, ConnectionError):
        raise ConnectionError("the answer ended too early") from None
    if len(body) > max_bytes:
        return body, False
    # http.client says nothing when fewer bytes came than were promised.
    if response.length:
        raise ConnectionError("the answer ended too early")
    return body, True


def _follow(url: urllib.parse.SplitResult, location: str) -> urllib.parse.SplitResult:
    following = urllib.parse.urlsplit(urllib.parse.urljoin(url.geturl(), location))
    if following.scheme not in _PORTS or not following.hostname:
        raise ValueError("a redirect leads to something else than http or https")
    return following


def _origin(url: urllib.parse.SplitResult) -> Origin:
    return url.scheme, url.hostname or "", url.port or _PORTS[url.scheme]


def _printable(path: str) -> str:
    """Escape what cannot stand in a request; what is escaped already stays as it is."""
    return urllib.parse.quote(path, safe="!#$%&'()*+,/:;=?@[]~")


def _authorization(url: urllib.parse.SplitResult) -> dict[str, str]:
    if not url.username:
        return {}
    pair = f"{urllib.parse.unquote(url.username)}:{urllib.parse.unquote(url.password or '')}"
    return {"authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
