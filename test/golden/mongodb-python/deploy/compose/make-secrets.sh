#!/bin/sh
# Makes the passwords of the databases in compose.yaml, once: sh deploy/compose/make-secrets.sh
# Databases that exist keep the old ones: before new ones are made, docker compose down --volumes.
set -eu
cd "$(dirname "$0")"

# Nobody else on this machine reaches the directory; the programs in the containers are users of their own and have to
# be able to read the files.
umask 022
mkdir -p secrets
chmod 700 secrets

# 32 hexadecimal digits, which mean nothing special in an address.
password() {
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n'
}

if [ ! -e secrets/mongodb-uri ]; then
  password > secrets/mongodb-root-password
  password > secrets/mongodb-monitor-password
  printf 'mongodb://exporter:%s@mongodb:27017/?authSource=admin\n' \
    "$(cat secrets/mongodb-monitor-password)" > secrets/mongodb-uri
fi
