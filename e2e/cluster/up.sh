#!/usr/bin/env bash
# Brings the local stack up: a one-node Kubernetes with a real kubelet, Temporal, MinIO, PostgreSQL.
# Idempotent: what runs already is left alone.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
started=$SECONDS

[ "$(id -u)" = 0 ] || die "the local stack runs containers: run make as root"
export JAVA_HOME
JAVA_HOME=$(find_java)
"$ROOT/e2e/cluster/packages.sh"
"$ROOT/e2e/cluster/build-servers.sh"
export PATH=$BIN:$PATH
mkdir -p "$LOCAL"/{pki,log,pid,cni,conf,images,data}
chmod 755 "$LOCAL"
cd "$LOCAL"
HOST_IP=$(hostname -I | awk '{print $1}')

certificates() {
  [ -f pki/done-"$HOST_IP" ] && return
  say "making certificates"
  rm -f pki/*
  (
    cd pki
    # From an hour ago: a test sets clocks back.
    openssl() { faketime -f -1h openssl "$@"; }
    openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -subj /CN=shoal-local-ca -days 365 -out ca.crt 2>/dev/null
    openssl genrsa -out sa.key 2048 2>/dev/null
    openssl rsa -in sa.key -pubout -out sa.pub 2>/dev/null
    cert() { # name subject [subjectAltName]
      openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -subj "$2" -out "$1.csr" 2>/dev/null
      openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -out "$1.crt" 2>/dev/null \
        -extfile <(printf 'extendedKeyUsage=clientAuth,serverAuth\n%s\n' "${3:+subjectAltName=$3}")
    }
    cert apiserver /CN=kube-apiserver "DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,IP:127.0.0.1,IP:10.96.0.1,IP:$GATEWAY,IP:$HOST_IP"
    cert admin /O=system:masters/CN=admin
    cert controller-manager /CN=system:kube-controller-manager
    cert scheduler /CN=system:kube-scheduler
    cert proxy /CN=system:kube-proxy
    cert node "/O=system:nodes/CN=system:node:$NODE" "DNS:$NODE,IP:$HOST_IP,IP:127.0.0.1"
    cert postgres /CN=postgres "IP:$GATEWAY"
    cert minio /CN=minio "IP:$GATEWAY"
    cert temporal /CN=temporal "DNS:temporal"
    cert kubelet-client /O=system:masters/CN=apiserver-kubelet
  )
  for user in admin controller-manager scheduler proxy node; do
    cat >"conf/$user.kubeconfig" <<K
apiVersion: v1
kind: Config
clusters: [{name: local, cluster: {server: "https://127.0.0.1:$API_PORT", certificate-authority: $LOCAL/pki/ca.crt}}]
users: [{name: $user, user: {client-certificate: $LOCAL/pki/$user.crt, client-key: $LOCAL/pki/$user.key}}]
contexts: [{name: local, context: {cluster: local, user: $user}}]
current-context: local
K
  done
  touch "pki/done-$HOST_IP"
}

bridge() {
  ip link show "$BRIDGE" >/dev/null 2>&1 && return
  ip link add "$BRIDGE" type bridge
  ip addr add "$GATEWAY/16" dev "$BRIDGE"
  ip link set "$BRIDGE" up
}

control_plane() {
  say "starting the control plane"
  run etcd etcd --data-dir "$LOCAL/data/etcd" --listen-client-urls http://127.0.0.1:2379 \
    --advertise-client-urls http://127.0.0.1:2379 --listen-peer-urls http://127.0.0.1:2380 --unsafe-no-fsync --log-level warn
  run kube-apiserver kube-apiserver --etcd-servers=http://127.0.0.1:2379 --secure-port=$API_PORT --advertise-address="$HOST_IP" \
    --tls-cert-file=pki/apiserver.crt --tls-private-key-file=pki/apiserver.key --client-ca-file=pki/ca.crt \
    --service-account-key-file=pki/sa.pub --service-account-signing-key-file=pki/sa.key \
    --service-account-issuer=https://kubernetes.default.svc.cluster.local --service-cluster-ip-range=$SERVICE_CIDR \
    --authorization-mode=Node,RBAC --kubelet-client-certificate=pki/kubelet-client.crt --kubelet-client-key=pki/kubelet-client.key \
    --kubelet-certificate-authority=pki/ca.crt --kubelet-preferred-address-types=InternalIP --allow-privileged
  await "the API server" kubectl get --raw /readyz
  run kube-controller-manager kube-controller-manager --kubeconfig=conf/controller-manager.kubeconfig \
    --service-account-private-key-file=pki/sa.key --root-ca-file=pki/ca.crt --use-service-account-credentials --leader-elect=false
  run kube-scheduler kube-scheduler --kubeconfig=conf/scheduler.kubeconfig --leader-elect=false
}

runtime() {
  # Without CAP_SYS_RESOURCE, which root lacks on some machines, an OOM score can't be lowered:
  # restrict_oom_score_adj keeps sandboxes from dying of it.
  cat >conf/containerd.toml <<C
version = 2
root = "$LOCAL/data/containerd"
state = "$LOCAL/run/containerd"
[grpc]
  address = "$LOCAL/run/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost/pause:1"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$LOCAL/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      SystemdCgroup = false
C
  cat >cni/10-shoal.conflist <<C
{"cniVersion":"0.4.0","name":"shoal-local","plugins":[
 {"type":"bridge","bridge":"$BRIDGE","isGateway":true,"ipMasq":true,"hairpinMode":true,
  "ipam":{"type":"host-local","dataDir":"$LOCAL/data/cni","ranges":[[{"subnet":"$POD_CIDR"}]],"routes":[{"dst":"0.0.0.0/0"}]}},
 {"type":"portmap","capabilities":{"portMappings":true}}]}
C
  mkdir -p run
  run containerd containerd --config conf/containerd.toml --log-level warn
  await containerd ctr -a run/containerd.sock version
}

node() {
  say "starting the node"
  cat >conf/kubelet.yaml <<K
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $LOCAL/pki/ca.crt}}
authorization: {mode: Webhook}
tlsCertFile: $LOCAL/pki/node.crt
tlsPrivateKeyFile: $LOCAL/pki/node.key
containerRuntimeEndpoint: unix://$LOCAL/run/containerd.sock
cgroupDriver: cgroupfs
failSwapOn: false
failCgroupV1: false
enforceNodeAllocatable: []
evictionHard: {memory.available: "100Mi", nodefs.available: "1%", imagefs.available: "1%"}
imageGCHighThresholdPercent: 100
imageMaximumGCAge: 0s
maxPods: 250
serializeImagePulls: false
clusterDNS: [$DNS_IP]
clusterDomain: cluster.local
resolvConf: /etc/resolv.conf
# Tests kill containers often: a second is long enough for them to wait.
featureGates: {KubeletCrashLoopBackOffMax: true}
crashLoopBackOff: {maxContainerRestartPeriod: 1s}
K
  run kubelet kubelet --config conf/kubelet.yaml --kubeconfig conf/node.kubeconfig --hostname-override=$NODE --node-ip="$HOST_IP" \
    --root-dir="$LOCAL/data/kubelet" --cert-dir="$LOCAL/data/kubelet-pki" --node-labels=nvidia.com/gpu.product=$GPU_PRODUCT
  # It ends itself when its file is written, the same or not.
  alive kube-proxy || cat >conf/proxy.yaml <<K
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clientConnection: {kubeconfig: $LOCAL/conf/proxy.kubeconfig}
mode: iptables
clusterCIDR: $POD_CIDR
conntrack: {maxPerCore: 0}
hostnameOverride: $NODE
K
  run kube-proxy kube-proxy --config conf/proxy.yaml
  await "the node" kubectl get node $NODE
  await "the node" kubectl wait --for=condition=Ready node/$NODE --timeout=1s
  # GPUs as an extended resource, the way the Kubernetes documentation describes: the scheduler counts them for real.
  kubectl patch node $NODE --subresource=status --type=merge \
    -p "{\"status\":{\"capacity\":{\"nvidia.com/gpu\":\"$GPUS\"},\"allocatable\":{\"nvidia.com/gpu\":\"$GPUS\"}}}" >/dev/null
}

dns() {
  cat >conf/Corefile <<C
.:10053 {
  bind $GATEWAY
  kubernetes cluster.local {
    kubeconfig $LOCAL/conf/admin.kubeconfig local
  }
  forward . /etc/resolv.conf
}
C
  run coredns coredns -conf conf/Corefile
  kubectl apply -f - >/dev/null <<K
apiVersion: v1
kind: Service
metadata: {name: kube-dns, namespace: kube-system}
spec: {clusterIP: $DNS_IP, ports: [{name: dns, port: 53, targetPort: 10053, protocol: UDP}, {name: dns-tcp, port: 53, targetPort: 10053, protocol: TCP}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: kube-dns-host, namespace: kube-system, labels: {kubernetes.io/service-name: kube-dns}}
addressType: IPv4
ports: [{name: dns, port: 10053, protocol: UDP}, {name: dns-tcp, port: 10053, protocol: TCP}]
endpoints: [{addresses: ["$GATEWAY"], conditions: {ready: true}}]
K
}

secrets() {
  [ -f conf/secrets ] && return
  umask 077
  {
    echo "S3_ACCESS_KEY=shoal"
    echo "S3_SECRET_KEY=$(openssl rand -hex 16)"
    echo "DATABASE_PASSWORD=$(openssl rand -hex 16)"
    echo "INSTALLATION_KEY=$(openssl rand -hex 32)"
  } >conf/secrets
  umask 022
}

services() {
  say "starting Temporal, MinIO and PostgreSQL"
  local postgres
  postgres=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
  # In memory: on a file its database takes three times as long over a burst. What runs when the stack
  # stops is found lost after the next start, as after any loss of a workflow.
  # The dev server's own parts find each other on loopback alone, so pods reach it through a forwarder.
  run temporal temporal server start-dev --ip 127.0.0.1 --port 7233 --ui-ip 127.0.0.1 --ui-port 8233 \
    --log-level error --search-attribute ShoalNamespace=Keyword --search-attribute ShoalJob=Keyword \
    --search-attribute ShoalTier=Keyword --search-attribute ShoalPhase=Keyword \
    --dynamic-config-value matching.numTaskqueueReadPartitions=1 --dynamic-config-value matching.numTaskqueueWritePartitions=1 \
    --dynamic-config-value 'matching.wv.VersionDrainageStatusRefreshInterval="5s"' \
    --dynamic-config-value 'matching.wv.VersionDrainageStatusVisibilityGracePeriod="5s"' \
    --dynamic-config-value system.enableActivityEagerExecution=true --dynamic-config-value frontend.rps=100000 \
    --dynamic-config-value frontend.namespaceRPS=100000 --dynamic-config-value history.persistenceMaxQPS=100000 \
    --dynamic-config-value frontend.persistenceMaxQPS=100000 --dynamic-config-value matching.persistenceMaxQPS=100000
  run temporal-forward socat "TCP-LISTEN:7233,bind=$GATEWAY,fork,reuseaddr" TCP:127.0.0.1:7233
  # As MinIO wants them named.
  mkdir -p conf/minio
  cp pki/minio.crt conf/minio/public.crt
  cp pki/minio.key conf/minio/private.key
  run minio env MINIO_ROOT_USER="$S3_ACCESS_KEY" MINIO_ROOT_PASSWORD="$S3_SECRET_KEY" MINIO_BROWSER=off \
    minio server --quiet --certs-dir "$LOCAL/conf/minio" --address "$GATEWAY:9000" "$LOCAL/data/minio"
  if [ ! -L data/postgres ]; then
    # PostgreSQL runs as its own user, which may not reach a checkout below somebody's home.
    local folder
    folder=$(mktemp -d /var/tmp/shoal-postgres-XXXXXX)
    printf '%s' "$DATABASE_PASSWORD" >"$folder/password"
    chown -R postgres "$folder"
    (cd / && runuser -u postgres -- "$postgres/initdb" -D "$folder/data" -U shoal --auth=scram-sha-256 --pwfile="$folder/password" -E UTF8 --locale=C.UTF-8) >"$LOCAL/log/initdb.log" 2>&1 ||
      die "initdb failed: see $LOCAL/log/initdb.log"
    rm -f "$folder/password"
    echo "host all all $POD_CIDR scram-sha-256" >>"$folder/data/pg_hba.conf"
    ln -s "$folder" data/postgres
  fi
  local data
  data=$(readlink data/postgres)/data
  install -o postgres -g postgres -m 600 pki/postgres.crt pki/postgres.key "$data"
  run postgres setpriv --reuid=postgres --regid=postgres --init-groups "$postgres/postgres" -D "$data" -c ssl=on -c ssl_cert_file=postgres.crt -c ssl_key_file=postgres.key -c listen_addresses="$GATEWAY" -c port=5432 \
    -c unix_socket_directories= -c fsync=off -c max_connections=200
  await PostgreSQL pg_isready -h "$GATEWAY" -U shoal
  PGPASSWORD=$DATABASE_PASSWORD psql -h "$GATEWAY" -U shoal -d postgres -tAc "SELECT 1 FROM pg_database WHERE datname = 'shoal'" | grep -q 1 ||
    PGPASSWORD=$DATABASE_PASSWORD psql -q -h "$GATEWAY" -U shoal -d postgres -c 'CREATE DATABASE shoal'
  await Temporal temporal operator cluster health --address "$GATEWAY:7233"
  await MinIO curl -fsS --cacert pki/ca.crt "https://$GATEWAY:9000/minio/health/ready"
  mkdir -p data/minio/shoal # a bucket is a folder of MinIO's
}

# Everything that people and tests source.
environment() {
  umask 077
  cat >env <<E2
export KUBECONFIG=$LOCAL/conf/admin.kubeconfig
export TEMPORAL_ADDRESS=$GATEWAY:7233
export TEMPORAL_NAMESPACE=default
export S3_ENDPOINT=https://$GATEWAY:9000
export S3_CA_FILE=$LOCAL/pki/ca.crt
export S3_ACCESS_KEY=$S3_ACCESS_KEY
export S3_SECRET_KEY=$S3_SECRET_KEY
export S3_BUCKET=shoal
export DATABASE_URL=postgresql://shoal:$DATABASE_PASSWORD@$GATEWAY:5432/shoal
export SHOAL_INSTALLATION_KEY=$INSTALLATION_KEY
export PATH=$BIN:\$PATH
E2
  umask 022
}

certificates
export KUBECONFIG=$LOCAL/conf/admin.kubeconfig
secrets
set -a
. conf/secrets
set +a
bridge
environment
services &
services_pid=$!
control_plane
runtime
"$ROOT/e2e/cluster/base-images.sh"
node
dns
wait "$services_pid" || die "Temporal, MinIO or PostgreSQL did not start: see $LOCAL/log"
say "the stack is up after $((SECONDS - started)) s; Temporal's UI is at http://127.0.0.1:8233; to use it: source .local/env"
