"""The directory over which several worker processes share their metrics.

prometheus_client decides at its import whether values live in memory or in files, so this
module must run before that import and must not cause it.
"""

import os
import shutil
import tempfile

from {{{package}}} import PROGRAM

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
# Writable even where the root file system is not, and in memory.
SHARED_MEMORY = "/dev/shm"


def scratch_directory() -> str | None:
    """A directory for files that need not survive; None means the system's default."""
    return SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None


def prepare(workers: int) -> None:
    """Create a fresh directory for several workers; one worker keeps its values in memory.

    It is always a new one, because old files would be added to the new counts.
    """
    parent = os.environ.pop(VARIABLE, "")
    if workers > 1:
        if parent:
            os.makedirs(parent, exist_ok=True)
        os.environ[VARIABLE] = tempfile.mkdtemp(
            prefix=f"{PROGRAM}-",
            dir=parent or scratch_directory(),
        )


def enabled() -> bool:
    """Whether several workers share their metrics."""
    return VARIABLE in os.environ


def remove() -> None:
    """Delete the directory at exit."""
    if enabled():
        shutil.rmtree(os.environ[VARIABLE], ignore_errors=True)
