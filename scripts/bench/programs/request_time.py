"""Prints the median processor time of one request of the application, in microseconds, without a server."""

import statistics
import time

from werkzeug.test import EnvironBuilder

from exporter.app import create_app
from exporter.config import load_config

BATCHES = 30
REQUESTS = 300

app = create_app(load_config({}, {}))
environ = EnvironBuilder("/example").get_environ()


def start_response(status, headers, exc_info=None):
    assert status == "200 OK", status


def batch():
    start = time.process_time()
    for _ in range(REQUESTS):
        answer = app.wsgi_app(dict(environ), start_response)
        for _chunk in answer:
            pass
        answer.close()
    return (time.process_time() - start) / REQUESTS * 1e6


batch()
print(statistics.median(batch() for _ in range(BATCHES)))
