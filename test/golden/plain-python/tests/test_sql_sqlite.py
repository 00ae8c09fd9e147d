import sqlite3
import time
from contextlib import closing

import pytest
from prometheus_client.core import GaugeMetricFamily

from plain.collectors.sql import SqlCollector
from plain.collectors.sql_error import MOST_ROWS, ConnectError, QueryError
from plain.collectors.sql_queries import Query
from plain.collectors.sql_sqlite import SqliteDatabase

from .conftest import SUCCESS, by_collector, scrape, series
from .fake_collectors import Fake, gauge

THINGS = "SELECT kind, amount AS value FROM things"


def change(file, *statements):
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def read(database, sql=THINGS, seconds=5.0):
    rows = database.query(sql, time.monotonic() + seconds)
    return [tuple(row.values()) for row in rows]


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "a#b?.db"
    change(
        file,
        "CREATE TABLE things (kind TEXT, amount REAL)",
        "INSERT INTO things VALUES ('a', 1), ('b', 2.5)",
    )
    return file


@pytest.fixture
def database(file):
    with closing(SqliteDatabase(str(file))) as database:
        yield database


def test_file_is_read_anew_by_every_query(database, file):
    assert read(database) == [("a", 1.0), ("b", 2.5)]
    change(file, "DELETE FROM things WHERE kind = 'a'")
    assert read(database) == [("b", 2.5)]


def test_text_that_is_not_utf8_is_read_all_the_same(database, file):
    change(file, "INSERT INTO things VALUES (CAST(x'ff63' AS TEXT), 3)")
    assert read(database)[-1] == ("\ufffdc", 3.0)


def test_file_cannot_be_changed(database):
    with pytest.raises(QueryError, match="readonly"):
        read(database, "DELETE FROM things")


def test_a_database_in_wal_mode_that_cannot_be_opened_says_why(database, file):
    change(file, "PRAGMA journal_mode = WAL")
    # Refused to everybody, where a directory that is read-only would not keep root from writing.
    index = file.with_name(f"{file.name}-shm")
    index.symlink_to("nowhere")
    with pytest.raises(sqlite3.OperationalError, match=r"WAL mode.*journal_mode = DELETE"):
        read(database)
    index.unlink()
    assert len(read(database)) == 2
    with pytest.raises(QueryError, match="readonly"):
        read(database, "DELETE FROM things")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT value FROM missing",
        "SELECT 'a' AS value ORDER BY 1 COLLATE unknown",
        "SELECT zeroblob(2000000000) AS value",
        "SELECT 1 AS value LIMIT 'a'",
        "SELECT 1; SELECT 2",
        "-- no statement",
        "/* no statement",
    ],
)
def test_a_wrong_query_is_told_from_a_database_that_cannot_be_read(database, file, sql):
    with pytest.raises(QueryError):
        read(database, sql)
    file.write_text("This is a text and no database. " * 100)
    with pytest.raises(sqlite3.DatabaseError):
        read(database)


@pytest.mark.parametrize(
    "sql", ["BEGIN", "DELETE FROM things", "DELETE FROM things RETURNING kind"]
)
def test_a_statement_that_does_something_locks_nobody_out(database, file, sql):
    with pytest.raises(QueryError):
        read(database, sql)
    # A transaction would keep what it has seen until it ends.
    read(database)
    change(file, "DELETE FROM things")
    assert read(database) == []


@pytest.mark.parametrize("sql", ["ATTACH '{}' AS other", "VACUUM INTO '{}'"])
def test_no_other_file_is_written(database, tmp_path, sql):
    other = tmp_path / "other.db"
    with pytest.raises(QueryError):
        read(database, sql.format(other))
    assert not other.exists()


def test_missing_file_is_not_created_and_found_later(tmp_path):
    file = tmp_path / "later.db"
    database = SqliteDatabase(str(file))
    with pytest.raises(ConnectError, match=r"later\.db: No such file or directory"):
        read(database)
    assert not file.exists()
    change(file, "CREATE TABLE t (a)")
    assert read(database, "SELECT 'x', 1") == [("x", 1)]
    database.close()


def test_file_that_was_replaced_is_opened_anew(database, file, tmp_path):
    assert len(read(database)) == 2
    new = tmp_path / "new.db"
    change(new, "CREATE TABLE things AS SELECT 'n' AS kind, 7 AS amount")
    new.rename(file)
    assert read(database) == [("n", 7)]
    file.unlink()
    with pytest.raises(ConnectError):
        read(database)


def test_what_is_no_database_is_named(tmp_path):
    file = tmp_path / "data.db"
    file.write_text("This is not a database, but a text.")
    for path in file, tmp_path:
        with closing(SqliteDatabase(str(path))) as database:
            with pytest.raises((ConnectError, sqlite3.DatabaseError)) as raised:
                read(database)
            assert str(raised.value).startswith(f"{path}: ")


@pytest.mark.parametrize("sql", ["SELECT 'x' AS kind, NULL AS value", "SELECT 1 AS value WHERE 0"])
def test_no_value_means_no_family(database, sql):
    collector = SqlCollector(database, [query(sql), query("SELECT 'x' AS kind, 1 AS value")])
    families = list(collector.collect(time.monotonic() + 5))
    assert [len(family.samples) for family in families] == [1]


def test_numeric_text_is_a_number_and_a_whole_label_has_no_decimal_point(database):
    sql = "SELECT 1.0 AS kind, '-1.5e3' AS value UNION ALL SELECT 2.5, 2 UNION ALL SELECT 3, '12'"
    [family] = SqlCollector(database, [query(sql)]).collect(time.monotonic() + 5)
    found = {sample.labels["kind"]: sample.value for sample in family.samples}
    assert found == {"1": -1500.0, "2.5": 2.0, "3": 12.0}


def query(sql):
    return Query(
        family=GaugeMetricFamily, name="fake_things", help="Things.", labels=("kind",), sql=sql
    )


def test_a_query_gives_no_more_rows_than_are_wanted(database):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    assert len(read(database, endless)) == MOST_ROWS + 1
    assert len(read(database)) == 2


def test_query_is_cut_off_at_the_deadline(database):
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"
    )
    started = time.monotonic()
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        read(database, endless, seconds=0.3)
    assert time.monotonic() - started < 2
    assert len(read(database)) == 2


def test_a_locked_database_costs_its_own_metrics_and_only_for_as_long_as_it_is(
    make_app, database, file
):
    sql = SqlCollector(database, [query(THINGS)])
    app = make_app(collectors=[sql, Fake("other", lambda deadline: [gauge("fake_other", 1)])])
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        started = time.monotonic()
        text = scrape(app, X_Prometheus_Scrape_Timeout_Seconds="1")
        # Less than the time a query waits for a writer.
        assert time.monotonic() - started < 1.8
        assert by_collector(text, SUCCESS) == {"sql": 0, "other": 1}
        assert series(text, "fake_") == ["fake_other 1.0"]
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            read(database, seconds=0.5)
        assert time.monotonic() - started < 1.8
    assert len(series(scrape(app), "fake_things")) == 2


def test_one_connection_for_many_queries(database, monkeypatch):
    opened = []
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: opened.append(a) or connect(*a, **k))
    for _ in range(20):
        read(database)
    assert len(opened) == 1
