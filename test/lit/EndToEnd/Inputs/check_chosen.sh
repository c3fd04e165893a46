#!/bin/sh
# check_chosen.sh COMPARE DATA MODEL OUTPUTS: runs ./program on all inputs and
# compares its outputs with what PyTorch gave.
set -e
compare=$1 data=$2 model=$3 count=$4
outputs=
for index in $(seq 0 $((count - 1))); do
  outputs="$outputs -o $index.npy"
done
for kind in none one some all; do
  ./program "$data/$kind.npy" $outputs
  for index in $(seq 0 $((count - 1))); do
    "$compare" "$data/$model-$kind.$index.npy" "$index.npy" 1e-5
  done
done
