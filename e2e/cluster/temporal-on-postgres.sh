#!/usr/bin/env bash
# Tries Shoal with Temporal as one would run it oneself: a server whose state is in PostgreSQL, and
# that asks clients for certificates. It is killed while a job runs, and started again.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
"$ROOT/e2e/cluster/build-servers.sh" temporal-server
"$ROOT/e2e/cluster/images.sh"
. "$LOCAL/env"
. "$LOCAL/conf/secrets"
server=$BIN/temporal-server
port=7243
tls=(--tls-ca-path "$LOCAL/pki/ca.crt" --tls-cert-path "$LOCAL/pki/temporal.crt" --tls-key-path "$LOCAL/pki/temporal.key" --tls-server-name temporal)
cli() { temporal "$@" --address "$GATEWAY:$port" "${tls[@]}"; }

start_server() { run temporal-server "$server/server" --root "$LOCAL" --config conf/temporal-server --env development --allow-no-auth start; }

say "making Temporal's databases"
sql() { "$server/sql" --plugin postgres12 --endpoint "$GATEWAY" --port 5432 --user shoal --password "$DATABASE_PASSWORD" --database "$@"; }
for database in temporal temporal_visibility; do
  PGPASSWORD=$DATABASE_PASSWORD psql -qh "$GATEWAY" -U shoal -d postgres -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" 2>/dev/null
  {
    sql $database create-database &&
      sql $database setup-schema --version 0.0 &&
      sql $database update-schema --schema-name "postgresql/v12/${database#temporal_}"
  } >"$LOCAL/log/temporal-schema.log" 2>&1 || die "Temporal's schema could not be made: see $LOCAL/log/temporal-schema.log"
done

mkdir -p "$LOCAL/conf/temporal-server"
umask 077
store() { # database
  echo "{sql: {pluginName: postgres12, databaseName: $1, connectAddr: \"$GATEWAY:5432\", connectProtocol: tcp, user: shoal, password: $DATABASE_PASSWORD, maxConns: 20, maxIdleConns: 20}}"
}
service() { # grpc port, membership port
  echo "{rpc: {grpcPort: $1, membershipPort: $2, bindOnIP: $GATEWAY}}"
}
cat >"$LOCAL/conf/temporal-server/development.yaml" <<C
log: {stdout: true, level: warn}
persistence:
  defaultStore: default
  visibilityStore: visibility
  numHistoryShards: 4
  datastores:
    default: $(store temporal)
    visibility: $(store temporal_visibility)
global:
  membership: {maxJoinDuration: 30s, broadcastAddress: "$GATEWAY"}
  tls:
    frontend:
      server: {certFile: $LOCAL/pki/temporal.crt, keyFile: $LOCAL/pki/temporal.key, requireClientAuth: true, clientCaFiles: [$LOCAL/pki/ca.crt]}
      client: {serverName: temporal, rootCaFiles: [$LOCAL/pki/ca.crt]}
    systemWorker:
      certFile: $LOCAL/pki/temporal.crt
      keyFile: $LOCAL/pki/temporal.key
      client: {serverName: temporal, rootCaFiles: [$LOCAL/pki/ca.crt]}
services:
  frontend: $(service $port 6943)
  history: $(service 7244 6944)
  matching: $(service 7245 6945)
  worker: $(service 7249 6949)
clusterMetadata:
  failoverVersionIncrement: 10
  masterClusterName: active
  currentClusterName: active
  clusterInformation: {active: {enabled: true, initialFailoverVersion: 1, rpcName: frontend, rpcAddress: "$GATEWAY:$port"}}
publicClient: {hostPort: "$GATEWAY:$port"}
C
umask 022

say "starting Temporal on PostgreSQL"
stop temporal-server
start_server
await "Temporal on PostgreSQL" cli operator cluster health
await "Temporal's namespace" cli operator namespace create --namespace shoal --retention 72h
for attribute in ShoalNamespace ShoalJob ShoalTier ShoalPhase; do
  await "search attribute $attribute" cli operator search-attribute create --namespace shoal --name $attribute --type Keyword
done

kubectl create namespace shoal-system --dry-run=client -o yaml | kubectl apply -f - >/dev/null
kubectl -n shoal-system create secret generic shoal-temporal-client --from-file=tls.crt="$LOCAL/pki/temporal.crt" --from-file=tls.key="$LOCAL/pki/temporal.key" \
  --from-file=ca.crt="$LOCAL/pki/ca.crt" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
"$ROOT/e2e/cluster/install.sh" --set temporal.address="$GATEWAY:$port" --set temporal.namespace=shoal \
  --set temporal.tls.clientSecret=shoal-temporal-client --set temporal.tls.caSecret=shoal-temporal-client --set temporal.tls.serverName=temporal
helm test shoal --namespace shoal-system --timeout 2m >/dev/null || die "helm test fails: kubectl -n shoal-system logs job/shoal-check"

say "starting a job, and killing Temporal while it runs"
kubectl create namespace research --dry-run=client -o yaml | kubectl apply -f - >/dev/null
kubectl -n research delete simjob lasting --ignore-not-found --timeout=2m >/dev/null
kubectl apply -f - >/dev/null <<J
apiVersion: shoal.dev/v1alpha1
kind: SimulationJob
metadata: {name: lasting, namespace: research}
spec: {tier: scripted, rounds: 200, agents: 10, goal: "What comes of it?", seed: "The platform team doubts it. The users hope."}
J
round() { kubectl -n research get simjob lasting -o jsonpath='{.status.progress.round}'; }
beyond() { [ "$(round)" -gt "$1" ]; }
await "the job's first round" beyond 0
pid=$(cat "$LOCAL/pid/temporal-server")
kill -KILL "$pid"
wait "$pid" 2>/dev/null || true
await "a job that goes on without Temporal" beyond $(($(round) + 20))
start_server
kubectl -n research wait simjob/lasting --for=jsonpath='{.status.phase}'=Completed --timeout=5m >/dev/null ||
  die "the job did not complete: $(kubectl -n research get simjob lasting -o jsonpath='{.status.phase} {.status.failure}')"
attempts=$(kubectl -n research get simjob lasting -o jsonpath='{.status.attempts[*].number}')
[ "$attempts" = 1 ] || die "Temporal's restart cost the job its pod: attempts $attempts"
found=$(cli workflow list --namespace shoal --query "ShoalJob = 'lasting'" --output json | jq length)
[ "$found" -ge 1 ] || die "Temporal does not find the job's workflow by its name"

say "going back to Temporal's development server"
kubectl -n research delete simjob lasting --timeout=2m >/dev/null
"$ROOT/e2e/cluster/install.sh"
stop temporal-server
say "a job goes through a Temporal server on PostgreSQL that asks for certificates, and bears its restart"
