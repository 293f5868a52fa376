#!/usr/bin/env bash
# Prints Shoal beside batch/v1 Job, from one run on the local cluster. JOBS=n changes the burst.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
export JAVA_HOME
JAVA_HOME=$(find_java)
"$ROOT/e2e/cluster/images.sh"
"$ROOT/e2e/cluster/install.sh" -f "$ROOT/e2e/cluster/test-values.yaml"
. "$LOCAL/env"
cd "$ROOT"
say "measuring (a few minutes)"
mvn -B -ntp -q -pl e2e -am test -Dtest.groups=bench -Dtest.excluded=e2e -Dtest=ComparisonBench -Dsurefire.failIfNoSpecifiedTests=false \
  -Dshoal.cluster="$ROOT/e2e/cluster" -Dshoal.local="$LOCAL" -Dspotless.check.skip -Dshoal.bench.jobs="${JOBS:-500}"
