-- The account of the exporter: it may read the tables of one schema.
--
--   MONITOR_PASSWORD=… psql --dbname=app --file=create-monitor-user.sql
--
-- It takes psql 15 or newer. Where the tables are in another schema than public, run it once more
-- with --variable=schema=… for each. What is granted to PUBLIC this account has as well: up to
-- PostgreSQL 14 that is the right to create tables in the schema public.
--
-- Then DATABASE_URL is postgresql://exporter:…@localhost:5432/app
\set ON_ERROR_STOP on
\getenv password MONITOR_PASSWORD
\if :{?password}
\else
  \set password ''
\endif
SELECT :'password' = '' AS lacks_password \gset
\if :lacks_password
  DO $$ BEGIN RAISE EXCEPTION 'MONITOR_PASSWORD is not set or empty'; END $$;
\endif
\if :{?schema}
\else
  \set schema public
\endif

SELECT 'CREATE ROLE exporter'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'exporter') \gexec

ALTER ROLE exporter LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 10
  PASSWORD :'password';
ALTER ROLE exporter SET default_transaction_read_only = on;

-- PUBLIC may connect unless somebody has revoked that.
SELECT format('GRANT CONNECT ON DATABASE %I TO exporter', current_database()) \gexec

-- Tables that are created later need a grant of their own.
GRANT USAGE ON SCHEMA :"schema" TO exporter;
GRANT SELECT ON ALL TABLES IN SCHEMA :"schema" TO exporter;
