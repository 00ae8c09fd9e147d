"""Reads on in a file that grows."""

import contextlib
import os
import stat
import time
from collections.abc import Callable
from typing import BinaryIO

from {{{package}}}.collectors.log_lines import LineSplitter

_CHUNK_BYTES = 65_536


class Tail:
    """Gives every line of a file once.

    A file that was renamed is read to its end before the new one of its name; a file that became
    shorter is read from its start. What cannot be seen from outside is lost: a second rotation
    between two scrapes, one before the first scrape, and a file that was emptied and has grown
    beyond the old position since.
    """

    def __init__(
        self, file: str, on_line: Callable[[str], None], *, from_start: bool, max_bytes: int
    ) -> None:
        self._file = file
        self._lines = LineSplitter(on_line)
        self._skipped: os.stat_result | None = None
        if not from_start:
            # What is written from now on is read, also what comes before the first read, which
            # tells what is wrong with the file.
            with contextlib.suppress(OSError):
                self._skipped = os.stat(file)
        self._max_bytes = max_bytes
        self._handle: BinaryIO | None = None
        self._offset = 0

    def read(self, until: float) -> int:
        """Read on until time.monotonic() reads `until`, and return the bytes that are left.

        They are left because there were too many, or no more time.
        """
        current = self._stat()
        budget = self._max_bytes or None
        if self._handle and not os.path.samestat(os.fstat(self._handle.fileno()), current):
            start = self._offset
            left = self._read_to_end(self._handle, budget, until)
            if left > 0:
                return left + current.st_size
            budget = None if budget is None else max(budget - (self._offset - start), 0)
            self._lines.finish()
            self.close()
        if self._handle is None:
            self._handle = self._open()
        return self._read_to_end(self._handle, budget, until)

    def close(self) -> None:
        """Close the file."""
        if self._handle:
            self._handle.close()
            self._handle = None

    def _stat(self) -> os.stat_result:
        try:
            found = os.stat(self._file)
            if not stat.S_ISREG(found.st_mode):
                raise ValueError(f"{self._file} is not a file")
            return found
        except (OSError, ValueError):
            # Whatever comes later was not there at the start.
            self._skipped = None
            raise

    def _open(self) -> BinaryIO:
        handle = open(self._file, "rb", buffering=0)  # noqa: SIM115 - stays open
        self._offset = 0
        skipped, found = self._skipped, os.fstat(handle.fileno())
        if skipped and os.path.samestat(skipped, found) and skipped.st_size <= found.st_size:
            self._offset = skipped.st_size
            if self._offset > 0:
                handle.seek(self._offset - 1)
                if handle.read(1) not in (b"", b"\n"):
                    # The rest of a line that has begun before is not a line.
                    self._lines.skip()
        self._skipped = None
        return handle

    def _read_to_end(self, handle: BinaryIO, budget: int | None, until: float) -> int:
        size = os.fstat(handle.fileno()).st_size
        if size < self._offset:
            self._offset = 0
            self._lines.reset()
        end = size if budget is None else min(size, self._offset + budget)
        handle.seek(self._offset)
        while self._offset < end and time.monotonic() < until:
            piece = handle.read(min(_CHUNK_BYTES, end - self._offset))
            if not piece:
                break
            self._offset += len(piece)
            self._lines.add(piece)
        return max(size - self._offset, 0)
