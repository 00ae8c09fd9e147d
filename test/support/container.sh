#!/bin/sh
# The first process of a container, in namespaces of its own: makes the file system of the image as
# a container has it, then becomes the image's program, which so is process 1.
#
#   ROOT=… READ_ONLY=yes|no TMPFS='/tmp /run' container.sh [NAME=VALUE…] COMMAND [ARGUMENT…]
set -eu

for directory in /proc /dev $TMPFS; do
  mkdir -p "$ROOT$directory"
done
# The addresses of this machine, as a container in the host's network has them.
for file in /etc/hosts /etc/resolv.conf; do
  touch "$ROOT$file"
done

mount --bind "$ROOT" "$ROOT"
for file in /etc/hosts /etc/resolv.conf; do
  mount --bind "$file" "$ROOT$file"
done
if [ "$READ_ONLY" = yes ]; then
  mount -o remount,bind,ro "$ROOT"
fi
for directory in $TMPFS; do
  mount -t tmpfs -o mode=1777 tmpfs "$ROOT$directory"
done
mount -t proc proc "$ROOT/proc"
mount -t tmpfs -o mode=755 tmpfs "$ROOT/dev"
for device in null zero full random urandom; do
  touch "$ROOT/dev/$device"
  mount --bind "/dev/$device" "$ROOT/dev/$device"
done
mkdir -m 1777 "$ROOT/dev/shm"

exec env -i "$@"
