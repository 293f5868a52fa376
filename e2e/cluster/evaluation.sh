#!/usr/bin/env bash
# Tries the chart's evaluation mode as a user of another cluster would, in the local one: takes the
# installed Shoal away, lets the demo install one with servers of its own, and takes that away too.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$LOCAL/env"
"$ROOT/e2e/cluster/evaluation-images.sh"
say "taking the installed Shoal away"
kubectl delete wfscheds,simjobs,trainjobs,repruns,srcsyncs,scruns --all --all-namespaces --timeout=3m >/dev/null
helm uninstall shoal --namespace shoal-system --wait >/dev/null
HELM_ARGS="--set images.pullPolicy=Never --skip-crds"
for server in temporal minio postgres; do HELM_ARGS+=" --set evaluation.images.$server=localhost/$server:1"; done
export HELM_ARGS
CLUSTER=current "$ROOT/e2e/cluster/demo.sh"

say "asking helm test whether a job would find all it needs"
helm test shoal --namespace shoal-system --timeout 2m >/dev/null ||
  { kubectl -n shoal-system logs job/shoal-check >&2; die "helm test fails"; }

# Usage: start NAME: starts a job that takes a minute, and waits until it runs.
start() {
  kubectl apply -f - >/dev/null <<J
apiVersion: shoal.dev/v1alpha1
kind: SimulationJob
metadata: {name: $1, namespace: research}
spec: {tier: scripted, rounds: 200, agents: 10, goal: "What comes of $1?", seed: "The platform team doubts it. The users hope."}
J
  kubectl -n research wait "simjob/$1" --for=jsonpath='{.status.phase}'=Running --timeout=2m >/dev/null
}

say "upgrading while a job runs, to listed namespaces and encrypted histories"
start carried-over
kubectl -n shoal-system create secret generic shoal-history --from-literal=keys="k1=$(openssl rand -base64 32)" >/dev/null
helm upgrade shoal "$ROOT/helm/shoal" --namespace shoal-system --reuse-values --skip-crds --wait --timeout 2m \
  --set watchNamespaces={research} --set temporal.historyKeysSecret=shoal-history --set-string podAnnotations.upgraded=yes >/dev/null
for account in operator worker; do
  for namespace in research kube-system; do
    may=$(kubectl auth can-i list pods --namespace $namespace --as system:serviceaccount:shoal-system:shoal-$account || true)
    [ "$may" = "$([ $namespace = research ] && echo yes || echo no)" ] || die "whether the $account may list pods of $namespace: $may"
  done
done
kubectl -n research wait simjob/carried-over --for=jsonpath='{.status.phase}'=Completed --timeout=3m >/dev/null
attempts=$(kubectl -n research get simjob carried-over -o jsonpath='{.status.attempts[*].number}')
[ "$attempts" = 1 ] || die "the upgrade cost the job its pod: attempts $attempts"

say "asking to uninstall while a job runs, and reading its encrypted history"
start in-the-way
workflow=sim-$(kubectl -n research get simjob in-the-way -o jsonpath='{.metadata.uid}')
encodings=$(kubectl -n shoal-system exec deploy/shoal-temporal -- \
  temporal workflow show --workflow-id "$workflow" --output json --no-json-shorthand-payloads |
  jq -r '[.. | objects | (.input?, .result?) | .payloads[]?.metadata.encoding | @base64d] | unique | join(" ")')
[ "$encodings" = binary/encrypted ] || die "payloads in the history of $workflow: $encodings"
if helm uninstall shoal --namespace shoal-system --wait >/dev/null 2>&1; then die "Shoal was uninstalled under a running job"; fi
kubectl -n shoal-system logs job/shoal-uninstall-guard | grep -q "1 resources still need Shoal, so it is not uninstalled: research/in-the-way" ||
  die "the guard does not name the job in the way"
[ "$(kubectl -n research get simjob in-the-way -o jsonpath='{.status.phase}')" = Running ] || die "the refused uninstall touched the job"
kubectl -n research delete simjob in-the-way >/dev/null
helm uninstall shoal --namespace shoal-system --wait >/dev/null
kubectl -n shoal-system wait pods -l app.kubernetes.io/instance=shoal --for=delete --timeout=2m >/dev/null
left=$(kubectl -n shoal-system get deployments,jobs,pods,services,configmaps,secrets,roles,rolebindings -l app.kubernetes.io/instance=shoal -o name)
[ -z "$left" ] || die "uninstalling left $left"
say "evaluation mode works, and uninstalling leaves nothing"
