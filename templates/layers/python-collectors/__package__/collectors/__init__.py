"""The collectors: each reads one upstream when a scrape asks for it."""

{{#if collectorsLog}}
import logging
{{#unless hasSecretFile}}

{{/unless}}
{{/if}}
{{#if hasSecretFile}}
from collections.abc import Callable

{{/if}}
from {{{package}}}.collector import Collector
{{#if hasCustom}}
from {{{package}}}.collectors.custom import CustomCollector
{{/if}}
{{#if hasHttpProbe}}
from {{{package}}}.collectors.http_probe import HttpProbeCollector
{{/if}}
{{#if hasJsonApi}}
from {{{package}}}.collectors.json_api import JsonApiCollector
{{/if}}
{{#if hasLog}}
from {{{package}}}.collectors.log import LogCollector
{{/if}}
{{#if hasMongodb}}
from {{{package}}}.collectors.mongodb import MongodbCollector, check_mongodb_uri
{{/if}}
{{#if hasSql}}
from {{{package}}}.collectors.sql import SqlCollector
{{#if isSqlite}}
from {{{package}}}.collectors.sql_sqlite import {{#if showsSample}}SampleDatabase, {{/if}}SqliteDatabase, check_database
{{/if}}
{{#if isPostgresql}}
from {{{package}}}.collectors.sql_postgresql import PostgresqlDatabase, check_database
{{/if}}
{{#if isMysql}}
from {{{package}}}.collectors.sql_mysql import MysqlDatabase, check_database
{{/if}}
{{/if}}
from {{{package}}}.config import Config
{{#if isSqlite}}
from {{{package}}}.database_choice import check_database_choice
{{/if}}
{{#if hasSecretFile}}
from {{{package}}}.secret import secret_from
{{/if}}


def create_collectors(config: Config{{#if collectorsLog}}, logger: logging.Logger{{/if}}) -> list[Collector]:
    """Create the collectors that are switched on."""
    collectors: list[Collector] = []
{{#if hasMongodb}}
    if config.collector_mongodb:
        mongodb = MongodbCollector(_mongodb_uri(config))
        mongodb.max_series = config.collector_mongodb_max_series
        mongodb.min_interval = config.collector_mongodb_min_interval
        collectors.append(mongodb)
{{/if}}
{{#if hasSql}}
    if config.collector_sql:
{{#if isSqlite}}
        check_database_choice(config)
{{/if}}
{{#if showsSample}}
        sample = config.database_sample
        sql = SqlCollector(
            SampleDatabase(logger) if sample else SqliteDatabase(config.database_file)
        )
{{else if isSqlite}}
        sql = SqlCollector(SqliteDatabase(config.database_file))
{{/if}}
{{#if isPostgresql}}
        sql = SqlCollector(PostgresqlDatabase(_database_url(config)))
{{/if}}
{{#if isMysql}}
        sql = SqlCollector(MysqlDatabase(_database_url(config)))
{{/if}}
        sql.max_series = config.collector_sql_max_series
        sql.min_interval = config.collector_sql_min_interval
        collectors.append(sql)
{{/if}}
{{#if hasHttpProbe}}
    if config.collector_http_probe:
        http_probe = HttpProbeCollector(
            config.http_probe_targets,
            expect_status=config.http_probe_expect_status,
            timeout_seconds=config.http_probe_timeout,
            concurrency=config.http_probe_concurrency,
            logger=logger,
        )
        http_probe.max_series = config.collector_http_probe_max_series
        http_probe.min_interval = config.collector_http_probe_min_interval
        collectors.append(http_probe)
{{/if}}
{{#if hasJsonApi}}
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
{{/if}}
{{#if hasLog}}
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
{{/if}}
{{#if hasCustom}}
    if config.collector_custom:
        custom = CustomCollector()
        custom.max_series = config.collector_custom_max_series
        custom.min_interval = config.collector_custom_min_interval
        collectors.append(custom)
{{/if}}
    return collectors
{{#if collectorsCheck}}


def check_collectors(config: Config) -> None:
    """Check what `--config.check` can tell without reading anything."""
{{#if hasMongodb}}
    if config.collector_mongodb:
        check_mongodb_uri(_mongodb_uri(config)())
{{/if}}
{{#if hasSql}}
    if config.collector_sql:
{{#if isSqlite}}
        check_database(config.database_file)
{{else}}
        check_database(_database_url(config)())
{{/if}}
{{/if}}
{{/if}}
{{#if hasSqlServer}}


def _database_url(config: Config) -> Callable[[], str]:
    return secret_from(
        value=config.database_url,
        file=config.database_url_file,
        flag="database.url-file",
    )
{{/if}}
{{#if hasMongodb}}


def _mongodb_uri(config: Config) -> Callable[[], str]:
    return secret_from(
        value=config.mongodb_uri,
        file=config.mongodb_uri_file,
        flag="mongodb.uri-file",
    )
{{/if}}
