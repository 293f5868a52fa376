#!/usr/bin/env bash
# Builds our three images with Jib, without a registry, and imports them into the local node.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
export JAVA_HOME
JAVA_HOME=$(find_java)
"$ROOT/e2e/cluster/base-images.sh"
cd "$ROOT"
say "building the images"
mvn -q -B -pl pod-image,workflows,operator -am package -DskipTests -Djib.phase=package >"$LOCAL/log/images.log" 2>&1 ||
  { grep -E '^\[ERROR\]' "$LOCAL/log/images.log" | head -20 >&2; die "building the images failed: see $LOCAL/log/images.log"; }
for module in pod-image workflows operator; do
  ctr -a "$LOCAL/run/containerd.sock" -n k8s.io images import "$module/target/jib-image.tar" >/dev/null &
done
wait
cat pod-image/target/jib-image.digest workflows/target/jib-image.digest operator/target/jib-image.digest | sha256sum | cut -c1-12 >"$LOCAL/images/revision"
