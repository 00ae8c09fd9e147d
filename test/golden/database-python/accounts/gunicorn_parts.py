"""Small changes to gunicorn's master, worker and logger."""

import logging
import os
import selectors
import signal
import socket
import sys
import time
from functools import partial
from types import FrameType

from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.http.message import Request
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from accounts import client_sockets, multiprocess
from accounts.stop_signals import HANGUP, STOP_SIGNALS

_logger = logging.getLogger(__name__)


class ExporterArbiter(Arbiter):
    """The first signal stops gracefully, the second one at once."""

    # The others would start a second worker, read settings again, or replace the program.
    SIGNALS = [*STOP_SIGNALS, signal.SIGQUIT]

    _stopped_by: signal.Signals | None = None

    def signal(self, sig: int, frame: FrameType | None) -> None:
        """Handle signals of the master."""
        if self._stopped_by and sig == HANGUP:
            # The system and the shell may both tell that the terminal is gone.
            return
        if self._stopped_by:
            self.kill_workers(signal.SIGKILL)
            multiprocess.remove()
            os._exit(128 + sig)
        self._stopped_by = signal.Signals(sig)
        super().signal(sig, frame)

    def handle_term(self) -> None:
        """Stop gracefully, on Ctrl-C and without a terminal too."""
        fields = {"signal": self._stopped_by.name}
        _logger.info("stopping, running requests are finished", extra=fields)
        super().handle_term()

    handle_int = handle_hup = handle_quit = handle_term


class ExporterWorker(ThreadWorker):
    """Gives up slow clients, and reports that it stops when the master decides so."""

    def init_signals(self) -> None:
        """Ignore what a terminal sends to every process of the group: the master decides."""
        super().init_signals()
        for number in (signal.SIGINT, HANGUP):
            signal.signal(number, signal.SIG_IGN)

    def enqueue_req(self, conn: TConn) -> None:
        """Limit how long a client may take; each one that is slow occupies a thread.

        A new one that says nothing does not: it waits for its first byte where kept connections
        wait for their next request.
        """
        if type(conn.sock) is socket.socket:
            conn.sock = client_sockets.ClientSocket(fileno=conn.sock.detach())
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + client_sockets.CLIENT_SECONDS
        self.pending_conns.append(conn)
        readable = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, readable)

    def handle(self, conn: TConn) -> object:
        """Close in this thread: the loop that accepts connections must not wait for a client."""
        keep = super().handle(conn)
        if not keep:
            conn.close(graceful=True)
        return keep

    def handle_request(self, req: Request, conn: TConn) -> bool:
        """Called when the head of a request has arrived; tells whether another may follow."""
        conn.sock.expect_body()
        return super().handle_request(req, conn) and not conn.sock.given_up

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Turn /readyz to 503 for connections that are still open."""
        if self.app.callable is not None:
            self.app.callable.extensions["exporter"].stopping.set()
        super().handle_exit(sig, frame)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Close the listening socket when stopping: refused beats waiting for nobody.

        Connections that have said nothing yet are kept as long as those between two requests.
        """
        super().set_accept_enabled(enabled)
        if not self.alive:
            for listener in self.sockets:
                listener.close()
            latest = time.monotonic() + STOP_KEEPALIVE_LINGER
            for conn in self.pending_conns:
                conn.timeout = min(conn.timeout, latest)


class ExporterLogger(Logger):
    """Hands gunicorn's entries to the handlers of the root logger."""

    def setup(self, cfg: object) -> None:
        """Replace gunicorn's own handlers and formats."""
        self.cfg = cfg
        self._access_log_enabled = False
        self.error_log.propagate = True
        # gunicorn is chatty about what the exporter reports itself.
        chatty = logging.getLogger().getEffectiveLevel() > logging.DEBUG
        self.error_log.setLevel(logging.WARNING if chatty else logging.DEBUG)

    def exception(self, msg: str, *args: object, **kwargs: object) -> None:
        """Log a client that was too slow in one line; it is no fault of the program."""
        error = sys.exception()
        if isinstance(error, TimeoutError):
            _logger.info("connection given up", extra={"error": error})
        else:
            super().exception(msg, *args, **kwargs)
