# Shared by the scripts of the local stack: where things are, and how they speak.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
CACHE=${SHOAL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/shoal} # built servers and image layers: kept between checkouts
BIN=$CACHE/bin
LOCAL=$ROOT/.local                                          # state of this checkout's stack

BRIDGE=shoal0
GATEWAY=10.88.0.1
POD_CIDR=10.88.0.0/16
SERVICE_CIDR=10.96.0.0/16
DNS_IP=10.96.0.10
NODE=local
GPU_PRODUCT=NVIDIA-L40S
GPUS=4
API_PORT=6443

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() { printf '\033[1;31merror:\033[0m %s\n' "$*" >&2; exit 1; }
need() { command -v "$1" >/dev/null 2>&1 || die "$1 is missing. $2"; } # command, what to do

# The newest JDK 25 among the installed ones, or one line that says what to install.
find_java() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [ -x "$candidate/bin/javac" ] && "$candidate/bin/javac" -version 2>&1 | grep -q '^javac 25'; then
      echo "$candidate"
      return
    fi
  done
  die "JDK 25 is missing. Install it below /usr/lib/jvm, or set JAVA_HOME to it"
}

# Processes of the stack: started with a pid file, stopped by it.
alive() { [ -f "$LOCAL/pid/$1" ] && kill -0 "$(cat "$LOCAL/pid/$1")" 2>/dev/null; }
run() { # name command...
  local name=$1
  shift
  alive "$name" && return
  mkdir -p "$LOCAL/cmd" && chmod 700 "$LOCAL/cmd"
  printf '%q ' "$@" >"$LOCAL/cmd/$name" # so that a test can start it again
  nohup setsid "$@" >>"$LOCAL/log/$name.log" 2>&1 </dev/null &
  echo $! >"$LOCAL/pid/$name"
}
stop() { # name [signal]
  local pid
  [ -f "$LOCAL/pid/$1" ] || return 0
  pid=$(cat "$LOCAL/pid/$1")
  kill -"${2:-TERM}" "$pid" 2>/dev/null || true
  for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$pid" 2>/dev/null || true
  rm -f "$LOCAL/pid/$1"
}
await() { # what command...
  local what=$1
  shift
  for _ in $(seq 300); do
    "$@" >/dev/null 2>&1 && return
    sleep 0.2
  done
  die "$what did not become ready: see $LOCAL/log"
}
