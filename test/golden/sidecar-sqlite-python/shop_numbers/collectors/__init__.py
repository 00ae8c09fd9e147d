"""The collectors: each reads one upstream when a scrape asks for it."""

from shop_numbers.collector import Collector
from shop_numbers.collectors.sql import SqlCollector
from shop_numbers.collectors.sql_sqlite import SqliteDatabase, check_database
from shop_numbers.config import Config
from shop_numbers.database_choice import check_database_choice


def create_collectors(config: Config) -> list[Collector]:
    """Create the collectors that are switched on."""
    collectors: list[Collector] = []
    if config.collector_sql:
        check_database_choice(config)
        sql = SqlCollector(SqliteDatabase(config.database_file))
        sql.max_series = config.collector_sql_max_series
        sql.min_interval = config.collector_sql_min_interval
        collectors.append(sql)
    return collectors


def check_collectors(config: Config) -> None:
    """Check what `--config.check` can tell without reading anything."""
    if config.collector_sql:
        check_database(config.database_file)
