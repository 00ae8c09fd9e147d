import os
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from shop_mysql.collectors.sql_error import MOST_ROWS, ConnectError, QueryError
from shop_mysql.collectors.sql_mysql import MysqlDatabase, check_database
from shop_mysql.option_values import ConfigError

from .silent_server import SilentServer

URL = os.environ.get("TEST_DATABASE_URL")
needs_server = pytest.mark.skipif(not URL, reason="TEST_DATABASE_URL names no server")


@pytest.fixture
def query():
    """Run statements on a database that is closed after the test."""
    database = MysqlDatabase(lambda: URL)
    yield lambda sql, seconds=5.0: database.query(sql, time.monotonic() + seconds)
    database.close()


@pytest.fixture
def silent_server():
    """Start a server without TLS that says nothing after the login."""
    server = SilentServer()
    yield server
    server.close()


@needs_server
def test_values_come_as_text(query):
    rows = query("SELECT 'é' AS kind, NULL AS none, 9007199254740993 AS value")
    assert rows[0] == {"kind": "é", "none": None, "value": "9007199254740993"}


@needs_server
def test_nothing_can_be_written(query):
    with pytest.raises(Exception, match="(?i)read.only|denied"):
        query("CREATE TABLE written (x INTEGER)")


@needs_server
@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELECT value FROM missing", r"[A-Z].*\bmissing\b.*"),
        ("DO 1", "the statement has no result: write a SELECT"),
    ],
)
def test_a_wrong_statement_is_named_in_the_words_of_the_server(query, sql, message):
    with pytest.raises(QueryError) as error:
        query(sql)
    assert re.fullmatch(message, str(error.value))


@needs_server
@pytest.mark.parametrize("sql", ["BEGIN", "SET autocommit = 0"])
def test_what_a_statement_did_to_the_session_does_not_last(query, sql):
    session = "SELECT CONNECTION_ID() AS value"
    before = query(session)
    with pytest.raises(QueryError):
        query(sql)
    assert query(session) != before


@needs_server
def test_a_slow_query_is_ended_by_the_server_and_the_connection_is_kept(query):
    session = "SELECT CONNECTION_ID() AS value"
    before = query(session)
    with pytest.raises(Exception, match="max_statement_time|interrupted"):
        query("SELECT SLEEP(5) AS value", 0.5)
    assert query(session) == before


@needs_server
def test_a_query_gives_no_more_rows_than_are_wanted(query):
    # 20 to the power of 4 rows.
    many = (
        "WITH RECURSIVE d(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM d WHERE x < 20)"
        " SELECT 1 AS value FROM d a, d b, d c, d e"
    )
    assert len(query(many)) == MOST_ROWS + 1


def test_no_server_is_an_error():
    database = MysqlDatabase(lambda: "mysql://user:hidden@127.0.0.1:1/orders")
    with pytest.raises(ConnectError, match="(?i)refused"):
        database.query("SELECT 1 AS value", time.monotonic() + 5)


def test_a_server_that_is_silent_after_the_login_costs_no_place(silent_server):
    database = MysqlDatabase(lambda: silent_server.url)

    def fail(_):
        with pytest.raises(Exception, match="Lost connection"):
            database.query("SELECT 1 AS value", time.monotonic() + 0.3)

    # As many as there are places, twice: every query gets one and gives it back.
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(fail, range(8)))
    assert silent_server.logins == 8


@pytest.mark.parametrize("mode", ["REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY"])
def test_a_connection_without_tls_can_be_refused(silent_server, mode):
    database = MysqlDatabase(lambda: f"{silent_server.url}?ssl-mode={mode}")
    with pytest.raises(Exception, match="SSL is required"):
        database.query("SELECT 1 AS value", time.monotonic() + 5)
    assert silent_server.logins == 0


@pytest.mark.parametrize(
    "url",
    [
        "",
        "host=h password=hidden",
        "http://u:hidden@h/d",
        "mysql://u:hidden%zz@h/d",
        "mysql://u:p@ss/hidden@h/d",
        "mysql://u:pass#hidden@h/d",
        "mysql://u:p@hidden@h/d",
        "mysql://u:12?hidden@h/d",
        "mysql://u:pa ss hidden@h/d",
        "mysql://u:hidden\nhidden@h/d",
        "mysql://u hidden:p@h/d",
        "mysql://u:p@h hidden/d",
        "mysql://u:p@h/d?password=a hidden",
        "mysql://u:hidden@h/d\nhidden",
        " mysql://u:hidden@h/d",
        "mysql://u:hidden\t@h/d",
    ],
)
def test_a_url_that_cannot_be_used_is_refused_without_being_told(url):
    with pytest.raises(ConfigError, match=r"The database URL cannot be used: write [^h]") as error:
        check_database(url)
    assert "hidden" not in str(error.value)


def test_an_unknown_ssl_mode_is_refused_and_the_known_ones_are_named():
    with pytest.raises(ConfigError) as error:
        check_database("mysql://u:hidden@h/d?ssl-mode=bogus")
    assert str(error.value) == (
        "The ssl-mode of the database URL is unknown: "
        "write one of DISABLED, PREFERRED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY."
    )


def test_an_encoded_password_is_fine():
    check_database("mysql://user:p%40ss@host/orders")
