# Shared by the scripts that make images without a registry.
assemble() { # image-name command env output layer...
  local name=$1 command=$2 env=$3 output=$4 work ids="" files="" layer digest
  shift 4
  work=$(mktemp -d)
  for layer in "$@"; do
    digest=$(sha256sum "$layer" | cut -d' ' -f1)
    cp "$layer" "$work/$digest.tar"
    ids="$ids${ids:+,}\"sha256:$digest\""
    files="$files${files:+,}\"$digest.tar\""
  done
  printf '{"architecture":"amd64","os":"linux","created":"1970-01-01T00:00:00Z","config":{"Cmd":%s,"Env":%s},"rootfs":{"type":"layers","diff_ids":[%s]},"history":[]}' \
    "$command" "$env" "$ids" >"$work/config.json"
  printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":[%s]}]' "$name" "$files" >"$work/manifest.json"
  tar -C "$work" -cf "$output" $(ls "$work")
  rm -r "$work"
}
ctr() { command ctr -a "$LOCAL/run/containerd.sock" -n k8s.io "$@"; }
imported() { ctr images ls -q | grep -q "^$1\$"; } # image-name
import() { ctr images import "$1" >/dev/null; }      # tar
