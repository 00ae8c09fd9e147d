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

if [ ! -e secrets/database-url ]; then
  password > secrets/database-root-password
  password > secrets/database-monitor-password
  printf 'mysql://exporter:%s@mysql:3306/app\n' \
    "$(cat secrets/database-monitor-password)" > secrets/database-url
fi
