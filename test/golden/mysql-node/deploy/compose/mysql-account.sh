#!/bin/sh
# Run by the image of MySQL when its data directory is still empty: makes the account of the exporter.
MYSQL_PWD="$(cat /run/secrets/database-root-password)" mysql --user=root \
  --init-command="SET @password = '$(cat /run/secrets/database-monitor-password)'" \
  app < /upstream/create-monitor-user.sql
