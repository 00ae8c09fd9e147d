"""`python -m watched_app`: reads the options, then serves or does what was asked for."""

import logging
import os
import signal
import sys
from types import FrameType

from watched_app import command_line, multiprocess
from watched_app.config import Config, load_config
from watched_app.database_choice import check_database_choice
from watched_app.log import mask, set_up_logging
from watched_app.option_values import ConfigError
from watched_app.stop_signals import STOP_SIGNALS
from watched_app.web_config_file import WebConfigFile


def main() -> int:
    """Run the program and return its exit status."""
    # As process 1 of a container a signal without a handler would be ignored.
    for number in STOP_SIGNALS:
        signal.signal(number, _give_up)
    try:
        actions, flags = command_line.read_arguments(sys.argv[1:])
        if "help" in actions:
            print(command_line.help_text())
            return 0
        if "version" in actions:
            return _print_version()
        config = load_config(flags, os.environ)
        set_up_logging(config.log_level, config.log_format)
        logger = logging.getLogger(__package__)
        web_config = None
        if config.web_config_file:
            web_config = WebConfigFile(config.web_config_file, logger)
        check_database_choice(config)
        _check_workers(config)
        if "config.check" in actions:
            _check_collectors(config)
            print("The configuration is valid.")
            return 0
        if "once" in actions:
            return _print_once(config)
        return _serve(config, web_config)
    except ConfigError as error:
        # An argument that is quoted may be a URL with a password.
        print(mask(str(error)), file=sys.stderr)
        return 1


def _give_up(number: int, _frame: FrameType | None) -> None:
    """End with what shells report for a process this signal ended: not all was done."""
    sys.exit(128 + number)


def _check_workers(config: Config) -> None:
    if config.collector_log and config.web_workers > 1:
        raise ConfigError(
            "With --web.workers above 1 every worker would count the lines of the log by itself:"
            " use one worker, or turn the collector off with --no-collector.log."
        )


# These import late: multiprocess.prepare() has to come before the import of prometheus_client.


def _check_collectors(config: Config) -> None:
    from watched_app.collectors import check_collectors

    check_collectors(config)


def _print_version() -> int:
    from watched_app.build_info import version_text

    print(version_text())
    return 0


def _print_once(config: Config) -> int:
    multiprocess.prepare(workers=1)
    from prometheus_client import generate_latest

    from watched_app.app import create_app

    exporter = create_app(config).extensions["exporter"]
    registry, result = exporter.exposition.gather()
    sys.stdout.write(generate_latest(registry).decode())
    exporter.close()
    return 0 if result.success else 1


def _serve(config: Config, web_config: WebConfigFile | None) -> int:
    # Being stopped before anybody is served is no failure either.
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        multiprocess.prepare(config.web_workers)
        from watched_app.listener import open_listener
        from watched_app.server import Server

        listener = open_listener(config.web_listen_address)
        Server(config, listener, web_config).run()
    finally:
        multiprocess.remove()
    return 0


if __name__ == "__main__":
    sys.exit(main())
