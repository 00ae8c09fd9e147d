"""The signals that ask the program to end."""

import signal

# A lost terminal sends SIGHUP; under nohup it has no meaning.
_HAS_TERMINAL = signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, *((signal.SIGHUP,) if _HAS_TERMINAL else ()))
