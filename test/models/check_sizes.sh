#!/bin/sh
# usage: check_sizes.sh BUILD_DIR OUT DEFINITION TOLERANCE OPTIONS_OF_KILN...
# Compiles DEFINITION.py:Model of test/data/sizes into one program, with inputs
# of named sizes among the options, runs it on the stored inputs of all sizes and
# compares with PyTorch's outputs.
set -eu
build=$1 out=$2 name=$3 tolerance=$4
shift 4
data=$(cd "$(dirname "$0")/../data/sizes" && pwd)
cases=$build/test/tools/case-arrays
rm -rf "$out"
mkdir -p "$out"
"$build/bin/kiln" compile "$data/$name.py:Model" --weights "$data/$name.pt" -q \
  -o "$out/program" "$@"
for case in "$data/$name".*.safetensors; do
  arrays=$out/$(basename "$case" .safetensors)
  mkdir "$arrays"
  outputs=$("$cases" extract "$case" "$arrays")
  results="" i=0
  while [ "$i" -lt "$outputs" ]; do
    results="$results -o $arrays/output$i.npy"
    i=$((i + 1))
  done
  # None of these paths holds a space that matters: they are lit's.
  # shellcheck disable=SC2086
  "$out/program" "$arrays"/input*.npy $results
  "$cases" compare "$case" "$arrays" "$tolerance"
done
