import logging
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from {{{package}}}.collectors.json_api import JsonApiCollector
from {{{package}}}.collectors.json_api_reading import JsonMetric

from .conftest import PACKAGE, SUCCESS, by_collector, scrape, series
from .upstream import close_early, countdown, reply, reply_json

QUEUES = JsonMetric(
    family=GaugeMetricFamily,
    name="fake_queue_length",
    help="A test.",
    each="queues[]",
    value="length",
    labels={"queue": "name"},
)
PROCESSED = JsonMetric(
    family=CounterMetricFamily,
    name="fake_processed_total",
    help="A test.",
    value="processed",
    labels={},
)


@pytest.fixture
def start(make_app, start_upstream):
    def start_reading(answer, **options):
        upstream = start_upstream(answer)
        collector = JsonApiCollector(upstream.url, metrics=[QUEUES, PROCESSED], **options)
        return upstream, make_app(collectors=[collector])

    return start_reading


def read(app):
    """Whether the scrape succeeded, and its own series."""
    text = scrape(app)
    return by_collector(text, SUCCESS) == {"json-api": 1}, series(text, "fake_")


def test_the_document_of_the_configuration_is_read(make_app, start_upstream):
    upstream = start_upstream(reply_json({}))
    scrape(make_app({"collector.json-api": "true", "json-api.url": f"{upstream.url}/stats"}))
    assert [request.path for request in upstream.requests] == ["/stats"]


def test_values_go_up_and_down_and_what_is_gone_is_gone(start):
    upstream, app = start(reply_json({"processed": 100, "queues": []}))
    assert read(app)[1] == ["fake_processed_total 100.0"]
    queues = [{"name": "a", "length": 1}, {"name": "b", "length": 2}]
    upstream.answer = reply_json({"processed": 150, "queues": queues})
    assert read(app)[1] == [
        'fake_queue_length{queue="a"} 1.0',
        'fake_queue_length{queue="b"} 2.0',
        "fake_processed_total 150.0",
    ]
    upstream.answer = reply_json({"processed": 20, "queues": queues[1:]})
    assert read(app)[1] == ['fake_queue_length{queue="b"} 2.0', "fake_processed_total 20.0"]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (reply(503, "{}"), "the server answered with status 503"),
        (reply(200, "<html>"), "the answer is not JSON"),
        (reply(200, "[NaN]"), "the answer is not JSON"),
        (reply(200, b'"\xff"'), "the answer is not JSON"),
        (reply(200, "[" * 100_000), "the answer is not JSON"),
        (reply(200, f'"{"x" * 10_000_000}"'), "the answer is larger than 10000000 bytes"),
        (close_early, "the answer ended too early"),
        (reply_json({"processed": "many"}), 'processed gives "many", not a number'),
    ],
    ids=lambda value: value if isinstance(value, str) else "answer",
)
def test_a_wrong_answer_fails_the_collector_until_it_is_over(start, caplog, answer, message):
    upstream, app = start(answer)
    with caplog.at_level(logging.WARNING, PACKAGE):
        assert read(app) == (False, [])
    error = caplog.records[-1].error
    assert message in error
    assert error.startswith(f"{upstream.url}/") or message.endswith("not a number")
    upstream.answer = reply(200, '{"processed": 1}', **{"Content-Type": "text/html"})
    assert read(app) == (True, ["fake_processed_total 1.0"])


def test_a_metric_that_cannot_be_read_is_named_and_takes_no_other_with_it(start, caplog):
    queues = [{"name": "a", "length": "long"}]
    _, app = start(reply_json({"processed": 7, "queues": queues}))
    with caplog.at_level(logging.WARNING, PACKAGE):
        assert read(app) == (False, ["fake_processed_total 7.0"])
    assert caplog.records[-1].error == 'length gives "long", not a number (fake_queue_length)'


def test_the_server_is_stopped_and_started_again(start):
    upstream, app = start(reply_json({"processed": 1}))
    assert read(app)[0]
    upstream.stop()
    assert read(app) == (False, [])
    upstream.start()
    assert read(app) == (True, ["fake_processed_total 1.0"])


def test_a_slow_server_costs_the_scrape_no_more_than_its_time(start):
    _, app = start(lambda handler: time.sleep(6))
    started = time.monotonic()
    text = scrape(app, X_Prometheus_Scrape_Timeout_Seconds="1")
    assert time.monotonic() - started < 3
    assert by_collector(text, SUCCESS) == {"json-api": 0}


def test_redirects_are_followed(start, start_upstream):
    document = reply_json({"processed": 1})
    target = start_upstream(lambda h: document(h) if h.path == "/0" else countdown(h))
    _, app = start(reply(302, Location=f"{target.url}/4"))
    assert read(app) == (True, ["fake_processed_total 1.0"])


def test_headers_and_token_are_sent_and_the_token_of_a_file_as_it_is_now(start, tmp_path, caplog):
    token_file = tmp_path / "token"
    headers = {"x-team": "1", "accept": "text/*"}
    upstream, app = start(
        reply_json({}), headers=headers, token="unused", token_file=str(token_file)
    )
    assert read(app) == (False, [])
    assert f": {token_file}: " in caplog.records[-1].error
    for token in ("first", "second"):
        token_file.write_text(f"{token}\n")
        assert read(app) == (True, [])
        sent = upstream.requests[-1].headers
        assert sent["authorization"] == f"Bearer {token}"
        assert (sent["x-team"], sent["accept"]) == ("1", "text/*")
    token_file.write_text("two\nlines")
    assert read(app) == (False, [])


def test_headers_of_a_file_are_sent_as_they_are_now_and_not_told_when_wrong(
    start, tmp_path, caplog
):
    headers_file = tmp_path / "headers"
    upstream, app = start(
        reply_json({}), headers={"x-team": "unused"}, headers_file=str(headers_file)
    )
    assert read(app) == (False, [])
    for key in ("first", "second"):
        headers_file.write_text(f"X-Key: {key}\nX-Zone: a\n")
        assert read(app) == (True, [])
        sent = upstream.requests[-1].headers
        assert (sent["x-key"], sent["x-zone"], sent["x-team"]) == (key, "a", None)
    headers_file.write_text("X-Key hidden")
    with caplog.at_level(logging.WARNING, PACKAGE):
        assert read(app) == (False, [])
    assert caplog.records[-1].error.endswith(
        "headers: use a line such as Name: value for every header"
    )


def test_twenty_scrapes_at_once_are_complete_over_four_connections(start):
    def answer(handler):
        time.sleep(0.02)
        handler.send(200, b'{"processed": 5}')

    upstream, app = start(answer)
    with ThreadPoolExecutor(20) as threads:
        results = list(threads.map(lambda _: read(app), range(20)))
    assert results == [(True, ["fake_processed_total 5.0"])] * 20
    assert len(upstream.requests) == 20
    assert upstream.connections == 4
