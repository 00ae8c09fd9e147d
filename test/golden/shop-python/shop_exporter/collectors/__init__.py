"""The collectors: each reads one upstream when a scrape asks for it."""

import logging

from shop_exporter.collector import Collector
from shop_exporter.collectors.sql import SqlCollector
from shop_exporter.collectors.sql_sqlite import SampleDatabase, SqliteDatabase, check_database
from shop_exporter.config import Config
from shop_exporter.database_choice import check_database_choice


def create_collectors(config: Config, logger: logging.Logger) -> list[Collector]:
    """Create the collectors that are switched on."""
    collectors: list[Collector] = []
    if config.collector_sql:
        check_database_choice(config)
        sample = config.database_sample
        sql = SqlCollector(
            SampleDatabase(logger) if sample else SqliteDatabase(config.database_file)
        )
        sql.max_series = config.collector_sql_max_series
        sql.min_interval = config.collector_sql_min_interval
        collectors.append(sql)
    return collectors


def check_collectors(config: Config) -> None:
    """Check what `--config.check` can tell without reading anything."""
    if config.collector_sql:
        check_database(config.database_file)
