import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from .conftest import PACKAGE, SUCCESS, by_collector, scrape, series
from .fake_collectors import Fake, gauge, gauges


class Numbering(Fake):
    """Numbers its reads, and shows three series of each."""

    def __init__(self, seconds=0.05):
        super().__init__("numbering", self._number)
        self.seconds = seconds
        self.reads = 0
        self.lock = threading.Lock()

    def _number(self, _deadline):
        with self.lock:
            self.reads += 1
            number = self.reads
        yield gauges("fake_read", {f"{number}a": 1, f"{number}b": 1})
        time.sleep(self.seconds)
        yield gauge("fake_number", number)


def together(count, work):
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(lambda _: work(), range(count)))


def test_twenty_scrapes_at_once_are_complete_and_do_not_mix(make_app):
    app = make_app(collectors=[Numbering()])
    numbers = set()
    for text in together(20, lambda: scrape(app)):
        number = re.search(r"^fake_number (\d+)\.0$", text, re.MULTILINE)[1]
        numbers.add(number)
        assert series(text, "fake_read") == [
            f'fake_read{{key="{number}a"}} 1.0',
            f'fake_read{{key="{number}b"}} 1.0',
        ]
        assert by_collector(text, SUCCESS) == {"numbering": 1}
    assert len(numbers) == 20


def test_scrapes_over_the_limit_are_refused_and_the_others_answered(make_app):
    app = make_app({"web.max-requests": "5"}, collectors=[Numbering(0.5)])
    statuses = together(20, lambda: app.test_client().get("/metrics").status_code)
    assert (statuses.count(200), statuses.count(503)) == (5, 15)
    assert app.test_client().get("/metrics").status_code == 200


def test_collectors_of_one_scrape_run_side_by_side(make_app):
    def sleep(_deadline):
        time.sleep(0.3)
        return []

    app = make_app(collectors=[Fake(name, sleep) for name in "abcd"])
    started = time.monotonic()
    assert by_collector(scrape(app), SUCCESS) == dict.fromkeys("abcd", 1)
    assert time.monotonic() - started < 0.9


def test_a_collector_that_never_ends_is_not_started_without_end(make_app, caplog):
    released = threading.Event()
    started = []

    def hang(_deadline):
        started.append(1)
        released.wait(30)
        return []

    app = make_app({"web.max-requests": "0"}, collectors=[Fake("hanging", hang)])
    with caplog.at_level("DEBUG", PACKAGE):
        together(110, lambda: scrape(app, X_Prometheus_Scrape_Timeout_Seconds="0.6"))
    released.set()
    assert len(started) == 100
    assert any("earlier reads have not ended" in str(vars(record)) for record in caplog.records)
