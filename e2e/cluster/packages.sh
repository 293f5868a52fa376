#!/usr/bin/env bash
# Installs what the local stack and the tests need from Debian's packages, if anything is missing.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
missing=()
want() { # package, what tells that it is there
  [ -e "$2" ] || command -v "$2" >/dev/null 2>&1 || missing+=("$1")
}
want containerd containerd
want runc runc
want containernetworking-plugins /usr/lib/cni/bridge
want iptables iptables
want conntrack conntrack
want busybox-static busybox
want mmdebstrap mmdebstrap
want iproute2 ip
want openssl openssl
want curl curl
want jq jq
want socat socat
want faketime faketime
want maven mvn
want g++ g++
want chromium chromium
want chromium-driver chromedriver
want python3-venv /usr/share/doc/python3-venv
ls -d /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
[ ${#missing[@]} -gt 0 ] || exit 0
need apt-get "install these by hand: ${missing[*]}"
say "installing ${missing[*]}"
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
# A cluster that Debian would start by itself is not wanted: the stack starts its own servers.
policy=/usr/sbin/policy-rc.d
made_policy=
[ -e $policy ] || { printf '#!/bin/sh\nexit 101\n' >$policy; chmod +x $policy; made_policy=1; }
trap '[ -z "$made_policy" ] || rm -f $policy' EXIT
{ apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 || { tail -5 "$log" >&2; die "apt-get could not install ${missing[*]}: see $log"; }
rm -f "$log"
