import math

from prometheus_client.core import GaugeMetricFamily

from watched_app.collectors.custom import METRICS, CustomCollector, CustomMetric

from .conftest import SUCCESS, by_collector, scrape, series


def test_the_metrics_of_the_table_are_read(make_app):
    text = scrape(make_app(collectors=[CustomCollector()]))
    assert by_collector(text, SUCCESS) == {"custom": 1}
    for metric in METRICS:
        assert len(series(text, metric.name)) > 0


def test_what_cannot_be_read_is_absent_and_back_with_the_next_scrape(make_app):
    samples = None

    def read_samples(deadline):
        if samples is None:
            raise OSError("not now")
        return samples

    metric = CustomMetric(GaugeMetricFamily, "fake_value", "A test.", ("key",), read_samples)
    app = make_app(collectors=[CustomCollector([metric])])
    assert series(scrape(app), "fake_value") == []
    samples = [(["a"], 1), (["b"], 2)]
    assert series(scrape(app), "fake_value") == [
        'fake_value{key="a"} 1.0',
        'fake_value{key="b"} 2.0',
    ]
    samples = [(["b"], 3)]
    assert series(scrape(app), "fake_value") == ['fake_value{key="b"} 3.0']
    samples = [(["b"], math.nan)]
    assert series(scrape(app), "fake_value") == []
