import logging
import time

import pytest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from plain.collector import IncompleteError
from plain.collectors.sql import Database, SqlCollector
from plain.collectors.sql_error import MOST_ROWS, ConnectError, QueryError
from plain.collectors.sql_queries import Query
from plain.collectors.sql_values import series_of
from plain.log import mask

from .conftest import PACKAGE, SUCCESS, by_collector, scrape, series


class FakeDatabase(Database):
    """Gives the rows of a test by statement."""

    def __init__(self, answers):
        self.answers = answers
        self.asked = []
        self.is_closed = False

    def query(self, sql, deadline):
        self.asked.append(sql)
        answer = self.answers[sql]
        if isinstance(answer, Exception):
            raise answer
        return answer(deadline) if callable(answer) else answer

    def close(self):
        self.is_closed = True


def query(sql, family=GaugeMetricFamily, labels=("kind",)):
    return Query(family=family, name=f"fake_{sql}", help="Things.", labels=labels, sql=sql)


def read(collector, seconds=5.0):
    families = collector.collect(time.monotonic() + seconds)
    return [
        (family.type, sample.name, sample.labels, sample.value)
        for family in families
        for sample in family.samples
    ]


def test_rows_become_series():
    answers = {
        "carts": [{"kind": "a", "value": 2}, {"kind": None, "value": "3.5"}],
        "none": [],
        "null": [{"value": None}],
        "events_total": [{"value": 7}],
    }
    queries = [
        query("carts"),
        query("none", labels=()),
        query("null", labels=()),
        query("events_total", family=CounterMetricFamily, labels=()),
    ]
    database = FakeDatabase(answers)
    collector = SqlCollector(database, queries)
    assert read(collector) == [
        ("gauge", "fake_carts", {"kind": "a"}, 2.0),
        ("gauge", "fake_carts", {"kind": ""}, 3.5),
        ("counter", "fake_events_total", {}, 7.0),
    ]
    collector.close()
    assert database.is_closed


def test_a_label_set_that_vanished_is_gone_and_a_count_may_fall():
    database = FakeDatabase({})
    collector = SqlCollector(database, [query("events_total", family=CounterMetricFamily)])
    for count in (100, 150, 20):
        database.answers["events_total"] = [{"kind": "a", "value": count}]
        assert [value for _, _, _, value in read(collector)] == [count]
    database.answers["events_total"] = [{"kind": "b", "value": 1}]
    assert [labels for _, _, labels, _ in read(collector)] == [{"kind": "b"}]


@pytest.mark.parametrize(
    ("row", "labels", "value"),
    [
        ({"kind": "a", "value": " 12345678901234567890.5 "}, ("a",), 12345678901234567890.5),
        ({"kind": "a", "value": "-1e3"}, ("a",), -1000.0),
        ({"kind": 2**53 + 1, "value": 2**53}, ("9007199254740993",), 2.0**53),
        ({"kind": 2.0, "value": 0.5}, ("2",), 0.5),
        ({"kind": True, "value": True}, ("true",), 1.0),
        ({"kind": b"\xc3\xa9", "value": False}, ("é",), 0.0),
    ],
)
def test_values_and_labels(row, labels, value):
    assert series_of([row], ["kind"]) == {labels: value}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"kind": "a", "value": "many"}], 'the column value holds "many", not a number'),
        ([{"kind": "a", "value": ""}], 'the column value holds "", not a number'),
        ([{"kind": "a", "value": "0x10"}], 'the column value holds "0x10", not a number'),
        ([{"kind": "a", "value": "NaN"}], 'the column value holds "NaN", not a number'),
        ([{"kind": "a", "value": "1e999"}], 'the column value holds "1e999", not a number'),
        ([{"value": 1}], "the query has no column kind"),
        ([{"kind": "a", "count": 1}], "the query has no column value"),
        (
            [{"kind": 'a"', "value": 1}, {"kind": 'a"', "value": 2}],
            'more than one row with the labels {kind="a\\""}',
        ),
        (
            [{"kind": "a", "y": 1, "value": 1}, {"kind": "a", "y": 2, "value": 1}],
            'more than one row with the labels {kind="a"}; the columns y are not labels',
        ),
    ],
)
def test_what_cannot_be_shown_is_named(rows, message):
    collector = SqlCollector(FakeDatabase({"things": rows}), [query("things")])
    with pytest.raises(IncompleteError) as error:
        read(collector)
    assert str(error.value) == f"{message} (fake_things)"


