"""Turns signals into a request to stop, so that the metrics are pushed all the same."""

import logging
import math
import os
import signal
import threading
import time
from types import FrameType

from nightly_import.stop_signals import HANGUP, STOP_SIGNALS

# A container runtime kills ten seconds after SIGTERM. A stage gets the first four, the push has to
# end before the ten are over.
STAGE_GRACE_SECONDS = 4
PUSH_GRACE_SECONDS = 8.5


class Stopped(Exception):
    """The job was told to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(f"stopped by {signal.Signals(number).name}")
        self.exit_code = 128 + number
        """What shells report for a process this signal ended."""


class Interruption:
    """Whether and when the job was told to stop."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.reason: Stopped | None = None
        self._moment = math.inf

    def watch(self, logger: logging.Logger) -> None:
        """Handle signals from now on; a second one but SIGHUP ends the process at once."""

        def announce() -> None:
            self.stop.wait()
            logger.warning("stopping", extra={"reason": self.reason})

        # A signal handler must not log: it may have interrupted just that.
        threading.Thread(target=announce, daemon=True).start()
        for number in STOP_SIGNALS:
            signal.signal(number, self._handle)

    def _handle(self, number: int, _frame: FrameType | None) -> None:
        if self.reason and number == HANGUP:
            # The system and the shell may both tell that the terminal is gone.
            return
        if self.reason:
            os._exit(128 + number)
        self.tell(Stopped(number))

    def tell(self, reason: Stopped) -> None:
        """Tell the job to stop."""
        self._moment = time.monotonic()
        self.reason = reason
        self.stop.set()

    def stage_limit(self) -> float:
        """The moment from which on a stage is not waited for."""
        return self._moment + STAGE_GRACE_SECONDS

    def push_limit(self) -> float:
        """The moment from which on an answer of the gateway is not waited for."""
        return self._moment + PUSH_GRACE_SECONDS
