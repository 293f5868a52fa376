#!/usr/bin/env bash
# Installs Shoal into the cluster of the kubeconfig in force, unless it is there, with whatever servers
# HELM_ARGS doesn't name.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
kubectl version >/dev/null 2>&1 || die "the current cluster does not answer: set KUBECONFIG to one that does"
if kubectl get deployments --all-namespaces -l app.kubernetes.io/name=shoal,app.kubernetes.io/component=operator -o name | grep -q .; then
  say "Shoal is in the current cluster already"
  exit 0
fi
arguments=(--set evaluation.enabled=true)
if [ -n "${REGISTRY:-}" ]; then
  for image in operator worker pod; do arguments+=(--set "images.$image.repository=$REGISTRY/$image"); done
fi
# Without a GPU anywhere the scripted tier runs all the same.
kubectl get nodes -o json | jq -e '[.items[].status.allocatable["nvidia.com/gpu"] // "0" | tonumber] | add > 0' >/dev/null ||
  arguments+=(--set tiers.scripted.gpuCount=0)
say "installing the chart, with the servers that it needs, into namespace $SYSTEM"
# shellcheck disable=SC2086 # HELM_ARGS is a list of words
helm upgrade --install shoal "$ROOT/helm/shoal" --namespace "$SYSTEM" --create-namespace --wait --timeout 5m "${arguments[@]}" ${HELM_ARGS:-} >/dev/null 2>&1 || {
  kubectl -n "$SYSTEM" get pods -o json |
    jq -r '.items[] | .metadata.name as $pod | .status.containerStatuses[]? | select(.ready | not) | "\($pod): \(.state.waiting.reason // "not ready") (\(.image))"' >&2
  die "the chart could not be installed: push our images where the cluster finds them and set REGISTRY=host/path, see docs/operations.md"
}
