#!/bin/sh
# usage: check_control_flow.sh BUILD_DIR OUT MODEL TOLERANCE [OPTIONS_OF_KILN...]
# Compiles MODEL of test/data/control_flow (a class of models.py, NAME.script.pt
# or NAME.pt2) into one program, runs it on all stored inputs and compares with
# PyTorch's outputs; so does the reference interpreter. Then verifies it.
# COMPILE holds further options for compiling.
set -eu
build=$1 out=$2 model=$3 tolerance=$4
shift 4
data=$(cd "$(dirname "$0")/../data/control_flow" && pwd)
cases=$build/test/tools/case-arrays
name=${model%%.*}
case $model in
*.*) source=$data/$model ;;
*) source=$data/models.py:$model ;;
esac
if [ "$source" = "$data/models.py:$name" ] && [ -e "$data/$name.pt" ]; then
  set -- --weights "$data/$name.pt" "$@"
fi
rm -rf "$out"
mkdir -p "$out"
# Sizes with names are among the options, others those of the first inputs.
named=false inputs=""
case " $* " in
*" --input "*) named=true ;;
*)
  "$cases" extract "$data/$name.0.safetensors" "$out" >"$out/count"
  for input in "$out"/input*.npy; do
    inputs="$inputs --example $input"
  done
  ;;
esac
# None of these paths holds a space that matters: they are lit's.
# shellcheck disable=SC2086
"$build/bin/kiln" compile "$source" -q -o "$out/program" $inputs "$@" ${COMPILE:-}
for stored in "$data/$name".[0-9].safetensors; do
  arrays=$out/$(basename "$stored" .safetensors)
  for run in program reference; do
    if [ $run = reference ] && $named; then continue; fi
    mkdir -p "$arrays.$run"
    outputs=$("$cases" extract "$stored" "$arrays.$run")
    results="" i=0
    while [ "$i" -lt "$outputs" ]; do
      results="$results -o $arrays.$run/output$i.npy"
      i=$((i + 1))
    done
    # shellcheck disable=SC2086
    if [ "$run" = program ]; then
      "$out/program" "$arrays.$run"/input*.npy $results
    else
      "$build/bin/kiln" run "$source" "$@" "$arrays.$run"/input*.npy $results
    fi
    "$cases" compare "$stored" "$arrays.$run" "$tolerance"
  done
done
# shellcheck disable=SC2086
"$build/bin/kiln" verify "$source" $inputs "$@"
