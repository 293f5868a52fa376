#!/usr/bin/env bash
# Makes images of what the chart's evaluation mode brings, from the servers that are built here, and
# imports them into the local node, which has no registry.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$ROOT/e2e/cluster/images-lib.sh"
layers=$CACHE/layers
mkdir -p "$layers" "$LOCAL/images"

server_layer() { # name: one static binary
  [ "$layers/$1.tar" -nt "$BIN/$1" ] && return
  tar --owner=0 --group=0 --mtime=@0 -C "$BIN" --transform 's,^,usr/bin/,' -cf "$layers/$1.tar" "$1"
}
postgres_layer() { # Debian's, with an entry point that takes what the official image's takes
  local version work
  [ -f "$layers/postgres.tar" ] && [ "$layers/postgres.tar" -nt "$ROOT/e2e/cluster/evaluation-images.sh" ] && return
  say "making the PostgreSQL layer from Debian's packages"
  version=$(ls /usr/lib/postgresql | sort -V | tail -1)
  mmdebstrap --quiet --variant=extract --include="libc6,busybox-static,postgresql-$version" --mode=root \
    "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$layers/postgres-part.tar" 2>"$layers/postgres.log" ||
    die "mmdebstrap failed: see $layers/postgres.log"
  work=$(mktemp -d)
  mkdir -p "$work/etc" "$work/usr/bin" "$work/bin"
  ln -s busybox "$work/bin/sh"
  printf 'postgres:x:999:999::/data:/bin/sh\n' >"$work/etc/passwd"
  cat >"$work/usr/bin/postgres-entrypoint" <<P
#!/bin/busybox sh
set -e
export PATH=/usr/lib/postgresql/$version/bin:/usr/bin
if [ ! -f "\$PGDATA/PG_VERSION" ]; then
  echo "\$POSTGRES_PASSWORD" >/tmp/password
  initdb -U "\$POSTGRES_USER" --auth-local=trust --auth-host=scram-sha-256 --pwfile=/tmp/password -E UTF8 --locale=C.UTF-8
  echo "host all all all scram-sha-256" >>"\$PGDATA/pg_hba.conf"
  echo "CREATE DATABASE \$POSTGRES_DB;" | postgres --single -D "\$PGDATA" postgres
fi
exec postgres -c listen_addresses='*'
P
  chmod 755 "$work/usr/bin/postgres-entrypoint"
  tar --append --owner=0 --group=0 --mtime=@0 -C "$work" -f "$layers/postgres-part.tar" etc/passwd bin/sh usr/bin/postgres-entrypoint
  rm -r "$work"
  mv "$layers/postgres-part.tar" "$layers/postgres.tar"
}
image() { # name command layer
  local name=localhost/$1:1 command=$2 tar=$LOCAL/images/$1.tar made=$LOCAL/images/$1.made layer=$3
  imported "$name" && [ "$made" -nt "$layer" ] && return
  assemble "$name" "$command" '["PATH=/usr/bin"]' "$tar" "$layer"
  import "$tar"
  rm "$tar"
  touch "$made"
}

server_layer temporal
server_layer minio
postgres_layer
image temporal '["temporal"]' "$layers/temporal.tar"
image minio '["minio"]' "$layers/minio.tar"
image postgres '["postgres-entrypoint"]' "$layers/postgres.tar"
