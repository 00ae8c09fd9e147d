"""The directory over which several worker processes share their metrics.

prometheus_client decides at its import whether values live in memory or in files, so this
module must run before that import and must not cause it.
"""

import os
import re
import shutil
import socket
import tempfile
from pathlib import Path

from bare import PROGRAM

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
# Writable even where the root file system is not, and in memory.
_SHARED_MEMORY = "/dev/shm"


def scratch_directory() -> str | None:
    """A directory for files that need not survive; None means the system's default."""
    return _SHARED_MEMORY if os.access(_SHARED_MEMORY, os.W_OK) else None


def prepare(workers: int) -> None:
    """Create a fresh directory for several workers; one worker keeps its values in memory.

    It is always a new one, because old files would be added to the new counts.
    """
    parent = os.environ.pop(VARIABLE, "") or scratch_directory() or tempfile.gettempdir()
    if workers > 1:
        os.makedirs(parent, exist_ok=True)
        _remove_left_behind(Path(parent))
        os.environ[VARIABLE] = tempfile.mkdtemp(prefix=f"{_prefix()}{os.getpid()}-", dir=parent)


def enabled() -> bool:
    """Whether several workers share their metrics."""
    return VARIABLE in os.environ


def remove() -> None:
    """Delete the directory at exit; a worker that ends leaves it to the master."""
    directory = Path(os.environ.get(VARIABLE, ""))
    if directory.name.startswith(f"{_prefix()}{os.getpid()}-"):
        shutil.rmtree(directory, ignore_errors=True)


def _prefix() -> str:
    # Process ids mean nothing to another container that shares the parent directory.
    return f"{PROGRAM}-{socket.gethostname()}-"


def _remove_left_behind(parent: Path) -> None:
    """Delete the directories of processes that were killed."""
    for directory in parent.iterdir():
        match = re.fullmatch(rf"{re.escape(_prefix())}(\d+)-\w+", directory.name)
        # One with our own id is from an earlier process 1 of the same container.
        if match and (int(match[1]) == os.getpid() or not _is_alive(int(match[1]))):
            shutil.rmtree(directory, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
