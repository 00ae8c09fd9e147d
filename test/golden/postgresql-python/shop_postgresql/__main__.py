"""`python -m shop_postgresql`: reads the options, then serves or does what was asked for."""

import logging
import os
import signal
import sys
from types import FrameType

from prometheus_client import generate_latest

from shop_postgresql import command_line
from shop_postgresql.app import create_app
from shop_postgresql.build_info import version_text
from shop_postgresql.collectors import check_collectors
from shop_postgresql.config import Config, load_config
from shop_postgresql.listener import open_listener
from shop_postgresql.log import mask, set_up_logging
from shop_postgresql.option_values import ConfigError
from shop_postgresql.server import Server
from shop_postgresql.stop_signals import STOP_SIGNALS
from shop_postgresql.web_config_file import WebConfigFile


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
            print(version_text())
            return 0
        config = load_config(flags, os.environ)
        set_up_logging(config.log_level, config.log_format)
        logger = logging.getLogger(__package__)
        web_config = None
        if config.web_config_file:
            web_config = WebConfigFile(config.web_config_file, logger)
        if "config.check" in actions:
            check_collectors(config)
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


def _print_once(config: Config) -> int:
    exporter = create_app(config).extensions["exporter"]
    registry, result = exporter.exposition.gather()
    sys.stdout.write(generate_latest(registry).decode())
    exporter.close()
    return 0 if result.success else 1


def _serve(config: Config, web_config: WebConfigFile | None) -> int:
    # Being stopped before anybody is served is no failure either.
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: sys.exit(0))
    listener = open_listener(config.web_listen_address)
    Server(config, listener, web_config).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
