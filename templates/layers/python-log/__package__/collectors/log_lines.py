"""Makes lines out of pieces of a file."""

from collections.abc import Callable

_LONGEST_LINE_BYTES = 1_000_000


class LineSplitter:
    """A line that has no end yet waits for the next piece.

    Of a line that is too long only the beginning is used. Bytes that are not UTF-8 become U+FFFD.
    """

    def __init__(self, on_line: Callable[[str], None]) -> None:
        self._on_line = on_line
        self._rest = bytearray()
        self._skipping = False

    def add(self, piece: bytes) -> None:
        """Take the bytes that follow those of the call before."""
        *complete, rest = piece.split(b"\n")
        for line in complete:
            self._keep(line)
            self._end()
        self._keep(rest)

    def finish(self) -> None:
        """Nothing will follow: what is left over is a line, too."""
        if self._rest:
            self._end()
        self.reset()

    def reset(self) -> None:
        """Forget what is left over."""
        self._rest.clear()
        self._skipping = False

    def skip(self) -> None:
        """Ignore the rest of the line that is being read."""
        self._skipping = True

    def _keep(self, part: bytes) -> None:
        self._rest += part[: _LONGEST_LINE_BYTES - len(self._rest)]

    def _end(self) -> None:
        if not self._skipping:
            text = self._rest.decode("utf-8", "replace")
            self._on_line(text.removesuffix("\r"))
        self.reset()
