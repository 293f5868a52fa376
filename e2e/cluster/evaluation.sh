#!/usr/bin/env bash
# Tries the chart's evaluation mode as a user of another cluster would, in the local one: takes the
# installed Shoal away, lets the demo install one with servers of its own, and takes that away too.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$LOCAL/env"
"$ROOT/e2e/cluster/evaluation-images.sh"
say "taking the installed Shoal away"
helm uninstall shoal --namespace shoal-system --wait >/dev/null
HELM_ARGS="--set images.pullPolicy=Never --skip-crds"
for server in temporal minio postgres; do HELM_ARGS+=" --set evaluation.images.$server=localhost/$server:1"; done
export HELM_ARGS
CLUSTER=current "$ROOT/e2e/cluster/demo.sh"
helm uninstall shoal --namespace shoal-system --wait >/dev/null
say "evaluation mode works"