@pytest.mark.parametrize(
    ("value", "is_castable"),
    [
        ("2026-01-31", True),
        ("2026-01-31 08:15:30.25+01", True),
        ("08:15:30", True),
        ("3 days", True),
        ("1 year 2 mons", True),
        ("-$1,000.50", True),
        ("1 000", False),
        ("x-1", False),
    ],
)
def test_a_point_in_time_is_something_to_cast(value, is_castable):
    with pytest.raises(QueryError) as error:
        series_of([{"value": value}], [])
    assert ("; cast it to a number, such as " in str(error.value)) == is_castable


def test_a_counter_is_not_negative():
    assert series_of([{"value": "0"}], [], is_counter=True) == {(): 0.0}
    with pytest.raises(QueryError, match='holds "-1", not a number of 0 or more'):
        series_of([{"value": "-1"}], [], is_counter=True)


def test_queries_that_fail_cost_their_own_metrics_and_are_named(make_app, caplog):
    answers = {
        "denied": QueryError("permission denied for table things"),
        "events_total": [{"value": 1}],
        "count_total": [{"value": -1}],
        "carts": [{"value": 3}],
    }
    queries = [
        query("denied", labels=()),
        query("events_total", family=CounterMetricFamily, labels=()),
        query("count_total", family=CounterMetricFamily, labels=()),
        query("carts", labels=()),
    ]
    app = make_app(collectors=[SqlCollector(FakeDatabase(answers), queries)])
    with caplog.at_level(logging.WARNING, PACKAGE):
        text = scrape(app)
    assert series(text, "fake_") == ["fake_events_total 1.0", "fake_carts 3.0"]
    assert "fake_denied" not in text
    assert by_collector(text, SUCCESS) == {"sql": 0}
    assert caplog.records[-1].error == (
        "permission denied for table things (fake_denied); "
        'the column value holds "-1", not a number of 0 or more (fake_count_total)'
    )


def test_the_log_keeps_the_reason_for_a_metric_that_is_called_like_a_secret():
    database = FakeDatabase({"secret": QueryError("permission denied")})
    with pytest.raises(IncompleteError) as error:
        read(SqlCollector(database, [query("secret")]))
    assert mask(str(error.value)) == "permission denied (fake_secret)"


def test_without_a_connection_no_further_query_is_tried():
    answers = {"carts": [{"value": 3}], "lost": ConnectionError("connection lost"), "last": []}
    database = FakeDatabase(answers)
    collector = SqlCollector(database, [query(name, labels=()) for name in answers])
    with pytest.raises(RuntimeError, match=r"^connection lost \(fake_lost\)$"):
        read(collector)
    assert database.asked == ["carts", "lost"]


def test_a_failed_connection_is_about_no_query():
    database = FakeDatabase({"carts": ConnectError("connection refused")})
    with pytest.raises(ConnectError, match=r"^connection refused$"):
        read(SqlCollector(database, [query("carts")]))


def test_a_query_with_too_many_rows_costs_its_own_metric(make_app, caplog):
    rows = [{"kind": number, "value": 1} for number in range(MOST_ROWS + 1)]
    database = FakeDatabase({"many": rows, "carts": [{"kind": "a", "value": 3}]})
    app = make_app(collectors=[SqlCollector(database, [query("many"), query("carts")])])
    with caplog.at_level(logging.WARNING, PACKAGE):
        text = scrape(app)
    assert series(text, "fake_") == ['fake_carts{kind="a"} 3.0']
    assert caplog.records[-1].error == (
        "the query gives more than 100,000 rows; add them up with GROUP BY (fake_many)"
    )


def test_rows_that_come_too_late_are_not_looked_at():
    def answer(deadline):
        time.sleep(max(0.0, deadline - time.monotonic()))
        return [{"kind": "a", "value": "many"}]

    collector = SqlCollector(FakeDatabase({"late": answer}), [query("late")])
    with pytest.raises(TimeoutError):
        read(collector, seconds=0.1)


def test_the_queries_share_the_time():
    def wait(deadline):
        time.sleep(max(0.0, deadline - time.monotonic()))
        raise ConnectionError("cut off")

    collector = SqlCollector(FakeDatabase({"slow": wait}), [query("slow")])
    with pytest.raises(TimeoutError):
        read(collector, seconds=0.1)
