"""One group of metrics on a Pushgateway."""

import errno
import http.client
import math
import re
import ssl
import time
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from {{{package}}}.background import Background
from {{{package}}}.config import Config
from {{{package}}}.credentials import authorization
from {{{package}}}.grouping_key import group_path

_CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Of an answer; one that says what is wrong may hold a whole histogram.
_READ_BYTES = 100_000
# Of what was read, in an error.
_SHOWN_CHARACTERS = 500

# What the answer 400 says, and what helps.
_HINTS = (
    (
        r"\bis not a [A-Z]+$|\bhas type [A-Z]+ but\b",
        "another group has a metric of this name with another type; rename yours, or remove that group with --delete",
    ),
    (
        r"was collected before with the same name and label values",
        "a metric of this or another group has a label with the name of a key; choose another key for --push.grouping",
    ),
    (r"HTTP request to an HTTPS server", "use https in --push.url"),
)


class GatewayError(Exception):
    """A request the Pushgateway did not fulfil; `retry` tells whether another attempt can help."""

    def __init__(self, message: str, *, retry: bool) -> None:
        super().__init__(message)
        self.retry = retry


class Group:
    """The metrics of one job on a Pushgateway."""

    def __init__(
        self, config: Config, job: str, limit: Callable[[], float] = lambda: math.inf
    ) -> None:
        self.url = config.push_url.base + group_path(job, config.push_grouping)
        """Without credentials."""
        self._config = config
        self._limit = limit

    def send(self, method: str, body: bytes | None = None) -> None:
        """Send one request; `limit` gives the moment when an answer comes too late."""
        timeout = self._config.push_timeout
        end = time.monotonic() + timeout
        # Looking up a host name has no time limit of its own, so waiting has to be given up.
        call = Background(lambda: self._request(method, body))
        late = GatewayError(f"the Pushgateway did not answer within {timeout:g} s", retry=True)
        if not call.wait(lambda: min(end, self._limit())):
            if time.monotonic() >= end:
                raise late
            raise GatewayError(
                "there was no time left for an answer of the Pushgateway", retry=True
            )
        try:
            status, text, location = call.result()
        except TimeoutError:
            raise late from None
        except (OSError, http.client.HTTPException) as error:
            reason = _reason(error)
            base = self._config.push_url.base
            raise GatewayError(
                f"cannot reach the Pushgateway at {base}: {reason}", retry=True
            ) from None
        if status >= 300:
            raise self._refusal(status, text, location)

    def _request(self, method: str, body: bytes | None) -> tuple[int, str, str | None]:
        url = urlsplit(self.url)
        secure = url.scheme == "https"
        connection_class = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = connection_class(url.hostname, url.port, timeout=self._config.push_timeout)
        headers = {"Content-Type": _CONTENT_TYPE, **authorization(self._config)}
        try:
            # Follows no redirect: a POST would arrive as a GET and push nothing.
            connection.request(method, quote(url.path, safe="/%@=+"), body, headers)
            response = connection.getresponse()
            text = response.read(_READ_BYTES).decode(errors="replace").strip().removesuffix(".")
            return response.status, text, response.getheader("Location")
        finally:
            connection.close()

    def _refusal(self, status: int, text: str, location: str | None) -> GatewayError:
        hint = {
            400: next((hint for answer, hint in _HINTS if re.search(answer, text)), None),
            401: "check the user and the password",
            403: "check the user and the password",
            404: f"check the path prefix of {self.url}",
        }.get(status)
        reason = f"go to {location}, set --push.url to it" if location else text[:_SHOWN_CHARACTERS]
        parts = [f"the Pushgateway answered {status}", reason, hint]
        return GatewayError(
            ": ".join(part for part in parts if part),
            retry=status >= 500 or status in (408, 429),
        )


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and not isinstance(error, ssl.SSLError):
        return errno.errorcode.get(error.errno, str(error))
    return str(error) or type(error).__name__
