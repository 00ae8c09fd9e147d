"""A server that speaks MongoDB's wire protocol and gives the answers of a test."""

import contextlib
import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import bson
from bson import json_util

HELLO = {"isWritablePrimary": True, "helloOk": True, "maxWireVersion": 21, "ok": 1}

_HEADER = struct.Struct("<iiii")
_OP_REPLY = 1
_OP_QUERY = 2004
_OP_MSG = 2013


def server_status() -> dict[str, Any]:
    """An answer to serverStatus in the shape of MongoDB 7."""
    return json_util.loads(Path(__file__).with_name("server-status.json").read_text())


class MongodbServer:
    """Gives documents by the name of the command; can be slow, stopped and started again."""

    def __init__(self, **answers: Mapping | Callable[[Mapping], Mapping]) -> None:
        self.answers = {"hello": HELLO, "ismaster": HELLO, "ping": {"ok": 1}, **answers}
        self.delay = 0.0
        self.commands: list[Mapping] = []
        self.sockets: set[socket.socket] = set()
        self.port = 0
        self.start()

    @property
    def uri(self) -> str:
        """What a client connects to."""
        return f"mongodb://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Listen, on the port of before if there is one."""
        handler = type("Handler", (_Handler,), {"owner": self})
        self._listener = socketserver.ThreadingTCPServer(("127.0.0.1", self.port), handler, False)
        self._listener.allow_reuse_address = True
        self._listener.daemon_threads = True
        self._listener.server_bind()
        self._listener.server_activate()
        self.port = self._listener.server_address[1]
        threading.Thread(target=self._listener.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        """Stop listening and cut all connections off."""
        self._listener.shutdown()
        self._listener.socket.close()
        for connection in list(self.sockets):
            # A client may hang up between the copy of the list and this line.
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def answer(self, command: Mapping) -> Mapping:
        """Choose the answer to one command."""
        name = next(iter(command))
        if name.lower() not in ("hello", "ismaster"):
            self.commands.append(command)
            time.sleep(self.delay)
        unknown = {"ok": 0, "code": 59, "errmsg": f"no such command: {name}"}
        given = self.answers.get(name, unknown)
        return given(command) if callable(given) else given


class _Handler(socketserver.BaseRequestHandler):
    owner: MongodbServer

    def handle(self) -> None:
        self.owner.sockets.add(self.request)
        try:
            while head := self._receive(_HEADER.size):
                length, identifier, _, operation = _HEADER.unpack(head)
                self._reply(identifier, operation, self._receive(length - _HEADER.size))
        except OSError:
            pass
        finally:
            self.owner.sockets.discard(self.request)

    def _reply(self, identifier: int, operation: int, message: bytes) -> None:
        is_query = operation == _OP_QUERY
        # Flags and the kind of section; in the older form flags, collection, two numbers.
        start = message.index(0, 4) + 1 + 8 if is_query else 5
        (length,) = struct.unpack_from("<i", message, start)
        answer = self.owner.answer(bson.decode(message[start : start + length]))
        prefix = struct.pack("<iqii", 0, 0, 0, 1) if is_query else bytes(5)
        body = prefix + bson.encode(answer)
        kind = _OP_REPLY if is_query else _OP_MSG
        self.request.sendall(_HEADER.pack(_HEADER.size + len(body), 0, identifier, kind) + body)

    def _receive(self, size: int) -> bytes:
        received = b""
        while len(received) < size:
            chunk = self.request.recv(size - len(received))
            if not chunk:
                return b""
            received += chunk
        return received
