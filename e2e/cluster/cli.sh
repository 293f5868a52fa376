#!/usr/bin/env bash
# Builds the command line into .local/cli: shoal, and kubectl-shoal, which kubectl finds on the PATH.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
export JAVA_HOME
JAVA_HOME=$(find_java)
target=$LOCAL/cli
source_dir=$ROOT/operator/cli
stamp=$(find "$source_dir/src/main" "$source_dir/pom.xml" "$ROOT/pom.xml" -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
if [ "$(cat "$target/stamp" 2>/dev/null)" != "$stamp" ]; then
  say "building the command line"
  mkdir -p "$target"
  mvn -B -ntp -q -f "$ROOT/pom.xml" -pl operator/cli -am package -DskipTests -Dspotless.check.skip >"$target/build.log" 2>&1 || die "the command line could not be built: see $target/build.log"
  cp "$source_dir"/target/shoal-cli-*.jar "$target/shoal.jar"
  cp "$source_dir/src/main/sh/shoal" "$target/shoal"
  ln -sf shoal "$target/kubectl-shoal"
  echo "$JAVA_HOME/bin/java" >"$target/java"
  # One start loads what every start needs; one that finds a cluster, more of it.
  [ -r "$LOCAL/env" ] && . "$LOCAL/env"
  KUBECONFIG=${KUBECONFIG:-/nonexistent} "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$target/shoal.aot" -Xlog:disable -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$target/shoal.jar" tiers >/dev/null 2>&1 || true
  echo "$stamp" >"$target/stamp"
fi
say "the command line is in $target: put it on your PATH, then \`shoal --help\` or \`kubectl shoal --help\`"
