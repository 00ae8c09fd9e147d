import sqlite3
import time
from contextlib import closing

import pytest
from prometheus_client.core import GaugeMetricFamily

from shop_exporter.collectors.sql import QUERIES, Query, SqlCollector


def query(sql, name="example_things", labels=("kind",)):
    return Query(family=GaugeMetricFamily, name=name, help="Things.", labels=labels, sql=sql)


def change(file, *statements):
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def read(collector, seconds=5.0):
    families = list(collector.collect(time.monotonic() + seconds))
    return {tuple(s.labels.values()): s.value for family in families for s in family.samples}


@pytest.fixture
def database(tmp_path):
    file = tmp_path / "a#b?.db"
    change(
        file,
        "CREATE TABLE things (kind TEXT, amount REAL)",
        "INSERT INTO things VALUES ('a', 1), ('b', 2.5), (NULL, 3)",
    )
    return file


def test_sample_data():
    collector = SqlCollector(None)
    families = list(collector.collect(time.monotonic() + 5))
    assert len(families) == len(QUERIES)
    collector.close()


def test_file_is_read_anew_by_every_scrape(database):
    collector = SqlCollector(str(database), [query("SELECT kind, amount AS value FROM things")])
    assert read(collector) == {("a",): 1.0, ("b",): 2.5, ("",): 3.0}
    change(database, "DELETE FROM things WHERE kind = 'a'")
    assert read(collector) == {("b",): 2.5, ("",): 3.0}
    collector.close()


def test_file_cannot_be_changed(database):
    collector = SqlCollector(str(database), [query("DELETE FROM things")])
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        read(collector)


def test_missing_file_is_not_created_and_found_later(tmp_path):
    file = tmp_path / "later.db"
    collector = SqlCollector(str(file), [query("SELECT 'x' AS kind, 1 AS value")])
    with pytest.raises(sqlite3.OperationalError):
        read(collector)
    assert not file.exists()
    change(file, "CREATE TABLE t (a)")
    assert read(collector) == {("x",): 1.0}
    collector.close()


def test_file_that_was_replaced_is_opened_anew(database, tmp_path):
    collector = SqlCollector(str(database), [query("SELECT kind, amount AS value FROM things")])
    assert len(read(collector)) == 3
    new = tmp_path / "new.db"
    change(new, "CREATE TABLE things AS SELECT 'n' AS kind, 7 AS amount")
    new.rename(database)
    assert read(collector) == {("n",): 7.0}
    database.unlink()
    with pytest.raises(sqlite3.OperationalError):
        read(collector)


@pytest.mark.parametrize("sql", ["SELECT 'x' AS kind, NULL AS value", "SELECT 1 AS value WHERE 0"])
def test_no_value_means_no_family(database, sql):
    collector = SqlCollector(str(database), [query(sql), query("SELECT 'x' AS kind, 1 AS value")])
    families = list(collector.collect(time.monotonic() + 5))
    assert [len(family.samples) for family in families] == [1]
    collector.close()


@pytest.mark.parametrize("text", ["12", "-1.5e3", ".5", "+2."])
def test_numeric_text_is_a_number(database, text):
    collector = SqlCollector(str(database), [query(f"SELECT 'x' AS kind, '{text}' AS value")])
    assert read(collector) == {("x",): float(text)}
    collector.close()


@pytest.mark.parametrize("text", ["many", "", "nan", "1_000", "0x10", "1 2"])
def test_other_text_is_an_error(database, text):
    collector = SqlCollector(str(database), [query(f"SELECT 'x' AS kind, '{text}' AS value")])
    with pytest.raises(ValueError, match=f"example_things: the column value holds {text}, not a"):
        read(collector)
    collector.close()


def test_whole_number_as_a_label_has_no_decimal_point(database):
    sql = "SELECT 1.0 AS kind, 1 AS value UNION ALL SELECT 2.5, 2 UNION ALL SELECT 3, 3"
    collector = SqlCollector(str(database), [query(sql)])
    assert read(collector) == {("1",): 1.0, ("2.5",): 2.0, ("3",): 3.0}
    collector.close()


def test_two_rows_for_the_same_labels_are_refused(database):
    sql = "SELECT 'x' AS kind, 1 AS value UNION ALL SELECT 'x', 2"
    collector = SqlCollector(str(database), [query(sql)])
    with pytest.raises(ValueError, match="more than one row"):
        read(collector)
    collector.close()


def test_query_is_cut_off_at_the_deadline(database):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'x' AS kind, COUNT(*) AS value FROM n"
    collector = SqlCollector(str(database), [query(endless)])
    started = time.monotonic()
    with pytest.raises(TimeoutError, match="deadline"):
        read(collector, seconds=0.3)
    assert time.monotonic() - started < 2


def test_one_connection_for_many_scrapes(database, monkeypatch):
    opened = []
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: opened.append(a) or connect(*a, **k))
    collector = SqlCollector(str(database), [query("SELECT kind, amount AS value FROM things")])
    for _ in range(20):
        read(collector)
    assert len(opened) == 1
    collector.close()
