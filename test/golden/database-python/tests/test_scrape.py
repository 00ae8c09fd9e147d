import logging
import threading
import time

import pytest

from accounts.collector import IncompleteError
from accounts.exposition import scrape_seconds

from .conftest import ERRORS, PACKAGE, SUCCESS, by_collector, scrape, series
from .fake_collectors import Fake, counter, gauge, gauges

COLLECTOR_DURATION = "accounts_scrape_collector_duration_seconds"
DROPPED = "accounts_series_dropped_total"
LAST_SUCCESS = "accounts_collector_last_success_timestamp_seconds"


def fail(_deadline):
    yield gauge("fake_bad", 1)
    raise OSError("upstream is down")


GOOD = Fake("good", lambda _: [gauge("fake_good", 1)])
BAD = Fake("bad", fail)


def test_an_answer_that_never_comes_is_one_error_whoever_gives_up_first(make_app):
    def give_up(deadline):
        time.sleep(max(0, deadline - time.monotonic()))
        raise TimeoutError("there was no answer in time")

    runner = make_app(collectors=[Fake("late", give_up)]).extensions["exporter"].runner
    errors = [runner.run(0.05).runs[0].error for _ in range(20)]
    assert set(errors) == {"no answer within 0.05 s"}


def test_everything_works(make_app):
    text = scrape(make_app(collectors=[GOOD]))
    assert by_collector(text, SUCCESS) == {"good": 1}
    assert by_collector(text, ERRORS) == {"good": 0}
    assert by_collector(text, DROPPED) == {"good": 0}
    assert list(by_collector(text, COLLECTOR_DURATION)) == ["good"]
    assert LAST_SUCCESS not in text


def test_failing_collector_loses_only_its_own_families(make_app):
    app = make_app(collectors=[BAD, GOOD])
    response = app.test_client().get("/metrics")
    assert response.status_code == 200
    assert series(response.text, "fake_") == ["fake_good 1.0"]
    assert by_collector(response.text, SUCCESS) == {"bad": 0, "good": 1}
    assert by_collector(scrape(app), ERRORS) == {"bad": 2, "good": 0}


def test_a_collector_with_something_missing_has_failed_and_shows_what_it_has(make_app, caplog):
    missing = ["fake_a: no such table", "fake_b: permission denied"]

    def read(_deadline):
        yield gauge("fake_partial", 1)
        raise IncompleteError([OSError(text) for text in missing])

    app = make_app(collectors=[Fake("partial", read)])
    with caplog.at_level(logging.DEBUG, PACKAGE):
        text = scrape(app)
        scrape(app)
        del missing[0]
        scrape(app)
    assert series(text, "fake_") == ["fake_partial 1.0"]
    assert by_collector(text, SUCCESS) == {"partial": 0}
    assert by_collector(text, ERRORS) == {"partial": 1}
    failures = [record for record in caplog.records if record.message == "collector failed"]
    assert [(record.levelname, record.error) for record in failures] == [
        ("WARNING", "fake_a: no such table; fake_b: permission denied"),
        ("DEBUG", "fake_a: no such table; fake_b: permission denied"),
        ("WARNING", "fake_b: permission denied"),
    ]


def test_an_error_is_warned_of_once_whatever_it_quotes(make_app, caplog):
    texts = [
        'load is "1\\"2 %"',
        'load is "34 %"',
        "code 500",
        "code 403",
        "in 0.1 s",
        "in 0.23 s",
        'load is {"at":1}',
        'load is {"at":2, "of…',
        'load is "a lon…',
        "user 'a'@'b' can't",
        "user 'c'@'d' can't",
        "user 'c'@'d' won't",
    ]
    remaining = iter(texts)

    def read(_deadline):
        raise OSError(next(remaining))

    app = make_app(collectors=[Fake("vague", read)])
    with caplog.at_level(logging.DEBUG, PACKAGE):
        for _ in texts:
            scrape(app)
    failures = [record for record in caplog.records if record.message == "collector failed"]
    assert [record.error for record in failures if record.levelname == "WARNING"] == [
        'load is "1\\"2 %"',
        "code 500",
        "code 403",
        "in 0.1 s",
        'load is {"at":1}',
        "user 'a'@'b' can't",
        "user 'c'@'d' won't",
    ]


