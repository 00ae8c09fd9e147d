"""The collectors: each reads one upstream when a scrape asks for it."""

from collections.abc import Callable

from shop_mysql.collector import Collector
from shop_mysql.collectors.sql import SqlCollector
from shop_mysql.collectors.sql_mysql import MysqlDatabase, check_database
from shop_mysql.config import Config
from shop_mysql.secret import secret_from


def create_collectors(config: Config) -> list[Collector]:
    """Create the collectors that are switched on."""
    collectors: list[Collector] = []
    if config.collector_sql:
        sql = SqlCollector(MysqlDatabase(_database_url(config)))
        sql.max_series = config.collector_sql_max_series
        sql.min_interval = config.collector_sql_min_interval
        collectors.append(sql)
    return collectors


def check_collectors(config: Config) -> None:
    """Check what `--config.check` can tell without reading anything."""
    if config.collector_sql:
        check_database(_database_url(config)())


def _database_url(config: Config) -> Callable[[], str]:
    return secret_from(
        value=config.database_url,
        file=config.database_url_file,
        flag="database.url-file",
    )
