"""Shared by the tests: apps, the real server on a free port, certificates."""

import logging
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from shop_numbers.app import create_app
from shop_numbers.collector_options import COLLECTOR_OPTIONS
from shop_numbers.config import OPTIONS, load_config
from shop_numbers.option_values import switch

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = "shop_numbers"
LOGGER = logging.getLogger(PACKAGE)

needs_promtool = pytest.mark.skipif(
    not shutil.which("promtool"),
    reason="needs promtool, which comes with Prometheus: it is not on the PATH",
)

# What the exporter calls its own metrics.
BUILD_INFO = "shop_build_info"
SUCCESS = "shop_scrape_collector_success"
ERRORS = "shop_scrape_errors_total"

# The options that turn collectors on and off; they are off where a test does not ask for them.
SWITCHES = [
    option
    for option in COLLECTOR_OPTIONS
    if option.read is switch and option.name.startswith("collector.")
]
OFFLINE = {option.env: "false" for option in SWITCHES}


@pytest.fixture
def make_app() -> Callable[..., Flask]:
    """Create apps; keyword arguments go to create_app, `flags` are option texts."""

    def make(flags: dict[str, str] | None = None, **arguments: object) -> Flask:
        return create_app(load_config(flags or {}, OFFLINE), logger=LOGGER, **arguments)

    return make


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """One app with defaults."""
    return make_app()


def scrape(app: Flask, path: str = "/metrics", **headers: str) -> str:
    """Return the text of one scrape."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.test_client().get(path, headers=names).text


def series(text: str, name: str) -> list[str]:
    """Return the lines of an exposition that start with a name."""
    return [line for line in text.splitlines() if line.startswith(name)]


def by_collector(text: str, name: str) -> dict[str, float]:
    """Return the values of a family with the label `collector`."""
    pairs = re.findall(rf'^{name}{{collector="(.+)"\}} (\S+)$', text, re.MULTILINE)
    return {collector: float(value) for collector, value in pairs}


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=PROJECT,
        env=clean_environ(**environ),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def clean_environ(**environ: str) -> dict[str, str]:
    """The environment without what the developer's shell may set."""
    ours = {option.env for option in OPTIONS} | {"HOST", "PORT", "REVISION"}
    inherited = {k: v for k, v in os.environ.items() if k not in ours}
    return inherited | OFFLINE | environ


@dataclass
class Server:
    """A running server."""

    process: subprocess.Popen
    log: Path
    port: int

    def stop(self) -> int:
        """Send SIGTERM and return the exit status."""
        self.process.terminate()
        return self.process.wait(15)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start the real server on a free port; it is ended after the test."""
    started: list[subprocess.Popen] = []

    def start(*flags: str, program: Sequence[str] = ("-m", PACKAGE), **environ: str) -> Server:
        log = tmp_path / f"server-{len(started)}.log"
        command = [sys.executable, *program, "--web.listen-address=127.0.0.1:0"]
        with log.open("w") as stderr:
            process = subprocess.Popen(
                [*command, *flags],
                cwd=PROJECT,
                env=clean_environ(**environ),
                stderr=stderr,
                # In a group of its own, which a test can send signals to.
                start_new_session=True,
            )
        started.append(process)
        for _ in range(200):
            if match := re.search(r"listening url=https?://\S+:(\d+) ", log.read_text()):
                return Server(process, log, int(match[1]))
            assert process.poll() is None, log.read_text()
            time.sleep(0.05)
        raise AssertionError(log.read_text())

    yield start
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(15)


@pytest.fixture
def certificate(tmp_path: Path) -> Callable[[str], tuple[Path, Path]]:
    """Make self-signed certificates with the openssl program."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("needs the openssl program to make certificates")

    def make(name: str) -> tuple[Path, Path]:
        cert, key = tmp_path / "tls.crt", tmp_path / "tls.key"
        request = f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN={name}"
        subprocess.run(
            [openssl, *request.split(), "-out", cert, "-keyout", key],
            check=True,
            capture_output=True,
        )
        return cert, key

    return make
