#!/usr/bin/env bash
# Builds the servers of the local stack from the Go modules pinned under e2e/servers, each once:
# a stamp made of each module's files decides what is rebuilt. Usage: build-servers.sh [module...]
set -euo pipefail
. "$(dirname "$0")/lib.sh"

need go "Go 1.26 or later builds the local servers: install it and put it on PATH"
modules=("$@")
[ ${#modules[@]} -gt 0 ] || modules=(etcd kubernetes minio temporal coredns helm)
mkdir -p "$BIN" "$CACHE/stamps"

index=0
for module in "${modules[@]}"; do
  index=$((index + 1))
  source_dir="$ROOT/e2e/servers/$module"
  stamp=$(cat "$source_dir"/* "$ROOT/e2e/cluster/build-servers.sh" | sha256sum | cut -d' ' -f1)
  if [ "$(cat "$CACHE/stamps/$module" 2>/dev/null)" = "$stamp" ]; then
    continue
  fi
  say "building $module ($index of ${#modules[@]}; once, then kept in $CACHE)"
  flags="-s -w"
  target="$BIN/$module"
  case $module in
    kubernetes)
      version=$(cd "$source_dir" && go list -m -f '{{.Version}}' k8s.io/kubernetes)
      for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
        flags+=" -X $package.gitVersion=$version -X $package.gitMajor=1 -X $package.gitMinor=$(echo "$version" | cut -d. -f2)"
      done
      target="$BIN/"
      ;;
    temporal-server) target="$BIN/temporal-server/" ;;
    helm) flags+=" -X helm.sh/helm/v3/internal/version.version=$(cd "$source_dir" && go list -m -f '{{.Version}}' helm.sh/helm/v3)" ;;
  esac
  started=$SECONDS
  (cd "$source_dir" && CGO_ENABLED=0 go build -trimpath -ldflags "$flags" -o "$target" tool) >"$CACHE/build-$module.log" 2>&1 ||
    die "building $module failed: see $CACHE/build-$module.log"
  echo "$stamp" >"$CACHE/stamps/$module"
  say "built $module in $((SECONDS - started)) s"
done
