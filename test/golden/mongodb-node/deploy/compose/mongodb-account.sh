#!/bin/sh
# Run by the image of MongoDB when its data directory is still empty: makes the account of the exporter.
# The passwords are no arguments, which every process in the container could read.
ROOT_PASSWORD="$(cat /run/secrets/mongodb-root-password)" \
MONITOR_PASSWORD="$(cat /run/secrets/mongodb-monitor-password)" \
  mongosh --quiet admin --eval '
    db.auth("root", process.env.ROOT_PASSWORD);
    load("/upstream/create-monitor-user.js");
  '
