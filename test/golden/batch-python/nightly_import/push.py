"""Sends a request to the Pushgateway, again after a pause where that can help."""

import logging
import time
from collections.abc import Callable

from nightly_import.gateway import GatewayError

_LONGEST_PAUSE_SECONDS = 30


def send_with_retries(
    send: Callable[[], None],
    *,
    what: str,
    retries: int,
    logger: logging.Logger,
    limit: Callable[[], float],
    pause_seconds: float = 1,
) -> bool:
    """Return whether it arrived; if not, the reason is in the log.

    The log calls the request `what`. The pause doubles after each attempt. No attempt is made after
    the moment `limit` gives.
    """
    attempt = 1
    while True:
        try:
            send()
            return True
        except Exception as error:
            retry = not isinstance(error, GatewayError) or error.retry
            if not retry or attempt > retries or time.monotonic() >= limit():
                logger.error(f"{what} failed", extra={"error": error, "attempts": attempt})
                return False
            pause = min(pause_seconds * 2 ** (attempt - 1), _LONGEST_PAUSE_SECONDS)
            fields = {"error": error, "attempt": attempt, "pause_seconds": pause}
            logger.warning(f"{what} failed, trying again", extra=fields)
        _pause(pause, limit)
        attempt += 1


def _pause(seconds: float, limit: Callable[[], float]) -> None:
    end = time.monotonic() + seconds
    # A signal can bring the limit forward, so it is looked at now and then.
    while (left := min(end, limit()) - time.monotonic()) > 0:
        time.sleep(min(left, 0.1))
