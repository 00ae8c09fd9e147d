"""The collectors: each reads one upstream when a scrape asks for it."""

import logging

from watched_app.collector import Collector
from watched_app.collectors.custom import CustomCollector
from watched_app.collectors.json_api import JsonApiCollector
from watched_app.collectors.log import LogCollector
from watched_app.collectors.sql import SqlCollector
from watched_app.collectors.sql_sqlite import SqliteDatabase, check_database
from watched_app.config import Config
from watched_app.database_choice import check_database_choice


def create_collectors(config: Config, logger: logging.Logger) -> list[Collector]:
    """Create the collectors that are switched on."""
    collectors: list[Collector] = []
    if config.collector_sql:
        check_database_choice(config)
        sql = SqlCollector(SqliteDatabase(config.database_file))
        sql.max_series = config.collector_sql_max_series
        sql.min_interval = config.collector_sql_min_interval
        collectors.append(sql)
    if config.collector_json_api:
        json_api = JsonApiCollector(
            config.json_api_url,
            headers=config.json_api_headers,
            headers_file=config.json_api_headers_file,
            token=config.json_api_token,
            token_file=config.json_api_token_file,
        )
        json_api.max_series = config.collector_json_api_max_series
        json_api.min_interval = config.collector_json_api_min_interval
        collectors.append(json_api)
    if config.collector_log:
        log = LogCollector(
            config.logfile_path,
            from_start=config.logfile_from_start,
            max_bytes=config.logfile_max_bytes_per_scrape,
            logger=logger,
        )
        log.max_series = config.collector_log_max_series
        log.min_interval = config.collector_log_min_interval
        collectors.append(log)
    if config.collector_custom:
        custom = CustomCollector()
        custom.max_series = config.collector_custom_max_series
        custom.min_interval = config.collector_custom_min_interval
        collectors.append(custom)
    return collectors


def check_collectors(config: Config) -> None:
    """Check what `--config.check` can tell without reading anything."""
    if config.collector_sql:
        check_database(config.database_file)
