#!/usr/bin/env bash
# Tries the chart's evaluation mode as a user of another cluster would, in the local one: takes the
# installed Shoal away, lets the demo install one with servers of its own, and takes that away too.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$LOCAL/env"
"$ROOT/e2e/cluster/evaluation-images.sh"
say "taking the installed Shoal away"
kubectl delete simjobs --all --all-namespaces --timeout=3m >/dev/null
helm uninstall shoal --namespace shoal-system --wait >/dev/null
HELM_ARGS="--set images.pullPolicy=Never --skip-crds"
for server in temporal minio postgres; do HELM_ARGS+=" --set evaluation.images.$server=localhost/$server:1"; done
export HELM_ARGS
CLUSTER=current "$ROOT/e2e/cluster/demo.sh"

say "asking to uninstall while a job runs"
kubectl apply -f - >/dev/null <<'J'
apiVersion: shoal.dev/v1alpha1
kind: SimulationJob
metadata: {name: in-the-way, namespace: research}
spec: {tier: scripted, rounds: 200, agents: 10, goal: "Will it be refused?", seed: "The platform team doubts it. The users hope."}
J
kubectl -n research wait simjob/in-the-way --for=jsonpath='{.status.phase}'=Running --timeout=2m >/dev/null
if helm uninstall shoal --namespace shoal-system --wait >/dev/null 2>&1; then die "Shoal was uninstalled under a running job"; fi
kubectl -n shoal-system logs job/shoal-uninstall-guard | grep -q "1 jobs still need Shoal, so it is not uninstalled: research/in-the-way" ||
  die "the guard does not name the job in the way"
[ "$(kubectl -n research get simjob in-the-way -o jsonpath='{.status.phase}')" = Running ] || die "the refused uninstall touched the job"
kubectl -n research delete simjob in-the-way >/dev/null
helm uninstall shoal --namespace shoal-system --wait >/dev/null
kubectl -n shoal-system wait pods -l app.kubernetes.io/instance=shoal --for=delete --timeout=2m >/dev/null
left=$(kubectl -n shoal-system get deployments,jobs,pods,services,configmaps,secrets,roles,rolebindings -l app.kubernetes.io/instance=shoal -o name)
[ -z "$left" ] || die "uninstalling left $left"
say "evaluation mode works, and uninstalling leaves nothing"
