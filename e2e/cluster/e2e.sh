#!/usr/bin/env bash
# Runs the end-to-end tests against the local stack, Shoal installed through its chart, durations
# scaled down. TEST=pattern picks some, as Surefire takes it.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
export JAVA_HOME
JAVA_HOME=$(find_java)
"$ROOT/e2e/cluster/images.sh"
"$ROOT/e2e/cluster/tiny-model.sh"
"$ROOT/e2e/cluster/install.sh" -f "$ROOT/e2e/cluster/test-values.yaml"
. "$LOCAL/env"
cd "$ROOT"
say "running the end-to-end tests"
mvn -B -ntp -pl e2e -am test -Dtest.groups=e2e -Dtest.excluded=bench -Dtest="${TEST:-*Test}" -Dsurefire.failIfNoSpecifiedTests=false \
  -Dshoal.cluster="$ROOT/e2e/cluster" -Dshoal.local="$LOCAL" -Dshoal.weights="$CACHE/layers/tiny-model.gguf" -Dspotless.check.skip

# A whole run is not over before the example ran from nothing but the chart.
[ -n "${TEST:-}" ] || "$ROOT/e2e/cluster/evaluation.sh"
