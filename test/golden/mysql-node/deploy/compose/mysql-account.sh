#!/bin/sh
# Run by the image of MySQL when its data directory is still empty: makes the account of the exporter.
# The passwords are no arguments, which every process in the container could read.
{
  printf "SET @password = '%s';\n" "$(cat /run/secrets/database-monitor-password)"
  cat /upstream/create-monitor-user.sql
} | MYSQL_PWD="$(cat /run/secrets/database-root-password)" mysql --user=root app
