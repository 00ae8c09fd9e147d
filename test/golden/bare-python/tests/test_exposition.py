import gzip

import pytest

from .conftest import BUILD_INFO, scrape

TEXT = "text/plain; version=0.0.4; charset=utf-8"
PROMETHEUS_3 = (
    "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
    "application/openmetrics-text;version=0.0.1;q=0.5,"
    "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
)


@pytest.mark.parametrize(
    "accept",
    [
        None,
        "*/*",
        "text/plain",
        "text/html",
        "text/plain;version=abc",
        "application/openmetrics-text;version=\xff\xfe",
        'application/openmetrics-text;version="1.0.0";q=abc',
    ],
)
def test_plain_clients_get_the_text_format(app, accept):
    headers = {"Accept": accept} if accept else {}
    response = app.test_client().get("/metrics", headers=headers)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == TEXT


@pytest.mark.parametrize("accept", ["application/openmetrics-text; version=1.0.0", PROMETHEUS_3])
def test_openmetrics_is_negotiated(app, accept):
    response = app.test_client().get("/metrics", headers={"Accept": accept})
    expected = "application/openmetrics-text; version=1.0.0; charset=utf-8"
    assert response.headers["Content-Type"].startswith(expected)
    assert response.text.endswith("# EOF\n")


def test_openmetrics_can_be_parsed(app):
    from prometheus_client.openmetrics.parser import text_string_to_metric_families

    app.test_client().get("/")
    text = scrape(app, Accept="application/openmetrics-text; version=1.0.0")
    assert len(list(text_string_to_metric_families(text))) > 5


def test_compression_when_accepted(app):
    plain = app.test_client().get("/metrics")
    packed = app.test_client().get("/metrics", headers={"Accept-Encoding": "gzip"})
    refused = app.test_client().get("/metrics", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in plain.headers
    assert "Content-Encoding" not in refused.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept, Accept-Encoding"
    assert BUILD_INFO in gzip.decompress(packed.data).decode()


def test_head_has_headers_only(app):
    response = app.test_client().head("/metrics")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == TEXT
    assert response.data == b""


def test_another_path(make_app):
    app = make_app({"web.telemetry-path": "/internal/metrics"})
    assert BUILD_INFO in scrape(app, "/internal/metrics")
    assert app.test_client().get("/metrics").status_code == 404


def test_an_error_is_plain_text_without_a_stack(app):
    class Broken:
        def collect(self):
            raise RuntimeError("secret detail")

    app.extensions["exporter"].registry.register(Broken())
    response = app.test_client().get("/metrics")
    assert response.status_code == 500
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "secret detail" not in response.text
    assert "Traceback" not in response.text


def test_no_more_than_the_permitted_scrapes_at_the_same_time(make_app):
    inner = []

    class Nested:
        def collect(self):
            inner.append(app.test_client().get("/metrics").status_code)
            return []

    app = make_app({"web.max-requests": "1"})
    app.extensions["exporter"].registry.register(Nested())
    assert app.test_client().get("/metrics").status_code == 200
    assert inner == [503]
    assert app.test_client().get("/metrics").status_code == 200
