#!/usr/bin/env bash
# One file that carries everything, Node included, for a machine without a network: bash deploy/bundle.sh OUT.tar.gz
# Run it in a checkout in which `npm ci` has run, on the same kind of machine (Linux x64 or arm64).
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:?where to write it: bash deploy/bundle.sh yijian.tar.gz}
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
to="$room/yijian"
mkdir -p "$to/node_modules"
git ls-files -z src bots flows data docs deploy package.json tsconfig.json README.md README.zh-CN.md .env.example |
  grep -zv '^data/training/' | tar --null -T - -cf - | tar -xf - -C "$to"
# What the program needs and nothing else; folders within folders come with the outer one.
npm ls --omit=dev --all --parseable 2>/dev/null | sed -n "s|^$PWD/node_modules/||p" | grep -v '/node_modules/' |
  sort -u | while read -r part; do
    mkdir -p "$to/node_modules/$(dirname "$part")"
    cp -a "node_modules/$part" "$to/node_modules/$part"
  done
node=$(find "$to/node_modules" -path '*node-linux-*/bin/node' -print -quit)
if [ -z "$node" ]; then
  echo 'no Node in node_modules: run npm ci with optional packages, then again' >&2
  exit 1
fi
cat > "$to/yijian" <<'START'
#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
exec "$here"/node_modules/node-linux-*/bin/node "$here/src/yijian.ts" "$@"
START
chmod 755 "$to/yijian"
(cd "$room" && find yijian -type f ! -path yijian/SHA256SUMS -print0 | sort -z | xargs -0 sha256sum > yijian/SHA256SUMS)
tar -C "$room" --sort=name --owner=0 --group=0 --numeric-owner -czf "$out" yijian
echo "$out: $(du -h "$out" | cut -f1), $(wc -l < "$to/SHA256SUMS") files"
