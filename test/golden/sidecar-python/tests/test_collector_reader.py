import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from shop_sidecar import collector_reader
from shop_sidecar.collector import IncompleteError

from .conftest import SUCCESS, by_collector, scrape, series
from .fake_collectors import Fake, gauge

LAST_SUCCESS = "shop_collector_last_success_timestamp_seconds"


class Counting(Fake):
    """Counts its reads; some fail, each takes a while."""

    def __init__(self, *, min_interval, seconds=0.0, failing=(), missing=()):
        super().__init__("costly", self._count, min_interval=min_interval)
        self.seconds, self.failing, self.missing = seconds, failing, missing
        self.reads = 0

    def _count(self, _deadline):
        self.reads += 1
        number = self.reads
        time.sleep(self.seconds)
        if number in self.failing:
            raise OSError("upstream is down")
        yield gauge("fake_reads", number)
        if self.missing:
            raise IncompleteError(self.missing)


def test_a_read_is_kept_for_the_interval_and_its_age_is_told(make_app):
    collector = Counting(min_interval=0.4)
    app = make_app(collectors=[collector])
    text = scrape(app)
    assert "# HELP fake_reads A test. (cached for up to 0.4 s)" in text.splitlines()
    (first,) = series(text, LAST_SUCCESS)
    assert float(first.split(" ")[1]) == pytest.approx(time.time(), abs=5)
    again = scrape(app)
    assert series(again, "fake_") == ["fake_reads 1.0"]
    assert by_collector(again, SUCCESS) == {"costly": 1}
    assert series(again, LAST_SUCCESS) == [first]
    time.sleep(0.5)
    assert collector.reads == 1
    assert series(scrape(app), "fake_") == ["fake_reads 2.0"]


def test_scrapes_that_come_together_share_one_read(make_app):
    collector = Counting(min_interval=60, seconds=0.2)
    app = make_app(collectors=[collector])
    with ThreadPoolExecutor(20) as pool:
        texts = list(pool.map(lambda _: scrape(app), range(20)))
    assert collector.reads == 1
    assert all(series(text, "fake_") == ["fake_reads 1.0"] for text in texts)


def test_a_failed_read_is_not_kept_and_the_one_before_it_is_not_shown(make_app):
    collector = Counting(min_interval=0.2, failing=[2])
    app = make_app(collectors=[collector])
    success = series(scrape(app), LAST_SUCCESS)
    time.sleep(0.3)
    failed = scrape(app)
    assert series(failed, "fake_") == []
    assert by_collector(failed, SUCCESS) == {"costly": 0}
    assert series(failed, LAST_SUCCESS) == success
    assert series(scrape(app), "fake_") == ["fake_reads 3.0"]
    assert collector.reads == 3


def test_a_read_with_something_missing_is_kept_but_was_no_success(make_app):
    collector = Counting(min_interval=60, missing=[OSError("fake_other: no such table")])
    app = make_app(collectors=[collector])
    for _ in range(2):
        text = scrape(app)
        assert series(text, "fake_") == ["fake_reads 1.0"]
        assert by_collector(text, SUCCESS) == {"costly": 0}
        assert LAST_SUCCESS not in text
    assert collector.reads == 1


def test_before_the_first_success_there_is_no_time_of_it(make_app):
    app = make_app(collectors=[Counting(min_interval=60, failing=[1])])
    assert LAST_SUCCESS not in scrape(app)


def test_a_scrape_in_a_hurry_does_not_end_the_read_of_the_others(make_app):
    collector = Counting(min_interval=60, seconds=0.6)
    app = make_app(collectors=[collector])
    assert series(scrape(app, X_Prometheus_Scrape_Timeout_Seconds="0.7"), "fake_") == []
    assert series(scrape(app), "fake_") == ["fake_reads 1.0"]
    assert collector.reads == 1


def test_a_shared_read_that_hangs_is_left_behind(make_app, monkeypatch):
    monkeypatch.setattr(collector_reader, "_SHARED_READ_SECONDS", 0.1)
    collector = Counting(min_interval=60, seconds=1)
    app = make_app(collectors=[collector])
    assert series(scrape(app, X_Prometheus_Scrape_Timeout_Seconds="0.7"), "fake_") == []
    while collector.reads == 0:
        time.sleep(0.01)
    time.sleep(0.3)
    collector.seconds = 0
    assert series(scrape(app), "fake_") == ["fake_reads 2.0"]


def test_a_shared_read_that_is_late_has_one_error_whoever_gives_up_first(monkeypatch):
    def give_up(deadline):
        time.sleep(max(0, deadline - time.monotonic()))
        raise OSError("cut off")

    monkeypatch.setattr(collector_reader, "_SHARED_READ_SECONDS", 0.05)
    reader = collector_reader.CollectorReader(Fake("late", give_up, min_interval=60))
    for _ in range(10):
        with pytest.raises(TimeoutError, match="^no answer within 0.05 s$"):
            reader.read(time.monotonic())
