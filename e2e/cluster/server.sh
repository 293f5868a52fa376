#!/usr/bin/env bash
# Stops or starts one server of the running stack, for fault tests. Usage: server.sh stop|start NAME
set -euo pipefail
. "$(dirname "$0")/lib.sh"
export PATH=$BIN:$PATH
cd "$LOCAL"
case $1 in
  stop) # with its children: a forwarder has one a connection
    kill -KILL -- "-$(cat "$LOCAL/pid/$2")"
    rm -f "$LOCAL/pid/$2"
    ;;
  start) eval "run \"$2\" $(cat "$LOCAL/cmd/$2")" ;;
  *) die "usage: server.sh stop|start NAME" ;;
esac
