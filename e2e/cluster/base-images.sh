#!/usr/bin/env bash
# Makes the images that need no registry: a pause image, and the base of ours (Debian's libc and a
# Java runtime). Layers are kept in the cache; imports are skipped if the runtime has the image.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$ROOT/e2e/cluster/images-lib.sh"
java=$(find_java)
mkdir -p "$CACHE/layers" "$LOCAL/images"
MODULES=java.base,java.logging,java.naming,java.management,java.net.http,java.security.jgss,java.sql,java.xml,java.desktop,java.instrument,jdk.unsupported,jdk.httpserver,jdk.crypto.ec,jdk.management,jdk.zipfs,jdk.net

base_layer() { # a small Debian userland without a shell
  [ -f "$CACHE/layers/base.tar" ] && return
  say "making the base layer from Debian's packages"
  mmdebstrap --quiet --variant=extract --include=libc6,zlib1g,ca-certificates,libgcc-s1 --mode=root \
    "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$CACHE/layers/base-part.tar" 2>"$CACHE/layers/base.log" ||
    die "mmdebstrap failed: see $CACHE/layers/base.log"
  mv "$CACHE/layers/base-part.tar" "$CACHE/layers/base.tar"
}
java_layer() {
  local stamp work
  stamp=$(printf '%s %s' "$MODULES" "$("$java/bin/java" -version 2>&1 | head -3)" | sha256sum | cut -d' ' -f1)
  [ "$(cat "$CACHE/layers/java.stamp" 2>/dev/null)" = "$stamp" ] && return
  say "making the Java runtime layer"
  work=$(mktemp -d)
  mkdir -p "$work/root/usr/lib/jvm" "$work/root/etc/ssl/certs"
  "$java/bin/jlink" --add-modules "$MODULES" --strip-debug --no-header-files --no-man-pages --compress zip-2 --output "$work/root/usr/lib/jvm/java"
  "$work/root/usr/lib/jvm/java/bin/java" -Xshare:dump >/dev/null
  cp /etc/ssl/certs/ca-certificates.crt "$work/root/etc/ssl/certs/"
  mkdir -p "$work/root/usr/bin"
  ln -s ../lib/jvm/java/bin/java "$work/root/usr/bin/java"
  tar --sort=name --owner=0 --group=0 --mtime=@0 -C "$work/root" -cf "$CACHE/layers/java.tar" etc usr
  rm -r "$work"
  echo "$stamp" >"$CACHE/layers/java.stamp"
}
pause_layer() {
  local work
  [ -f "$CACHE/layers/pause.tar" ] && return
  work=$(mktemp -d)
  mkdir -p "$work/bin"
  cp "$(command -v busybox)" "$work/bin/busybox"
  for applet in sh sleep wget nslookup cat; do ln -s busybox "$work/bin/$applet"; done
  tar --sort=name --owner=0 --group=0 --mtime=@0 -C "$work" -cf "$CACHE/layers/pause.tar" bin
  rm -r "$work"
}
base_layer
java_layer
pause_layer
[ "$LOCAL/images/java.tar" -nt "$CACHE/layers/java.tar" ] && [ "$LOCAL/images/java.tar" -nt "$CACHE/layers/base.tar" ] ||
  assemble shoal/java:25 '["java","-version"]' '["PATH=/usr/bin","JAVA_HOME=/usr/lib/jvm/java","LANG=C.UTF-8","SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"]' \
    "$LOCAL/images/java.tar" "$CACHE/layers/base.tar" "$CACHE/layers/java.tar"
assemble localhost/pause:1 '["sleep","2147483647"]' '["PATH=/bin"]' "$LOCAL/images/pause.tar" "$CACHE/layers/pause.tar"
imported localhost/pause:1 || import "$LOCAL/images/pause.tar"
# For scripts: a shell beside Debian's libc.
assemble localhost/script:1 '["sh"]' '["PATH=/bin:/usr/bin"]' "$LOCAL/images/script.tar" "$CACHE/layers/base.tar" "$CACHE/layers/pause.tar"
imported localhost/script:1 || import "$LOCAL/images/script.tar"
