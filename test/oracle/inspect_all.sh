#!/bin/sh
# usage: inspect_all.sh KILN FOLDER
# Runs `kiln inspect` on every file of a folder: each has to be shown, or
# refused with an error. Names the files where neither happened.
set -u
kiln=$1
folder=$2
shown=0
refused=0
failed=0
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
find "$folder" -type f | sort >"$out/files"
while IFS= read -r file; do
  timeout 120 "$kiln" inspect "$file" >"$out/stdout" 2>"$out/stderr"
  status=$?
  if [ $status = 0 ] && [ -s "$out/stdout" ] && [ ! -s "$out/stderr" ]; then
    shown=$((shown + 1))
  elif [ $status = 1 ] && grep -q 'error: ' "$out/stderr" &&
    ! grep -q 'Sanitizer\|runtime error' "$out/stderr"; then
    refused=$((refused + 1))
  else
    failed=$((failed + 1))
    echo "$file: exit status $status"
    head -5 "$out/stderr"
  fi
done <"$out/files"
echo "$shown shown, $refused refused, $failed failed"
[ $failed = 0 ]
