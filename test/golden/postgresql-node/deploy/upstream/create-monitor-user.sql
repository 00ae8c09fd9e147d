-- The account of the exporter: it may read what its queries need and write nothing.
--
--   MONITOR_PASSWORD=… psql --dbname=app --file=create-monitor-user.sql
--
-- Then DATABASE_URL is postgresql://exporter:…@localhost:5432/app
\set ON_ERROR_STOP on
\getenv password MONITOR_PASSWORD

SELECT 'CREATE ROLE exporter'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'exporter') \gexec

ALTER ROLE exporter LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 10
  PASSWORD :'password';
ALTER ROLE exporter SET default_transaction_read_only = on;

-- Tables that are created later need a grant of their own.
GRANT USAGE ON SCHEMA public TO exporter;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO exporter;
