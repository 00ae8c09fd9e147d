"""Calls that can be given up."""

import threading
import time
from collections.abc import Callable
from typing import Any

_LONGEST_LOOK_SECONDS = 0.1


class Background:
    """A call in a thread that does not keep the process alive."""

    def __init__(self, function: Callable[[], Any]) -> None:
        self._function = function
        self._result: Any = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._call, daemon=True)
        self._thread.start()

    def _call(self) -> None:
        try:
            self._result = self._function()
        # Also SystemExit: it would end this thread only, and without a word.
        except BaseException as error:
            self._error = error

    def wait(self, limit: Callable[[], float]) -> bool:
        """Wait for the end, but not beyond a moment of the monotonic clock.

        The limit is asked again and again, since a signal can bring it forward. Returns whether the
        call has ended.
        """
        while self._thread.is_alive():
            left = limit() - time.monotonic()
            if left <= 0:
                return False
            self._thread.join(min(left, _LONGEST_LOOK_SECONDS))
        return True

    def result(self) -> Any:
        """Return what the call returned, or raise what it raised."""
        if self._error:
            raise self._error
        return self._result
