"""The signals that ask the program to end."""

import signal

HANGUP: signal.Signals | None = getattr(signal, "SIGHUP", None)
"""What a lost terminal sends; Windows has no such signal."""

# Under nohup it has no meaning.
_HEEDS_HANGUP = HANGUP and signal.getsignal(HANGUP) is not signal.SIG_IGN

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, *((HANGUP,) if _HEEDS_HANGUP else ()))