def test_late_and_hanging_collectors_are_left_behind_at_the_deadline(make_app):
    forever = threading.Event()

    def sleep_until(deadline):
        time.sleep(max(0.0, deadline - time.monotonic()))
        raise TimeoutError("the upstream is slow")

    late = Fake("late", sleep_until)
    hanging = Fake("hanging", lambda _: forever.wait() and [])
    app = make_app(collectors=[late, hanging, GOOD])
    started = time.monotonic()
    text = scrape(app, X_Prometheus_Scrape_Timeout_Seconds="0.8")
    assert time.monotonic() - started < 0.8
    forever.set()
    assert series(text, "fake_") == ["fake_good 1.0"]
    assert by_collector(text, SUCCESS) == {"late": 0, "hanging": 0, "good": 1}


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("3", 2.5), ("30", 29.5), ("120", 119.5), ("300", 119.5), ("-1", 9.5), ("soon", 9.5)],
)
def test_time_of_a_scrape(app, header, seconds):
    headers = {"X-Prometheus-Scrape-Timeout-Seconds": header}
    with app.test_request_context(headers=headers):
        assert scrape_seconds() == seconds
    with app.test_request_context():
        assert scrape_seconds() == 9.5


def test_what_the_upstream_says_is_shown_as_it_is(make_app):
    events = {"a": 100, "b": 1}
    app = make_app(collectors=[Fake("upstream", lambda _: [counter("fake", events)])])
    assert series(scrape(app), "fake_total") == [
        'fake_total{key="a"} 100.0',
        'fake_total{key="b"} 1.0',
    ]
    del events["b"]
    for value in (150, 20):
        events["a"] = value
        assert series(scrape(app), "fake_total") == [f'fake_total{{key="a"}} {value}.0']


def test_collect_chooses_collectors_and_refuses_unknown_names(make_app):
    app = make_app(collectors=[BAD, GOOD])
    text = scrape(app, "/metrics?collect[]=good")
    assert series(text, "fake_") == ["fake_good 1.0"]
    assert by_collector(text, SUCCESS) == {"good": 1}
    both = scrape(app, "/metrics?collect[]=good&collect[]=bad")
    assert by_collector(both, SUCCESS) == {"bad": 0, "good": 1}
    unknown = app.test_client().get("/metrics?collect%5B%5D=none")
    assert unknown.status_code == 400
    assert unknown.text == 'There is no enabled collector called "none".\n'


def test_a_name_that_exists_already_fails_the_collector_that_came_later(make_app):
    twin = Fake("twin", lambda _: [gauge("fake_good", 2)])
    thieves = [
        Fake("gauge", lambda _: [gauge(SUCCESS, 1)]),
        Fake("counter", lambda _: [counter(ERRORS.removesuffix("_total"), {"a": 1})]),
    ]
    text = scrape(make_app(collectors=[GOOD, twin, *thieves]))
    assert series(text, "fake_good") == ["fake_good 1.0"]
    assert by_collector(text, SUCCESS) == {"good": 1, "twin": 0, "gauge": 0, "counter": 0}


@pytest.mark.parametrize(
    "family",
    [
        gauges("fake_broken", {None: 1}),
        gauges("fake_broken", {"a": "1"}),
        "fake_broken 1",
    ],
)
def test_a_family_that_cannot_be_written_fails_its_collector_alone(make_app, family):
    broken = Fake("broken", lambda _: [family])
    text = scrape(make_app(collectors=[broken, GOOD]))
    assert series(text, "fake_") == ["fake_good 1.0"]
    assert by_collector(text, SUCCESS) == {"broken": 0, "good": 1}


def test_a_label_set_that_comes_twice_fails_its_collector(make_app):
    family = gauges("fake_twice", {"a": 1})
    family.add_metric(["a"], 2)
    text = scrape(make_app(collectors=[Fake("twice", lambda _: [family])]))
    assert series(text, "fake_") == []


def test_a_negative_counter_fails_its_collector_and_is_named(make_app, caplog):
    negative = Fake("negative", lambda _: [counter("fake_lost_total", {"a": -5})])
    with caplog.at_level(logging.WARNING, PACKAGE):
        assert series(scrape(make_app(collectors=[negative])), "fake_") == []
    assert caplog.records[-1].error == "fake_lost_total: a counter cannot be -5"


def test_error_is_logged_once_per_change_of_state(make_app, caplog):
    def flaky(_deadline):
        if down:
            raise OSError("upstream is down")
        return []

    down = True
    app = make_app(collectors=[Fake("flaky", flaky)])
    with caplog.at_level(logging.DEBUG, PACKAGE):
        scrape(app)
        scrape(app)
        down = False
        scrape(app)
        scrape(app)
    levels = [record.levelname for record in caplog.records if "collector" in record.message]
    assert levels == ["WARNING", "DEBUG", "INFO"]
