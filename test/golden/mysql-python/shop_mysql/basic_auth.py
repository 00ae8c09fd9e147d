"""Checks user name and password against bcrypt hashes."""

import hashlib
import hmac
import secrets
import threading

import bcrypt
from werkzeug.datastructures import Authorization
from werkzeug.exceptions import TooManyRequests

_CACHE_SIZE = 100
# bcrypt looks at the first 72 bytes only, and this implementation refuses longer ones.
_MAX_PASSWORD_BYTES = 72
_DEFAULT_COST = 10
# The one that is compared and those that wait for it; each of them has a thread.
_MOST_COMPARISONS = 5


class BasicAuth:
    """Remembers successful checks, so that not every scrape pays for bcrypt."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._passed: dict[bytes, None] = {}
        # One at a time: guessing passwords must not occupy every processor.
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(_MOST_COMPARISONS)

    def allows(self, authorization: Authorization | None, users: dict[str, str]) -> bool:
        """Tell whether the credentials of a request belong to one of the users.

        Raises TooManyRequests if so many are being checked that this one would wait for long.
        """
        if authorization is None or authorization.type != "basic":
            return False
        user, password = authorization.username or "", authorization.password or ""
        known = user in users
        # An unknown user costs the same time as a wrong password.
        password_hash = users[user] if known else _stand_in(users)
        return self._matches(password, password_hash) and known

    def _matches(self, password: str, password_hash: str) -> bool:
        # Length first: no two pairs of hash and password share a key.
        entry = f"{len(password_hash)}:{password_hash}{password}".encode("utf-8", "surrogatepass")
        key = hmac.digest(self._key, entry, hashlib.sha256)
        if key in self._passed:
            return True
        secret = password.encode("utf-8", "surrogatepass")[:_MAX_PASSWORD_BYTES]
        if not self._places.acquire(blocking=False):
            raise TooManyRequests(retry_after=1)
        try:
            with self._lock:
                matches = bcrypt.checkpw(secret, password_hash.encode())
                if matches:
                    while len(self._passed) >= _CACHE_SIZE:
                        del self._passed[next(iter(self._passed))]
                    self._passed[key] = None
            return matches
        except ValueError:
            return False
        finally:
            self._places.release()


def _stand_in(users: dict[str, str]) -> str:
    """A hash that costs as much as the users' own and that no password is known for."""
    cost = max((int(value.split("$")[2]) for value in users.values()), default=_DEFAULT_COST)
    return f"$2b${cost:02d}${'.' * 21}O{'.' * 31}"
