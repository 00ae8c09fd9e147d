import contextlib
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from {{{package}}}.collectors import sql_pool
from {{{package}}}.collectors.sql_error import ConnectError, DatabaseError, QueryError
from {{{package}}}.collectors.sql_pool import Connection, Pool


class FakeConnection(Connection):
    """Takes a while for a query, and can be lost."""

    def __init__(self, opened, seconds):
        self._socket, self.server = socket.socketpair()
        self.limits = []
        self.is_closed = False
        self._seconds = seconds
        opened.append(self)

    def query(self, sql, milliseconds):
        self.limits.append(milliseconds)
        self.socket.settimeout(self._seconds)
        with contextlib.suppress(TimeoutError):
            self.socket.recv(1)
            self.is_closed = True
            raise ConnectionError("connection lost")
        if sql == "wrong":
            raise ValueError("syntax error")
        return [{"value": sql}]

    @property
    def socket(self):
        return self._socket

    def is_usable(self):
        return not self.is_closed

    def close(self):
        self.is_closed = True
        self.socket.close()


@pytest.fixture
def start():
    """Start pools; they are closed after the test."""
    pools = []

    def start(seconds=0.02):
        opened = []
        pools.append(Pool(lambda _: FakeConnection(opened, seconds)))
        return pools[-1], opened

    yield start
    for pool in pools:
        pool.close()


def ask(pool, sql="a", seconds=5.0):
    return pool.query(sql, time.monotonic() + seconds)


def test_twenty_queries_at_once_share_four_connections(start):
    pool, opened = start()
    with ThreadPoolExecutor(20) as threads:
        list(threads.map(lambda number: ask(pool, number), range(20)))
        rows = list(threads.map(lambda number: ask(pool, number), range(20)))
    assert rows == [[{"value": number}] for number in range(20)]
    assert len(opened) <= 4


def test_a_connection_that_was_lost_is_replaced(start):
    pool, opened = start()
    ask(pool)
    opened[0].server.close()
    assert ask(pool, "b") == [{"value": "b"}]
    assert opened[0].is_closed
    assert len(opened) == 2


def test_what_the_server_refuses_is_told_from_a_connection_that_was_lost(start):
    pool, opened = start()
    with pytest.raises(QueryError, match="syntax error"):
        ask(pool, "wrong")
    assert ask(pool) == [{"value": "a"}]
    assert len(opened) == 1
    pool, opened = start(seconds=5)
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(ask, pool)
        while not opened:
            time.sleep(0.01)
        opened[0].server.close()
        assert isinstance(running.exception(), DatabaseError)


def test_a_server_that_refuses_costs_no_place():
    def refuse(_seconds):
        raise ConnectionRefusedError("connection refused")

    pool = Pool(refuse)
    for _ in range(5):
        with pytest.raises(ConnectError, match="connection refused"):
            ask(pool)


def test_a_query_that_fails_at_the_end_of_the_time_leaves_none_for_others(start, monkeypatch):
    pool, _ = start()
    monkeypatch.setattr(sql_pool, "_SERVER_MARGIN_SECONDS", 10)
    with pytest.raises(DatabaseError, match="syntax error"):
        ask(pool, "wrong", seconds=5)


def test_the_server_has_less_time_than_the_scrape(start):
    pool, opened = start()
    ask(pool, seconds=1)
    assert 500 < opened[0].limits[0] <= 900


def test_what_waits_too_long_is_cut_off_and_so_is_who_waits_for_it(start):
    pool, opened = start(seconds=5)
    started = time.monotonic()
    with ThreadPoolExecutor(6) as threads:
        waits = [threads.submit(ask, pool, seconds=0.2) for _ in range(6)]
        errors = [wait.exception() for wait in waits]
    assert time.monotonic() - started < 2
    assert all(isinstance(error, DatabaseError | TimeoutError) for error in errors)
    assert all(connection.is_closed for connection in opened)


def test_closing_ends_the_connections(start):
    pool, opened = start()
    ask(pool)
    pool.close()
    assert opened[0].is_closed
