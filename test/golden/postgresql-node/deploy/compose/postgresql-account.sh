#!/bin/sh
# Run by the image of PostgreSQL when its data directory is still empty: makes the account of the exporter.
MONITOR_PASSWORD="$(cat /run/secrets/database-monitor-password)" psql --no-psqlrc --quiet \
  --username=postgres --dbname=app --file=/upstream/create-monitor-user.sql
