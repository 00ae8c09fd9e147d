"""The collectors: each reads one upstream when a scrape asks for it."""

from accounts.collectors.sql import SqlCollector
from accounts.config import Config
from accounts.scrape import Collector


def create_collectors(config: Config) -> list[Collector]:
    """Create the collectors that are switched on."""
    collectors: list[Collector] = []
    # The program does not start without a file; an app in a test may.
    if config.collector_sql and config.database_file:
        collectors.append(SqlCollector(config.database_file))
    return collectors
