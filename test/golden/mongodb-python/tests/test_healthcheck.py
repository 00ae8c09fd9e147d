import ssl
import urllib.request

import pytest

from .conftest import BUILD_INFO, PACKAGE, run


def healthcheck(port, *flags, **environ):
    return run(f"{PACKAGE}.healthcheck", *flags, PORT=str(port), **environ).returncode


def test_follows_the_port(serve):
    server = serve()
    assert healthcheck(server.port) == 0
    assert healthcheck(server.port, HOST="127.0.0.1") == 0
    assert healthcheck(1, f"--web.listen-address=127.0.0.1:{server.port}") == 0
    assert server.stop() == 0
    assert healthcheck(server.port) == 1


@pytest.mark.parametrize("client_auth", ["NoClientCert", "RequireAndVerifyClientCert"])
def test_follows_tls(serve, certificate, tmp_path, client_auth):
    certificate("exporter.example")
    authority = "" if client_auth == "NoClientCert" else ", client_ca_file: tls.crt"
    file = tmp_path / "web-config.yml"
    file.write_text(
        "tls_server_config: {cert_file: tls.crt, key_file: tls.key,"
        f" client_auth_type: {client_auth}{authority}}}\n"
    )
    server = serve(f"--web.config.file={file}")
    assert healthcheck(server.port, WEB_CONFIG_FILE=str(file)) == 0
    assert server.stop() == 0
    assert healthcheck(server.port, WEB_CONFIG_FILE=str(file)) == 1


def test_renewed_certificate_is_served_without_a_restart(serve, certificate, tmp_path):
    certificate("first")
    file = tmp_path / "web-config.yml"
    file.write_text("tls_server_config: {cert_file: tls.crt, key_file: tls.key}\n")
    server = serve(f"--web.config.file={file}")
    address = ("127.0.0.1", server.port)
    first = ssl.get_server_certificate(address)
    certificate("second")
    assert ssl.get_server_certificate(address) != first
    context = ssl._create_unverified_context()
    url = f"https://127.0.0.1:{server.port}/metrics"
    with urllib.request.urlopen(url, context=context, timeout=5) as response:
        assert BUILD_INFO in response.read().decode()
