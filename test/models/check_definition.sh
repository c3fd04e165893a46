#!/bin/sh
# usage: check_definition.sh BUILD_DIR OUT DEFINITION CALL TOLERANCE [options of kiln]
# Compiles DEFINITION.py:CALL of test/data/definitions with its stored weights,
# runs the program on the stored inputs and compares with PyTorch's outputs.
# KILN_RUN=1 asks the reference interpreter instead of compiling.
set -eu
build=$1 out=$2 name=$3 call=$4 tolerance=$5
shift 5
data=$(cd "$(dirname "$0")/../data/definitions" && pwd)
cases=$build/test/tools/case-arrays
rm -rf "$out"
mkdir -p "$out"
outputs=$("$cases" extract "$data/$name.safetensors" "$out")
inputs="" examples="" results=""
for input in "$out"/input*.npy; do
  inputs="$inputs $input"
  examples="$examples --example $input"
done
i=0
while [ "$i" -lt "$outputs" ]; do
  results="$results -o $out/output$i.npy"
  i=$((i + 1))
done
# None of these paths holds a space that matters: they are lit's.
# shellcheck disable=SC2086
if [ "${KILN_RUN:-}" ]; then
  "$build/bin/kiln" run "$data/$name.py:$call" --weights "$data/$name.pt" "$@" $inputs $results
else
  "$build/bin/kiln" compile "$data/$name.py:$call" --weights "$data/$name.pt" -q \
    $examples -o "$out/program" "$@"
  "$out/program" $inputs $results
fi
"$cases" compare "$data/$name.safetensors" "$out" "$tolerance"
