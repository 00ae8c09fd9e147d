import base64
import re
import time

import pytest

from nightly_import.command_line import read_arguments
from nightly_import.config import load_config
from nightly_import.gateway import GatewayError, Group

from .gateways import closed_address


def group_at(url, *flags, **arguments):
    _, texts = read_arguments([f"--push.url={url}", *flags])
    return Group(load_config(texts, {}), "import", **arguments)


def failure_of(group):
    with pytest.raises(GatewayError) as error:
        group.send("PUT", b"a 1\n")
    return error.value


def credentials_of(request):
    return base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()


def test_metrics_are_sent_to_the_group_behind_the_path_prefix(fault_gateway):
    gateway = fault_gateway()
    group_at(f"{gateway.url}/team/push/", "--push.grouping=path=/var").send("POST", b"a 1\n")
    request = gateway.requests[0]
    assert request.method == "POST"
    assert request.path == "/team/push/metrics/job/import/path@base64/L3Zhcg"
    assert request.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "authorization" not in request.headers
    assert request.body == "a 1\n"


def test_credentials_of_the_url_are_sent_and_not_shown(fault_gateway):
    gateway = fault_gateway()
    group = group_at(gateway.url.replace("//", "//job:p%3Ass@"))
    group.send("PUT", b"")
    assert credentials_of(gateway.requests[0]) == "job:p:ss"
    assert group.url == f"{gateway.url}/metrics/job/import"


def test_the_password_file_is_read_again_for_each_request(fault_gateway, tmp_path):
    gateway = fault_gateway()
    file = tmp_path / "password"
    file.write_text("old\n")
    group = group_at(gateway.url, "--push.username=job", f"--push.password-file={file}")
    group.send("PUT", b"")
    file.write_text("new\n")
    group.send("PUT", b"")
    assert [credentials_of(request) for request in gateway.requests] == ["job:old", "job:new"]


@pytest.mark.parametrize(
    ("answer", "retry", "message"),
    [
        (500, True, "^the Pushgateway answered 500$"),
        ((503, "busy\n"), True, "the Pushgateway answered 503: busy"),
        (429, True, "answered 429"),
        ((400, "improper label name"), False, "answered 400: improper label name$"),
        ((400, "a is not a COUNTER"), False, "is not a COUNTER: another group .* rename yours"),
        ((400, "a has type GAUGE but should have COUNTER"), False, "COUNTER: another group has"),
        (
            (400, f"{'bucket ' * 500}was collected before with the same name and label values\n"),
            False,
            "bucket bucket .*: a metric of .* choose another key for --push.grouping$",
        ),
        (
            (400, "Client sent an HTTP request to an HTTPS server.\n"),
            False,
            "to an HTTPS server: use https in --push.url$",
        ),
        (401, False, "answered 401: check the user and the password"),
        (404, False, "answered 404: check the path prefix of http:"),
        ((301, "", {"Location": "http://new/"}), False, "301: go to http://new/, set --push.url"),
    ],
)
def test_which_answers_are_worth_another_attempt(fault_gateway, answer, retry, message):
    gateway = fault_gateway(answer)
    error = failure_of(group_at(gateway.url))
    assert error.retry == retry
    assert re.search(message, str(error))
    assert len(gateway.requests) == 1


def test_an_answer_is_read_up_to_a_bound(fault_gateway):
    endless = (500, "x" * 200_000, {"Content-Length": "1000000000"})
    error = failure_of(group_at(fault_gateway(endless).url, "--push.timeout=5"))
    assert str(error) == f"the Pushgateway answered 500: {'x' * 500}"


def test_a_gateway_that_is_down_is_worth_another_attempt():
    url = f"http://{closed_address()}"
    error = failure_of(group_at(url))
    assert str(error) == f"cannot reach the Pushgateway at {url}: ECONNREFUSED"
    assert error.retry


def test_a_gateway_that_is_slow_is_not_waited_for(fault_gateway):
    error = failure_of(group_at(fault_gateway("silence").url, "--push.timeout=0.1"))
    assert str(error) == "the Pushgateway did not answer within 0.1 s"
    assert error.retry


def test_a_request_ends_when_there_is_no_time_left(fault_gateway):
    end = time.monotonic() + 0.1
    error = failure_of(group_at(fault_gateway("silence").url, limit=lambda: end))
    assert str(error) == "there was no time left for an answer of the Pushgateway"
