#!/usr/bin/env bash
# Runs one example job and follows it: phase, round, percent; then insight, markets, and the report.
# JOB=file runs another example. CLUSTER=current uses the kubeconfig in force, with the Shoal that is
# installed there, or with one that it installs: REGISTRY=host/path is where our images are then pulled
# from, and HELM_ARGS='--set ...' names servers that are there; what is not named comes along.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
file=${JOB:-$ROOT/examples/congestion-charge.yaml}
[ -f "$file" ] || die "JOB=$file is no file: name one of examples/*.yaml"
export SYSTEM=shoal-system

if [ "${CLUSTER:-local}" = current ]; then
  for tool in kubectl helm jq curl; do need $tool "install it, and set KUBECONFIG to your cluster's"; done
  "$ROOT/e2e/cluster/install-current.sh"
  mkdir -p "$LOCAL"
else
  "$ROOT/e2e/cluster/up.sh"
  "$ROOT/e2e/cluster/images.sh"
  "$ROOT/e2e/cluster/install.sh"
  . "$LOCAL/env"
fi

# The job's own name and namespace, as kubectl reads them.
read -r namespace name < <(kubectl create --dry-run=client -o json -f "$file" | jq -rs 'map(.items? // [.]) | flatten | map(select(.kind == "SimulationJob"))[0].metadata | "\(.namespace) \(.name)"')
if kubectl -n "$namespace" get simjob "$name" >/dev/null 2>&1; then
  say "deleting the job of an earlier demo"
  kubectl -n "$namespace" delete simjob "$name" --timeout=2m >/dev/null
fi
say "kubectl apply -f ${file#"$ROOT"/}"
kubectl apply -f "$file" >/dev/null

describe='.status as $s | "\($s.phase // "Submitted")" + (if $s.progress then "  round \($s.progress.display)  \($s.progress.percent) %" else "" end) + (if $s.node then "  on node \($s.node)" else "" end)
  + ([$s.conditions[]? | select(.type == "Stalled" and .status == "True")][0] | if . then "  waits: \(.message)" else "" end)'
last=
ended=
exec {changes}< <(exec kubectl -n "$namespace" get simjob "$name" --watch -o json | jq --unbuffered -r "[.status.phase // \"\", ($describe)] | @tsv")
watcher=$!
while IFS=$'\t' read -r -u "$changes" phase line; do
  [ "$line" = "$last" ] || printf '    %s  %s\n' "$(date +%H:%M:%S)" "$line"
  last=$line
  ended=$phase
  case $phase in Completed | Failed) break ;; esac
done
pkill -P "$watcher" || true # its parts: they would watch on without it
job() { kubectl -n "$namespace" get simjob "$name" -o json; }
if [ "$ended" != Completed ]; then
  job | jq -r '.status.failure // {} | "\(.reason): \(.message)"' >&2
  die "the job did not complete"
fi
kubectl -n "$namespace" wait --for=condition=TornDown "simjob/$name" --timeout=2m >/dev/null
kubectl -n "$namespace" wait --for=jsonpath='{.status.artifacts[?(@.name=="report.html")].name}'=report.html "simjob/$name" --timeout=2m >/dev/null
state=$(job)
uid=$(jq -r .metadata.uid <<<"$state")

say "key insight: $(jq -r .status.keyInsight <<<"$state")"
jq -r '.status.markets[] | "    \(.probability)  \(.question)"' <<<"$state"

if [ "${CLUSTER:-local}" = current ]; then
  if ! kubectl -n "$SYSTEM" get service shoal-minio >/dev/null 2>&1; then
    say "report: $(jq -r '.status.artifacts[] | select(.name == "report.html").key' <<<"$state") in your object store"
    exit 0
  fi
  exec {forwarded}< <(exec kubectl -n "$SYSTEM" port-forward service/shoal-minio :9000)
  forwarder=$!
  trap 'kill "$forwarder" 2>/dev/null || true' EXIT
  read -r -u "$forwarded" _ _ address _
  secret() { kubectl -n "$SYSTEM" get secret shoal-evaluation -o jsonpath="{.data.$1}" | base64 -d; }
  S3_ENDPOINT=http://$address S3_BUCKET=shoal S3_ACCESS_KEY=$(secret access-key) S3_SECRET_KEY=$(secret secret-key)
fi
folder=$LOCAL/reports/$name
mkdir -p "$folder"
fetch() { # key: downloads an object of the bucket to standard output
  curl -fsS ${S3_CA_FILE:+--cacert "$S3_CA_FILE"} --aws-sigv4 aws:amz:us-east-1:s3 --user "$S3_ACCESS_KEY:$S3_SECRET_KEY" "$S3_ENDPOINT/$S3_BUCKET/$1"
}
checked=0
while IFS=$'\t' read -r artifact key sha256; do
  fetch "$key" >"$folder/$artifact"
  [ "$(sha256sum "$folder/$artifact" | cut -d' ' -f1)" = "$sha256" ] || die "$artifact is not what the status says"
  checked=$((checked + 1))
done < <(jq -r '.status.artifacts[] | [.name, .key, .sha256] | @tsv' <<<"$state")
jq -r '.artifacts[] | "\(.sha256)  \(.name)"' "$folder/manifest.json" | (cd "$folder" && sha256sum --quiet --check -) || die "an artifact does not match the manifest"
pods=$(kubectl -n "$namespace" get pods -l "shoal.dev/job-uid=$uid" -o name | wc -l)
row=
[ "${CLUSTER:-local}" = current ] ||
  row="; row in the database: $(psql "$DATABASE_URL" -tAc "SELECT phase FROM simulation_jobs WHERE job_id = '$uid'")"
say "$checked files match their sha256; pods of the job left: $pods$row"
say "report: ${folder#"$ROOT"/}/report.md and ${folder#"$ROOT"/}/report.html"
kubectl get simjobs --all-namespaces -o wide
[ "${CLUSTER:-local}" = current ] || say "the stack stays up to play with: source .local/env; stop it with make down"
