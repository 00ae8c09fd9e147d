"""The collectors: each reads one upstream when a scrape asks for it."""

from shop_exporter.collectors.sql import SqlCollector
from shop_exporter.config import Config
from shop_exporter.scrape import Collector


def create_collectors(config: Config) -> list[Collector]:
    """Create the collectors that are switched on."""
    collectors: list[Collector] = []
    if config.collector_sql:
        collectors.append(SqlCollector(config.database_file))
    return collectors
