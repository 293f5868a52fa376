#!/usr/bin/env bash
# Runs the end-to-end tests against the local stack, Shoal installed through its chart, durations
# scaled down. TEST=pattern picks some, as Surefire takes it; TEST_GROUPS=faults the long ones;
# GENERATE=true writes the golden permissions.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
export JAVA_HOME
JAVA_HOME=$(find_java)
"$ROOT/e2e/cluster/images.sh"
"$ROOT/e2e/cluster/tiny-model.sh"
"$ROOT/e2e/cluster/cli.sh"
. "$LOCAL/env"
export PATH=$BIN:$PATH

# A proxy stands before each server, for tests that cut or slow the network.
"$ROOT/e2e/cluster/build-servers.sh" toxiproxy checks kube-score
cat >"$LOCAL/conf/toxiproxy.json" <<T
[{"name": "temporal", "listen": "$GATEWAY:17233", "upstream": "$GATEWAY:7233", "enabled": true},
 {"name": "minio", "listen": "$GATEWAY:19000", "upstream": "$GATEWAY:9000", "enabled": true},
 {"name": "postgres", "listen": "$GATEWAY:15432", "upstream": "$GATEWAY:5432", "enabled": true}]
T
run toxiproxy toxiproxy -host 127.0.0.1 -port 8474 -config "$LOCAL/conf/toxiproxy.json"
kubectl create namespace shoal-system --dry-run=client -o yaml | kubectl apply -f - >/dev/null
kubectl -n shoal-system create secret generic shoal-database-proxied \
  --from-literal=url="${DATABASE_URL/:5432/:15432}?sslmode=verify-full&sslrootcert=/etc/shoal/database/ca.crt" --dry-run=client -o yaml |
  kubectl apply -f - >/dev/null
kubectl -n shoal-system create secret generic shoal-database-ca --from-file=ca.crt="$LOCAL/pki/ca.crt" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
"$ROOT/e2e/cluster/install.sh" -f "$ROOT/e2e/cluster/test-values.yaml" --set database.existingSecret=shoal-database-proxied --set database.caSecret=shoal-database-ca \
  --set temporal.address="$GATEWAY:17233" --set objectStore.endpoint="https://$GATEWAY:19000"
cd "$ROOT"
say "running the end-to-end tests"
mvn -B -ntp -pl e2e -am test -Dtest.groups="${TEST_GROUPS:-e2e}" -Dtest.excluded=bench -Dtest="${TEST:-*Test}" -Dsurefire.failIfNoSpecifiedTests=false \
  -Dshoal.cluster="$ROOT/e2e/cluster" -Dshoal.local="$LOCAL" -Dshoal.weights="$CACHE/layers/tiny-model.gguf" -Dshoal.seed="${SEED:-$RANDOM}" -Dshoal.jobs="${JOBS:-200}" -Dshoal.minutes="${MINUTES:-20}" \
  -Dgenerate="${GENERATE:-false}" -Dspotless.check.skip

# A whole run is not over before the example ran from nothing but the chart.
[ -n "${TEST:-}" ] || "$ROOT/e2e/cluster/evaluation.sh"
