import os
import time

import pytest

from {{{package}}}.collectors.sql_error import MOST_ROWS, ConnectError, QueryError
from {{{package}}}.collectors.sql_postgresql import PostgresqlDatabase, check_database
from {{{package}}}.option_values import ConfigError

URL = os.environ.get("TEST_DATABASE_URL")
needs_server = pytest.mark.skipif(not URL, reason="TEST_DATABASE_URL names no server")


@pytest.fixture
def query():
    """Run statements on a database that is closed after the test."""
    database = PostgresqlDatabase(lambda: URL)
    yield lambda sql, seconds=5.0: database.query(sql, time.monotonic() + seconds)
    database.close()


@needs_server
def test_values_come_as_text(query):
    rows = query("SELECT 'é' AS kind, NULL AS none, 9007199254740993 AS value")
    assert rows[0] == {"kind": "é", "none": None, "value": "9007199254740993"}


@needs_server
def test_nothing_can_be_written(query):
    with pytest.raises(Exception, match="(?i)read.only|denied"):
        query("CREATE TABLE written (x INTEGER)")


@needs_server
def test_one_statement_only(query):
    with pytest.raises(Exception, match="cannot insert multiple commands"):
        query("SELECT 1 AS value; COMMIT; CREATE TABLE written (x INTEGER)")
    assert query("SELECT 'a%' AS kind, 1 AS value")[0] == {"kind": "a%", "value": "1"}


@needs_server
@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELECT 1 AS value FROM missing", 'relation "missing" does not exist'),
        ("COMMIT", "the statement has no result: write a SELECT"),
    ],
)
def test_a_wrong_statement_is_named_in_the_words_of_the_server(query, sql, message):
    with pytest.raises(QueryError) as error:
        query(sql)
    assert str(error.value) == message


@needs_server
def test_a_connection_that_a_statement_has_spoiled_is_replaced(query):
    with pytest.raises(QueryError, match="write a SELECT"):
        query("COPY (SELECT 1) TO STDOUT")
    assert query("SELECT 1 AS value") == [{"value": "1"}]


@needs_server
def test_a_slow_query_is_ended_by_the_server_and_the_connection_is_kept(query):
    session = "SELECT pg_backend_pid() AS value"
    before = query(session)
    with pytest.raises(Exception, match="statement timeout"):
        query("SELECT pg_sleep(5), 1 AS value", 0.5)
    assert query(session) == before


@needs_server
def test_a_query_gives_no_more_rows_than_are_wanted_and_the_next_one_works(query):
    many = "SELECT value FROM generate_series(1, {}) AS value"
    assert len(query(many.format(MOST_ROWS))) == MOST_ROWS
    assert len(query(many.format(MOST_ROWS * 100))) == MOST_ROWS + 1
    assert query("SELECT 1 AS value") == [{"value": "1"}]


def test_no_server_is_an_error():
    database = PostgresqlDatabase(lambda: "postgresql://user:hidden@127.0.0.1:1/orders")
    with pytest.raises(ConnectError, match="(?i)refused"):
        database.query("SELECT 1 AS value", time.monotonic() + 5)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "host=h password=hidden",
        "http://u:hidden@h/d",
        "postgresql://u:hidden%zz@h/d",
        "postgresql://u:p@ss/hidden@h/d",
        "postgresql://u:pass#hidden@h/d",
        "postgresql://u:p@hidden@h/d",
        "postgresql://u:12?hidden@h/d",
        "postgresql://u:pa ss hidden@h/d",
        "postgresql://u:hidden\nhidden@h/d",
        "postgresql://u hidden:p@h/d",
        "postgresql://u:p@h hidden/d",
        "postgresql://u:p@h/d?password=a hidden",
        "postgresql://u:hidden@h/d\nhidden",
        " postgresql://u:hidden@h/d",
        "postgresql://u:hidden\t@h/d",
        "postgresql://u:hidden%00@h/d",
        "postgresql://u:p@h/d?hidden",
        "postgresql://u:p@h/d?hidden=1",
    ],
)
def test_a_url_that_cannot_be_used_is_refused_without_being_told(url):
    with pytest.raises(ConfigError, match=r"The database URL cannot be used: write [^h]") as error:
        check_database(url)
    assert "hidden" not in str(error.value)


def test_an_unknown_sslmode_is_refused_and_the_known_ones_are_named():
    with pytest.raises(ConfigError) as error:
        check_database("postgresql://u:hidden@h/d?sslmode=bogus")
    assert str(error.value) == (
        "The sslmode of the database URL is unknown: "
        "write one of disable, prefer, require, verify-ca, verify-full."
    )


def test_an_encoded_password_is_fine():
    check_database("postgresql://user:p%40ss@host/orders")
