import base64
import os
import shutil
import ssl
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

import bcrypt
import pytest
import yaml

from plain import basic_auth
from plain.option_values import ConfigError
from plain.web_config import load_web_config
from plain.web_config_file import WebConfigFile

from .conftest import LOGGER, needs_promtool

HASH = bcrypt.hashpw(b"secret", bcrypt.gensalt(4)).decode()
TLS = "tls_server_config:\n  cert_file: x\n  key_file: y"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "web-config.yml"


def write(file, text):
    """Replace the content with a new time, whatever the resolution of the clock."""
    before = file.stat().st_mtime_ns if file.exists() else 0
    file.write_text(text)
    os.utime(file, ns=(before + 10**9, before + 10**9))


def get(app, path="/metrics", credentials=None):
    headers = {}
    if credentials:
        headers["Authorization"] = "Basic " + base64.b64encode(credentials.encode()).decode()
    return app.test_client().get(path, headers=headers).status_code


def test_basic_auth(make_app, file):
    write(file, f"basic_auth_users:\n  prometheus: {HASH}\n")
    app = make_app(web_config=WebConfigFile(str(file), LOGGER))
    app.add_url_rule("/orders", "orders", lambda: "an order")
    assert get(app) == 401
    assert get(app, credentials="prometheus:wrong") == 401
    assert get(app, credentials="nobody:secret") == 401
    assert get(app, credentials="prometheus:secret") == 200
    assert get(app, credentials="prometheus:secret") == 200
    assert get(app, credentials="prometheus:" + "long" * 50) == 401
    assert get(app, "/") == get(app, "/nowhere") == get(app, "/orders") == 401
    assert get(app, "/healthz") == get(app, "/readyz") == 200


@pytest.mark.parametrize("header", ["Basic", "Basic \xff\xfe", "Basic !!!", "Bearer \xff", "\xff"])
def test_a_header_that_cannot_be_read_lets_nobody_in(make_app, file, header):
    write(file, f"basic_auth_users:\n  prometheus: {HASH}\n")
    client = make_app(web_config=WebConfigFile(str(file), LOGGER)).test_client()
    assert client.get("/metrics", headers={"Authorization": header}).status_code == 401


def test_success_is_cached_and_failure_costs_bcrypt(make_app, file, monkeypatch):
    write(file, f"basic_auth_users:\n  prometheus: {HASH}\n")
    app = make_app(web_config=WebConfigFile(str(file), LOGGER))
    checked = []
    checkpw = bcrypt.checkpw
    monkeypatch.setattr(bcrypt, "checkpw", lambda *a: checked.append(a[1]) or checkpw(*a))
    for _ in range(3):
        get(app, credentials="prometheus:secret")
    assert len(checked) == 1
    get(app, credentials="nobody:secret")
    assert len(checked) == 2
    assert checked[1][:7] == HASH.encode()[:7]


def test_guesses_are_compared_one_at_a_time_and_few_of_them_wait(make_app, file, monkeypatch):
    write(file, f"basic_auth_users:\n  prometheus: {HASH}\n")
    app = make_app(web_config=WebConfigFile(str(file), LOGGER))
    assert get(app, credentials="prometheus:secret") == 200
    refused = threading.Semaphore(0)
    running, most = [], []

    def compare(*_):
        running.append(1)
        most.append(len(running))
        for _ in range(3):
            assert refused.acquire(timeout=20)
        # The next one does not wait.
        refused.release(3)
        running.pop()
        return False

    monkeypatch.setattr(bcrypt, "checkpw", compare)

    def guess(number):
        status = get(app, credentials=f"prometheus:guess{number}")
        if status == 429:
            # The password that is known already is let in meanwhile.
            assert get(app, credentials="prometheus:secret") == 200
            refused.release()
        return status

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(guess, range(8))) == [401] * 5 + [429] * 3
    assert max(most) == 1
    assert get(app, credentials="prometheus:wrong") == 401


def test_a_refusal_says_when_to_come_again(make_app, file, monkeypatch):
    write(file, f"basic_auth_users:\n  prometheus: {HASH}\n")
    monkeypatch.setattr(basic_auth, "_MOST_COMPARISONS", 0)
    client = make_app(web_config=WebConfigFile(str(file), LOGGER)).test_client()
    response = client.get("/metrics", auth=("prometheus", "secret"))
    assert (response.status_code, response.text) == (429, "Too many requests\n")
    assert response.headers["Retry-After"] == "1"


def test_file_is_read_again_and_a_broken_version_is_not_used(make_app, file, caplog):
    write(file, f"basic_auth_users:\n  first: {HASH}\n")
    app = make_app(web_config=WebConfigFile(str(file), LOGGER))
    write(file, "basic_auth_users: [")
    assert get(app, credentials="first:secret") == 200
    assert get(app, credentials="first:secret") == 200
    assert caplog.text.count("configuration not changed") == 1
    write(file, "tls_server_config: [")
    assert get(app, credentials="first:secret") == 200
    assert caplog.text.count("configuration not changed") == 2
    write(file, f"basic_auth_users:\n  second: {HASH}\n")
    assert get(app, credentials="first:secret") == 401
    assert get(app, credentials="second:secret") == 200


