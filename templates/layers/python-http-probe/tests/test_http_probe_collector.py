import errno
import logging
import os
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from {{{package}}}.collectors.http_probe import FAMILIES, HttpProbeCollector
from {{{package}}}.http_client import BusyError

from .conftest import LOGGER, PACKAGE, SUCCESS, by_collector, scrape, series
from .upstream import close_early, countdown, reply

AVAILABLE, TIME, STATUS = (family.name for family in FAMILIES)


@pytest.fixture
def make_collector():
    made = []

    def make(targets, **options):
        settings = {"expect_status": {200}, "timeout_seconds": 2.0, "concurrency": 10}
        made.append(HttpProbeCollector(targets, logger=LOGGER, **(settings | options)))
        return made[-1]

    yield make
    for collector in made:
        collector.close()


def hang(handler):
    time.sleep(3)


def read(collector, seconds=5.0):
    """The values by family and name of the API."""
    families = collector.collect(time.monotonic() + seconds)
    return {f.name: {s.labels["api_name"]: s.value for s in f.samples} for f in families}


def available(collector, seconds=5.0):
    return read(collector, seconds)[AVAILABLE]


def test_every_target_has_its_status_and_those_without_an_answer_no_time(
    make_collector, start_upstream
):
    moved = start_upstream(countdown)
    gone = start_upstream(reply(200))
    gone.stop()
    targets = {
        "good": start_upstream(reply(200, "fine")).url,
        "broken": start_upstream(reply(500)).url,
        "early": start_upstream(close_early).url,
        "moved": f"{moved.url}/5",
        "lost": f"{moved.url}/6",
        "huge": start_upstream(reply(200, "x" * 3_000_000)).url,
        "gone": gone.url,
    }
    found = read(make_collector(targets))
    assert found[AVAILABLE] == {
        "good": 1,
        "broken": 0,
        "early": 0,
        "moved": 1,
        "lost": 0,
        "huge": 1,
        "gone": 0,
    }
    assert found[STATUS] == {
        "good": 200,
        "broken": 500,
        "moved": 200,
        "huge": 200,
    }
    times = found[TIME]
    assert list(times) == ["good", "broken", "moved", "huge"]
    assert all(0 < seconds < 5 for seconds in times.values())


def test_expected_statuses_can_be_others_and_redirects_among_them(make_collector, start_upstream):
    upstream = start_upstream(reply(302, Location="/login"))
    found = read(make_collector({"a": upstream.url}, expect_status={204, 302}))
    assert found[AVAILABLE] == {"a": 1}
    assert found[STATUS] == {"a": 302}


def test_a_target_is_stopped_and_started_again(make_collector, start_upstream, caplog):
    upstream = start_upstream(reply(200))
    collector = make_collector({"api": upstream.url})
    with caplog.at_level(logging.DEBUG, PACKAGE):
        assert available(collector) == {"api": 1}
        upstream.stop()
        assert available(collector) == {"api": 0}
        assert available(collector) == {"api": 0}
        upstream.start()
        assert available(collector) == {"api": 1}
    assert [(record.levelname, record.message, record.api) for record in caplog.records] == [
        ("WARNING", "API is not available", "api"),
        ("INFO", "API is available again", "api"),
    ]
    assert caplog.records[0].reason == os.strerror(errno.ECONNREFUSED)


def test_targets_that_hang_are_0_within_the_time_of_the_scrape(
    make_app, make_collector, start_upstream
):
    hanging = start_upstream(hang)
    targets = {f"h{number}": hanging.url for number in range(5)}
    targets["good"] = start_upstream(reply(200)).url
    app = make_app(collectors=[make_collector(targets, concurrency=2)])
    started = time.monotonic()
    text = scrape(app, X_Prometheus_Scrape_Timeout_Seconds="3")
    assert time.monotonic() - started < 5
    lines = series(text, f"{AVAILABLE}\{{")
    assert [re.search(r" (.+)", line)[1] for line in lines] == ["0.0"] * 5 + ["1.0"]
    assert by_collector(text, SUCCESS) == {"http-probe": 1}


def test_targets_that_could_not_be_asked_fail_the_collector(make_collector, start_upstream):
    collector = make_collector({"a": start_upstream(hang).url}, concurrency=1)
    with ThreadPoolExecutor(1) as threads:
        busy = threads.submit(available, collector)
        time.sleep(0.1)
        with pytest.raises(BusyError, match="earlier requests left no time"):
            available(collector, 0.5)
        assert busy.result() == {"a": 0}


def test_twenty_scrapes_at_once_use_no_more_connections_than_allowed(
    make_collector, start_upstream
):
    def answer(handler):
        time.sleep(0.02)
        handler.send(200)

    upstream = start_upstream(answer)
    collector = make_collector({"a": upstream.url}, concurrency=3)
    with ThreadPoolExecutor(20) as threads:
        results = list(threads.map(lambda _: available(collector), range(20)))
    assert results == [{"a": 1}] * 20
    assert len(upstream.requests) == 20
    assert upstream.connections == 3
    for _ in range(20):
        assert available(collector) == {"a": 1}
    assert upstream.connections == 3
