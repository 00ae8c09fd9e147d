"""The signals that ask the program to end."""

import signal

# A lost terminal sends SIGHUP; nohup has it ignored, and so it stays.
_HEEDS_HANGUP = signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, *((signal.SIGHUP,) if _HEEDS_HANGUP else ()))