@pytest.mark.parametrize("text", ["", "basic_auth_users:", "basic_auth_users: {}", "# later"])
def test_a_file_that_has_lost_its_users_protects_as_before(make_app, file, caplog, text):
    write(file, f"basic_auth_users:\n  first: {HASH}\n")
    app = make_app(web_config=WebConfigFile(str(file), LOGGER))
    write(file, text)
    assert get(app) == get(app) == 401
    assert get(app, credentials="first:secret") == 200
    assert caplog.text.count("configuration not changed") == 1
    write(file, f"basic_auth_users:\n  second: {HASH}\n")
    assert get(app, credentials="second:secret") == 200
    # At the start an empty file means what it does for other exporters.
    write(file, text)
    assert get(make_app(web_config=WebConfigFile(str(file), LOGGER))) == 200


def test_version_that_failed_is_tried_again(tmp_path, file, certificate, caplog):
    certificate("first")
    write(file, "tls_server_config: {cert_file: tls.crt, key_file: tls.key}\n")
    web_config = WebConfigFile(str(file), LOGGER)
    first = web_config.current().ssl_context
    write(file, "tls_server_config: {cert_file: new.crt, key_file: tls.key}\n")
    assert web_config.current().ssl_context is first
    assert web_config.current().ssl_context is first
    assert caplog.text.count("configuration not changed") == 1
    shutil.copy(tmp_path / "tls.crt", tmp_path / "new.crt")
    assert web_config.current().ssl_context is not first


def test_change_while_the_file_is_read_is_not_missed(file, monkeypatch):
    write(file, f"basic_auth_users:\n  first: {HASH}\n")
    web_config = WebConfigFile(str(file), LOGGER)
    write(file, f"basic_auth_users:\n  second: {HASH}\n")
    safe_load = yaml.safe_load

    def load_and_change(text):
        monkeypatch.undo()
        write(file, f"basic_auth_users:\n  third: {HASH}\n")
        return safe_load(text)

    monkeypatch.setattr(yaml, "safe_load", load_and_change)
    assert list(web_config.current().users) == ["second"]
    assert list(web_config.current().users) == ["third"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("tls: {}", "the key tls is not supported, use tls_server_config, basic_auth_users."),
        ("tls_server_config: {cert: x}", "the key tls_server_config.cert is not supported"),
        ("tls_server_config: {cert_file: x}", "needs both cert_file and key_file"),
        ("tls_server_config: []", "tls_server_config must be a mapping"),
        (TLS, "cert_file x cannot be read (ENOENT)"),
        (f"{TLS}\n  min_version: TLS10", "min_version is TLS10, use TLS12 or TLS13"),
        (f"{TLS}\n  client_auth_type: No", "client_auth_type must be a text"),
        (f"{TLS}\n  client_auth_type: Always", "client_auth_type is Always, use one of"),
        (f"{TLS}\n  client_auth_type: RequireAnyClientCert", "does not exist in Python"),
        (f"{TLS}\n  client_auth_type: VerifyClientCertIfGiven", "needs a client_ca_file"),
        (f"{TLS}\n  client_ca_file: a", "client_ca_file needs a client_auth_type"),
        ("basic_auth_users: {user: plain}", "user user is not a bcrypt hash"),
        (f"basic_auth_users: {{123: {HASH}}}", "the user 123 must be a text"),
        (f"basic_auth_users: {{user: {HASH.replace('$04$', '$03$')}}}", "not a bcrypt hash"),
        (f"basic_auth_users: {{user: {HASH.replace('$04$', '$32$')}}}", "not a bcrypt hash"),
        ("basic_auth_users: [user]", "must be a mapping"),
        ("- a", "must be a mapping"),
        ("a: [", "not valid YAML"),
        (f"basic_auth_users: [ {HASH}: {HASH}: x", "at line 1, column"),
        ("a: 2026-02-30", "not valid YAML"),
    ],
)
def test_wrong_files_are_refused_with_a_sentence(file, text, reason):
    write(file, text)
    with pytest.raises(ConfigError) as error:
        load_web_config(file)
    assert reason in str(error.value)
    assert HASH[-20:] not in str(error.value)
    assert "\n" not in str(error.value)


def test_certificates_are_relative_and_renewed(file, certificate):
    certificate("first")
    text = "tls_server_config: {cert_file: tls.crt, key_file: tls.key, min_version: TLS13}\n"
    write(file, text)
    web_config = WebConfigFile(str(file), LOGGER)
    first = web_config.current().ssl_context
    assert first.minimum_version == ssl.TLSVersion.TLSv1_3
    assert web_config.current().ssl_context is first
    certificate("second")
    assert web_config.current().ssl_context is not first


@needs_promtool
def test_promtool_accepts_the_same_file(file, certificate):
    certificate("exporter")
    write(
        file,
        "tls_server_config:\n  cert_file: tls.crt\n  key_file: tls.key\n  min_version: TLS12\n"
        "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: tls.crt\n"
        f"basic_auth_users:\n  prometheus: {HASH}\n",
    )
    load_web_config(file)
    subprocess.run(["promtool", "check", "web-config", file], check=True, capture_output=True)
