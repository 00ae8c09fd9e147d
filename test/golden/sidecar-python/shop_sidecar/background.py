"""Work in threads that nobody has to wait for."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Result = TypeVar("Result")


def start(work: Callable[..., Result], *arguments: object) -> Future[Result]:
    """Run `work` in a thread of its own.

    Not a ThreadPoolExecutor: Python waits for the threads of those when it exits, and one that
    hangs must not keep the process from exiting.
    """
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(work(*arguments))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future
