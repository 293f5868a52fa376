#!/usr/bin/env bash
# Runs one example job and follows it: phase, round, percent; then insight, markets, and the report.
# JOB=file runs another example. CLUSTER=current uses the kubeconfig in force and what the installed
# chart finds there.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
file=${JOB:-$ROOT/examples/congestion-charge.yaml}
[ -f "$file" ] || die "JOB=$file is no file: name one of examples/*.yaml"

if [ "${CLUSTER:-local}" = current ]; then
  need kubectl "install it, and set KUBECONFIG to your cluster's"
  kubectl get crd simulationjobs.shoal.dev >/dev/null 2>&1 ||
    die "Shoal is not in the current cluster: install the chart first, see docs/operations.md"
else
  "$ROOT/e2e/cluster/up.sh"
  "$ROOT/e2e/cluster/images.sh"
  "$ROOT/e2e/cluster/install.sh"
  . "$LOCAL/env"
fi

# The job's own name and namespace, as kubectl reads them.
read -r namespace name < <(kubectl create --dry-run=client -o json -f "$file" | jq -rs 'map(.items? // [.]) | flatten | map(select(.kind == "SimulationJob"))[0].metadata | "\(.namespace) \(.name)"')
job() { kubectl -n "$namespace" get simjob "$name" -o json; }
if kubectl -n "$namespace" get simjob "$name" >/dev/null 2>&1; then
  say "deleting the job of an earlier demo"
  kubectl -n "$namespace" delete simjob "$name" --timeout=2m >/dev/null
fi
say "kubectl apply -f ${file#"$ROOT"/}"
kubectl apply -f "$file" >/dev/null

last=
while true; do
  state=$(job)
  line=$(jq -r '.status as $s | "\($s.phase // "Submitted")" + (if $s.progress then "  round \($s.progress.display)  \($s.progress.percent) %" else "" end) + (if $s.node then "  on node \($s.node)" else "" end)
    + ([$s.conditions[]? | select(.type == "Stalled" and .status == "True")][0] | if . then "  waits: \(.message)" else "" end)' <<<"$state")
  [ "$line" = "$last" ] || printf '    %s  %s\n' "$(date +%H:%M:%S)" "$line"
  last=$line
  case $(jq -r '.status.phase // ""' <<<"$state") in
    Completed) break ;;
    Failed)
      jq -r '.status.failure | "\(.reason): \(.message)"' <<<"$state" >&2
      die "the job failed"
      ;;
  esac
  sleep 0.5
done
kubectl -n "$namespace" wait --for=condition=TornDown "simjob/$name" --timeout=2m >/dev/null
state=$(job)
uid=$(jq -r .metadata.uid <<<"$state")

say "key insight: $(jq -r .status.keyInsight <<<"$state")"
jq -r '.status.markets[] | "    \(.probability)  \(.question)"' <<<"$state"
[ "${CLUSTER:-local}" = local ] || exit 0

folder=$LOCAL/reports/$name
mkdir -p "$folder"
fetch() { # key: downloads an object of the bucket to standard output
  curl -fsS --aws-sigv4 aws:amz:us-east-1:s3 --user "$S3_ACCESS_KEY:$S3_SECRET_KEY" "$S3_ENDPOINT/$S3_BUCKET/$1"
}
checked=0
while IFS=$'\t' read -r artifact key sha256; do
  fetch "$key" >"$folder/$artifact"
  [ "$(sha256sum "$folder/$artifact" | cut -d' ' -f1)" = "$sha256" ] || die "$artifact is not what the status says"
  checked=$((checked + 1))
done < <(jq -r '.status.artifacts[] | [.name, .key, .sha256] | @tsv' <<<"$state")
jq -r '.artifacts[] | "\(.sha256)  \(.name)"' "$folder/manifest.json" | (cd "$folder" && sha256sum --quiet --check -) || die "an artifact does not match the manifest"
pods=$(kubectl -n "$namespace" get pods -l "shoal.dev/job-uid=$uid" -o name | wc -l)
row=$(psql "$DATABASE_URL" -tAc "SELECT phase FROM simulation_jobs WHERE job_id = '$uid'")
say "$checked files match their sha256; pods of the job left: $pods; row in the database: $row"
say "report: ${folder#"$ROOT"/}/report.md and ${folder#"$ROOT"/}/report.html"
kubectl get simjobs --all-namespaces -o wide
say "the stack stays up to play with: source .local/env; stop it with make down"
