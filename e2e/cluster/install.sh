#!/usr/bin/env bash
# Installs Shoal into the local cluster through its chart. Usage: install.sh [helm arguments...]
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$LOCAL/env"
namespace=shoal-system
say "installing the chart into namespace $namespace"
kubectl create namespace $namespace --dry-run=client -o yaml | kubectl apply -f - >/dev/null
kubectl label namespace $namespace pod-security.kubernetes.io/enforce=restricted --overwrite >/dev/null
kubectl -n $namespace create secret generic shoal-database --from-literal=url="$DATABASE_URL" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
kubectl -n $namespace create secret generic shoal-store --from-literal=access-key="$S3_ACCESS_KEY" --from-literal=secret-key="$S3_SECRET_KEY" --from-file=ca.crt="$S3_CA_FILE" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
kubectl -n $namespace create secret generic shoal-installation --from-literal=key="$SHOAL_INSTALLATION_KEY" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
helm upgrade --install shoal-crds "$ROOT/helm/shoal-crds" --namespace $namespace --take-ownership --wait >"$LOCAL/log/helm.log" 2>&1 ||
  { tail -3 "$LOCAL/log/helm.log" >&2; die "the CRDs could not be installed: see $LOCAL/log/helm.log"; }
helm upgrade --install shoal "$ROOT/helm/shoal" --namespace $namespace --wait --timeout 2m --skip-crds \
  --set images.pullPolicy=Never --set temporal.address="$TEMPORAL_ADDRESS" --set temporal.namespace="$TEMPORAL_NAMESPACE" \
  --set temporal.searchAttributes=true \
  --set database.existingSecret=shoal-database --set installationKey.existingSecret=shoal-installation \
  --set objectStore.endpoint="$S3_ENDPOINT" --set objectStore.bucket="$S3_BUCKET" --set objectStore.existingSecret=shoal-store --set objectStore.caSecret=shoal-store \
  --set-string podAnnotations.revision="$(cat "$LOCAL/images/revision")" "$@" >"$LOCAL/log/helm.log" 2>&1 ||
  { tail -3 "$LOCAL/log/helm.log" >&2; die "the chart could not be installed: see $LOCAL/log/helm.log"; }
say "Shoal is installed"
