"""The collectors: each reads one upstream when a scrape asks for it."""

import logging

from shop_exporter.collector import Collector
from shop_exporter.collectors.sql import SqlCollector
from shop_exporter.collectors.sql_sqlite import SqliteDatabase, check_database
from shop_exporter.config import Config


def create_collectors(config: Config, logger: logging.Logger) -> list[Collector]:
    """Create the collectors that are switched on."""
    collectors: list[Collector] = []
    if config.collector_sql:
        sql = SqlCollector(SqliteDatabase(config.database_file, logger))
        sql.max_series = config.collector_sql_max_series
        sql.min_interval = config.collector_sql_min_interval
        collectors.append(sql)
    return collectors


def check_collectors(config: Config) -> None:
    """Check what `--config.check` can tell without reading anything."""
    if config.collector_sql:
        check_database(config.database_file)
