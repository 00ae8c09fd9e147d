import logging
import threading
import time

import pytest
from prometheus_client.core import GaugeMetricFamily

from plain.exposition import seconds_left

from .conftest import LOGGER, SUCCESS, scrape


class Fixed:
    """A collector with a value, an error or a delay."""

    def __init__(self, name, value=1.0, error=None, seconds=0.0):
        self.name, self.value, self.error, self.seconds = name, value, error, seconds

    def collect(self, deadline):
        time.sleep(self.seconds)
        if self.error:
            raise self.error
        yield GaugeMetricFamily(f"example_{self.name}", "Help.", value=self.value)

    def close(self):
        pass


def test_failing_collector_loses_only_its_own_families(make_app):
    app = make_app(collectors=[Fixed("good"), Fixed("bad", error=OSError("down"))])
    response = app.test_client().get("/metrics")
    assert response.status_code == 200
    assert "example_good 1.0" in response.text
    assert "example_bad " not in response.text
    assert f'{SUCCESS}{{collector="good"}} 1.0' in response.text
    assert f'{SUCCESS}{{collector="bad"}} 0.0' in response.text


def test_slow_collector_is_left_behind_at_the_deadline(make_app):
    app = make_app(collectors=[Fixed("good"), Fixed("slow", seconds=5)])
    started = time.monotonic()
    text = scrape(app, X_Prometheus_Scrape_Timeout_Seconds="1.5")
    assert 0.9 < time.monotonic() - started < 1.5
    assert "example_good 1.0" in text
    assert "example_slow " not in text
    assert f'{SUCCESS}{{collector="slow"}} 0.0' in text


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("3", 2.5), ("30", 29.5), ("120", 119.5), ("300", 119.5), ("-1", 9.5), ("soon", 9.5)],
)
def test_time_of_a_scrape(app, header, seconds):
    headers = {"X-Prometheus-Scrape-Timeout-Seconds": header}
    with app.test_request_context(headers=headers):
        assert seconds_left() == seconds
    with app.test_request_context():
        assert seconds_left() == 9.5


def test_collectors_run_in_parallel(make_app):
    app = make_app(collectors=[Fixed(f"c{number}", seconds=0.3) for number in range(4)])
    started = time.monotonic()
    assert scrape(app).count(f"{SUCCESS}{{") == 4
    assert time.monotonic() - started < 1


def test_selected_collectors(make_app):
    app = make_app(collectors=[Fixed("one"), Fixed("two")])
    text = scrape(app, "/metrics?collect[]=two")
    assert "example_two 1.0" in text
    assert "example_one 1.0" not in text
    assert 'collector="one"' not in text
    unknown = app.test_client().get("/metrics?collect[]=three")
    assert unknown.status_code == 400
    assert "three" in unknown.text


def test_two_scrapes_at_the_same_time_are_isolated(make_app):
    barrier = threading.Barrier(2)
    numbers = iter((1.0, 2.0))

    class Counting(Fixed):
        def collect(self, deadline):
            value = next(numbers)
            barrier.wait(5)
            family = GaugeMetricFamily("example_scrape", "Help.", labels=["number"])
            family.add_metric([str(value)], value)
            yield family

    app = make_app(collectors=[Counting("counting")])
    texts = []
    threads = [threading.Thread(target=lambda: texts.append(scrape(app))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [text.count("example_scrape{") for text in texts] == [1, 1]
    assert texts[0] != texts[1]


def test_vanished_series_vanish(make_app):
    collector = Fixed("good")
    app = make_app(collectors=[collector])
    assert "example_good 1.0" in scrape(app)
    collector.error = OSError("down")
    assert "example_good" not in scrape(app)


def test_error_is_logged_once_per_change_of_state(make_app, caplog):
    collector = Fixed("flaky", error=OSError("down"))
    app = make_app(collectors=[collector])
    with caplog.at_level(logging.DEBUG, LOGGER.name):
        scrape(app)
        scrape(app)
        collector.error = None
        scrape(app)
    levels = [record.levelname for record in caplog.records if "collector" in record.message]
    assert levels == ["WARNING", "DEBUG", "INFO"]
