"""The program around the job: reads the settings, runs the job or does what was asked for."""

import logging
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from nightly_import import PROGRAM
from nightly_import.build_info import version_text
from nightly_import.command_line import help_text, read_arguments
from nightly_import.config import Config, load_config
from nightly_import.credentials import check_credentials
from nightly_import.gateway import Group
from nightly_import.interruption import Interruption
from nightly_import.log import mask, set_up_logging
from nightly_import.metrics import Metrics
from nightly_import.option_values import ConfigError
from nightly_import.push import send_with_retries
from nightly_import.run import Deliver, JobWithStages, Outcome, Result, run_job

_EXIT_FAILURE = 1
_EXIT_NOT_PUSHED = 3


def run_program(create_job: Callable[[Metrics], JobWithStages]) -> NoReturn:
    """Run the program and end the process.

    Exit codes: 0 all well; 1 the job failed or a setting is wrong; 3 the job succeeded but its
    metrics could not be pushed (0 with --no-push.required), or --delete failed; 143, 130 or 129
    stopped by a signal.
    """
    interruption = Interruption()
    try:
        code = _main(create_job, interruption)
    except ConfigError as error:
        # An argument that is quoted may be a URL with a password.
        print(mask(str(error)), file=sys.stderr)
        code = _EXIT_FAILURE
    if interruption.reason:
        # Threads of a stage that does not stop would keep the process alive.
        sys.stdout.flush()
        os._exit(code)
    sys.exit(code)


def _main(create_job: Callable[[Metrics], JobWithStages], interruption: Interruption) -> int:
    actions, flags = read_arguments(sys.argv[1:])
    if "help" in actions:
        print(help_text())
        return 0
    if "version" in actions:
        print(version_text())
        return 0
    config = load_config(flags, os.environ)
    if "delete" in actions and not config.push_url:
        raise ConfigError("--delete needs a Pushgateway: set --push.url or PUSHGATEWAY_URL.")
    check_credentials(config)
    if "config.check" in actions:
        print("The configuration is valid.")
        return 0
    set_up_logging(config.log_level, config.log_format)
    logger = logging.getLogger("nightly_import")
    interruption.watch(logger)
    if "delete" in actions:
        return 0 if _send(config, logger, interruption, "DELETE") else _EXIT_NOT_PUSHED
    deliver = _print if "print" in actions else _pusher(config, logger, interruption)
    result = run_job(create_job, logger, interruption, deliver)
    return _exit_code(result, config, interruption)


def _exit_code(result: Result, config: Config, interruption: Interruption) -> int:
    if result.outcome == "stopped":
        return interruption.reason.exit_code
    if result.outcome == "failed":
        return _EXIT_FAILURE
    return 0 if result.delivered or not config.push_required else _EXIT_NOT_PUSHED


def _print(_outcome: Outcome, body: bytes) -> bool:
    sys.stdout.write(body.decode())
    return True


def _pusher(config: Config, logger: logging.Logger, interruption: Interruption) -> Deliver:
    def push(outcome: Outcome, body: bytes) -> bool:
        if not config.push_url:
            logger.warning("nothing is pushed: set --push.url, or --print to see the metrics")
            return True
        # PUT makes the group what this run was: metrics of an older version disappear. After a
        # failure POST replaces the families of this run only, so the time of the last success
        # stays.
        method = "PUT" if outcome == "succeeded" else "POST"
        return _send(config, logger, interruption, method, body)

    return push


def _send(
    config: Config,
    logger: logging.Logger,
    interruption: Interruption,
    method: str,
    body: bytes | None = None,
) -> bool:
    group = Group(config, PROGRAM, interruption.push_limit)
    arrived = send_with_retries(
        lambda: group.send(method, body),
        what="deletion" if method == "DELETE" else "push",
        retries=config.push_retries,
        logger=logger,
        limit=interruption.push_limit,
    )
    if arrived:
        message = "group deleted" if method == "DELETE" else "metrics pushed"
        logger.info(message, extra={"url": group.url, "method": method})
    return arrived
