"""Runs a program in a pseudo terminal and joins that terminal to stdin and stdout.

    python3 pty_bridge.py COLUMNS ROWS PROGRAM [ARGUMENT...]

Python's standard library has pseudo terminals and Node's does not; this avoids a native module.
Exits as the program did: its exit code, or 128 + the number of the signal that ended it.
"""

import errno
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios


def main():
    columns, rows, *command = sys.argv[1:]
    pid, terminal = pty.fork()
    if pid == 0:
        # The size is set on this side, before the program can ask for it.
        size = struct.pack("HHHH", int(rows), int(columns), 0, 0)
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        try:
            os.execvp(command[0], command)
        except OSError as error:
            os.write(2, f"{command[0]}: {error.strerror}\r\n".encode())
            os._exit(127)
    signal.signal(signal.SIGTERM, lambda *_: hang_up(pid))
    copy(terminal, pid)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    sys.exit(code if code >= 0 else 128 - code)


def copy(terminal, pid):
    """Copies both ways until the program closes the terminal."""
    sources = [0, terminal]
    while True:
        ready, _, _ = select.select(sources, [], [])
        if terminal in ready:
            try:
                data = os.read(terminal, 65536)
            except OSError as error:
                # Linux's way to say that no program has the terminal open any more.
                if error.errno != errno.EIO:
                    raise
                return
            if not data:
                return
            write_all(1, data)
        if 0 in ready:
            data = os.read(0, 65536)
            if data:
                write_all(terminal, data)
            else:
                sources.remove(0)
                hang_up(pid)


def hang_up(pid):
    """What closing the window of a terminal does to the programs in it."""
    try:
        os.killpg(pid, signal.SIGHUP)
    except ProcessLookupError:
        pass


def write_all(descriptor, data):
    while data:
        data = data[os.write(descriptor, data) :]


main()
