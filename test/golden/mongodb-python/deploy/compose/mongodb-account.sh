#!/bin/sh
# Run by the image of MongoDB when its data directory is still empty: makes the account of the exporter.
MONITOR_PASSWORD="$(cat /run/secrets/mongodb-monitor-password)" mongosh --quiet \
  --username root --password "$(cat /run/secrets/mongodb-root-password)" \
  admin /upstream/create-monitor-user.js
