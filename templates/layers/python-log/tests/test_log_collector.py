import logging
import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from {{{package}}}.collectors.log import METRICS, UNREAD_NAME, LogCollector
from {{{package}}}.collectors.log_metrics import LogMetric

from .conftest import LOGGER, PACKAGE, SUCCESS, by_collector, {{#if isApplication}}run, {{/if}}scrape, series

LINES = LogMetric(
    type="counter",
    name="fake_lines_total",
    help="A test.",
    labels={"level": ["info", "error"]},
    match=re.compile(r"level=(?P<level>\w+)", re.ASCII),
)


class Log:
    """A file and an app that reads it."""

    def __init__(self, make_app, file, text, options):
        self.file = file
        if text is not None:
            self.file.write_text(text)
        settings = {"from_start": True, "max_bytes": 0, "logger": LOGGER, "metrics": [LINES]}
        self.app = make_app(collectors=[LogCollector(str(file), **(settings | options))])

    def append(self, text, file=None):
        with (file or self.file).open("a") as opened:
            opened.write(text)

    def rename(self):
        return self.file.rename(self.file.with_suffix(".1"))

    def read(self):
        """The counts of info, error and other, and the unread bytes; None when it failed."""
        text = scrape(self.app)
        if by_collector(text, SUCCESS) == {"log": 0}:
            assert series(text, "fake_") + series(text, UNREAD_NAME) == []
            return None
        assert series(text, "fake_lines_created") == []

        def number(name):
            lines = series(text, name)
            return float(lines[0].split(" ")[1]) if lines else 0

        counts = [number(f'fake_lines_total\{{level="{x}"}}') for x in ("info", "error", "other")]
        return (*counts, number(UNREAD_NAME))


@pytest.fixture
def start(make_app, tmp_path):
    def start_log(text, file=None, **options):
        return Log(make_app, file or tmp_path / "access.log", text, options)

    return start_log


def test_the_metrics_of_the_table_start_at_0(make_app, tmp_path):
    file = tmp_path / "access.log"
    file.touch()
    text = scrape(make_app({"collector.log": "true", "logfile.path": str(file)}))
    assert by_collector(text, SUCCESS) == {"log": 1}
    assert series(text, UNREAD_NAME) == [f"{UNREAD_NAME} 0.0"]
    for metric in METRICS:
        assert f"# TYPE {metric.name} {metric.type}\n" in text


def test_lines_count_once_and_the_last_waits_for_its_end(start):
    log = start("level=info\nnothing\nlevel=error\nlevel=in")
    assert log.read() == (1, 1, 0, 0)
    assert log.read() == (1, 1, 0, 0)
    log.append("fo\r\nlevel=debug\n")
    assert log.read() == (2, 1, 1, 0)


def test_from_the_end_nothing_counts_that_is_there_nor_the_rest_of_its_line(start):
    log = start("level=info\nlevel=info\nlong ", from_start=False)
    assert log.read() == (0, 0, 0, 0)
    log.append("level=error\nlevel=info\n")
    assert log.read() == (1, 0, 0, 0)


def test_from_the_end_what_is_written_before_the_first_scrape_counts(start):
    log = start("level=info\n", from_start=False)
    log.append("level=error\n")
    assert log.read() == (0, 1, 0, 0)


def test_from_the_end_the_first_line_of_an_empty_file_counts(start):
    log = start("", from_start=False)
    log.append("level=error\n")
    assert log.read() == (0, 1, 0, 0)


def test_from_the_end_a_new_file_is_read_from_its_start_also_after_a_rotation(start):
    log = start("level=info\n", from_start=False)
    log.rename()
    log.append("level=error\nlevel=error\n")
    assert log.read() == (0, 2, 0, 0)
    log.file.rename(log.file.with_suffix(".2"))
    log.append("level=info\n")
    assert log.read() == (1, 2, 0, 0)


def test_a_missing_file_fails_until_it_is_there_and_is_read_from_its_start(start, caplog):
    log = start(None, from_start=False)
    with caplog.at_level(logging.WARNING, PACKAGE):
        assert log.read() is None
    assert "No such file" in caplog.records[-1].error
    log.append("level=info\n")
    assert log.read() == (1, 0, 0, 0)


def test_rotation_by_rename(start):
    log = start("level=info\n")
    assert log.read() == (1, 0, 0, 0)
    log.append("level=error\nlevel=info")
    old = log.rename()
    assert log.read() is None
    log.append("\nlevel=error", old)
    log.append("level=info\n")
    assert log.read() == (3, 2, 0, 0)
    log.append("\nlevel=error\n", old)
    log.append("level=info\n")
    assert log.read() == (4, 2, 0, 0)


def test_rotation_by_deletion(start):
    log = start("level=info\n")
    log.read()
    log.append("level=info\n")
    log.file.unlink()
    log.append("level=error\n")
    assert log.read() == (2, 1, 0, 0)


def test_truncation(start):
    log = start("level=info\nlevel=info\nlevel=")
    assert log.read() == (2, 0, 0, 0)
    os.truncate(log.file, 0)
    log.append("level=error\n")
    assert log.read() == (2, 1, 0, 0)
    os.truncate(log.file, 0)
    assert log.read() == (2, 1, 0, 0)
    log.append("level=info\n")
    assert log.read() == (3, 1, 0, 0)


def test_a_scrape_reads_so_much_and_no_more(start):
    log = start("level=info\n" * 10, max_bytes=44)
    assert log.read() == (4, 0, 0, 66)
    assert log.read() == (8, 0, 0, 22)
    log.rename()
    log.append("level=error\n" * 3)
    assert log.read() == (10, 1, 0, 14)
    assert log.read() == (10, 3, 0, 0)


def test_what_there_is_no_time_for_is_left_for_the_next_scrape(tmp_path):
    file = tmp_path / "access.log"
    file.write_text("level=info\n" * 400_000)
    size = file.stat().st_size
    options = {"from_start": True, "max_bytes": 0, "logger": LOGGER}
    collector = LogCollector(str(file), **options, metrics=[LINES])

    def read(seconds):
        lines, unread = collector.collect(time.monotonic() + seconds)
        [info] = [sample.value for sample in lines.samples if sample.labels == {"level": "info"}]
        return info, unread.samples[0].value

    assert read(0) == (0, size)
    lines, unread = 0, size
    while unread > 0:
        lines, unread = read(0.1)
    assert lines == 400_000
    collector.close()


def test_twenty_scrapes_at_once_count_every_line_once(start):
    log = start("level=info\n" * 20_000, max_bytes=55_000)
    with ThreadPoolExecutor(20) as threads:
        results = list(threads.map(lambda _: log.read(), range(20)))
    found = sorted(counts[0] for counts in results)
    assert found == [5000 * min(number, 4) for number in range(1, 21)]
    log.append("level=info\n")
    assert log.read() == (20_001, 0, 0, 0)


def test_a_scrape_tells_once_of_lines_without_a_usable_number(start, caplog):
    sizes = replace(
        LINES, name="fake_bytes_total", labels={}, match=re.compile("bytes=(?P<value>.*)")
    )
    lines = "bytes=5\nbytes=x\nlevel=info\nbytes=-1\n"
    log = start(lines, metrics=[LINES, sizes])
    with caplog.at_level(logging.DEBUG, PACKAGE):
        assert "fake_bytes_total 5.0" in scrape(log.app).splitlines()
        scrape(log.app)
    entries = [entry for entry in caplog.records if entry.name == LOGGER.name]
    message = "lines not counted, their value is no usable number"
    assert [(entry.getMessage(), entry.levelname) for entry in entries] == [(message, "DEBUG")]
    assert (entries[0].metric, entries[0].lines) == ("fake_bytes_total", 2)


def test_a_directory_is_no_log(start, tmp_path, caplog):
    log = start(None, file=tmp_path)
    with caplog.at_level(logging.WARNING, PACKAGE):
        assert log.read() is None
    assert caplog.records[-1].error.endswith("is not a file")
{{#if isApplication}}


def test_several_workers_are_refused_while_a_log_is_read():
    flags = ["--config.check", "--web.workers=2"]
    result = run(PACKAGE, *flags, "--collector.log", "--logfile.path=app.log")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("With --web.workers above 1 every worker would count ")
    assert run(PACKAGE, *flags, "--no-collector.log").returncode == 0
{{/if}}
