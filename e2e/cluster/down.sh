#!/usr/bin/env bash
# Stops exactly what up.sh started and leaves no process, mount, network device or iptables chain.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
[ "$(id -u)" = 0 ] || die "the local stack runs as root: run make as root"
[ -d "$LOCAL/pid" ] || { say "nothing is up"; exit 0; }
export PATH=$BIN:$PATH KUBECONFIG=$LOCAL/conf/admin.kubeconfig

if alive kubelet && alive kube-apiserver; then
  say "removing pods"
  stop kube-controller-manager
  # A Job's pod has a finalizer that only the controller takes off, which is stopped: no use to wait for it.
  kubectl delete pods --all-namespaces --all --force --grace-period=0 --timeout=20s >/dev/null 2>&1 || true
fi
stop kubelet
if alive containerd; then
  sock=$LOCAL/run/containerd.sock
  for task in $(ctr -a "$sock" -n k8s.io tasks ls -q 2>/dev/null); do
    ctr -a "$sock" -n k8s.io tasks kill -s KILL "$task" >/dev/null 2>&1 || true
    ctr -a "$sock" -n k8s.io tasks delete -f "$task" >/dev/null 2>&1 || true
  done
  for container in $(ctr -a "$sock" -n k8s.io containers ls -q 2>/dev/null); do
    ctr -a "$sock" -n k8s.io containers delete "$container" >/dev/null 2>&1 || true
  done
fi
stop kube-proxy
say "stopping the servers"
for server in kube-scheduler coredns kube-controller-manager kube-apiserver etcd toxiproxy minio temporal-forward temporal; do stop "$server"; done
stop postgres INT
stop containerd
for shim in $(pgrep -f "containerd-shim-runc-v2 .*-address $LOCAL/run/containerd.sock" || true); do kill -KILL "$shim" 2>/dev/null || true; done

say "cleaning up mounts and the network"
# Innermost first.
awk -v root="$LOCAL/" 'index($2, root) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mount; do umount -l "$mount" 2>/dev/null || true; done
ip link show "$BRIDGE" >/dev/null 2>&1 && for veth in $(ip -o link show master "$BRIDGE" | awk -F': ' '{ split($2, name, "@"); print name[1] }'); do ip link delete "$veth" 2>/dev/null || true; done
for netns in $(ip netns list 2>/dev/null | awk '/^cni-/ { print $1 }'); do ip netns delete "$netns" 2>/dev/null || true; done
ip link delete "$BRIDGE" 2>/dev/null || true
# Another cluster's node on this machine keeps its rules.
if ! pgrep -x kubelet >/dev/null && ! pgrep -x kube-proxy >/dev/null; then
  kube-proxy --cleanup >/dev/null 2>&1 || true
  for save in iptables ip6tables; do
    for table in nat filter mangle; do
      command -v $save >/dev/null 2>&1 || continue
      for chain in $($save -t $table -S 2>/dev/null | awk '/^-N (KUBE|CNI)-/ { print $2 }'); do
        $save -t $table -S | awk -v chain="$chain" '$1 == "-A" && index($0, "-j " chain) { sub(/^-A/, "-D"); print }' |
          while read -r rule; do eval "$save -t $table $rule" 2>/dev/null || true; done
        $save -t $table -F "$chain" 2>/dev/null || true
      done
      for chain in $($save -t $table -S 2>/dev/null | awk '/^-N (KUBE|CNI)-/ { print $2 }'); do $save -t $table -X "$chain" 2>/dev/null || true; done
    done
  done
fi
[ ! -L "$LOCAL/data/postgres" ] || rm -rf "$(readlink "$LOCAL/data/postgres")"
rm -rf "$LOCAL"/{pid,cmd,run,data,pki,conf,env,cni}
say "down"
