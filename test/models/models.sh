#!/bin/sh
# usage: models.sh BUILD [MODEL...]
# Compiles torchvision's own files, unmodified, with weights that PyTorch saved,
# and compares what the programs compute with PyTorch's results: on several
# CPUs, with one and two threads, as a library, with the weights apart. Checks
# the kernels with `kiln verify` too. PyTorch makes the weights and the results.
set -eu
build=$(cd "$1" && pwd)
shift
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/test/oracle/get_torch.sh"
kiln=$build/bin/kiln
tools=$build/test/tools
tolerance=1e-4
passed=0
failed=0

# check WHAT COMMAND...: counts it, and shows what a failure says.
check() {
  what=$1
  shift
  if "$@" >"$folder/log" 2>&1; then
    passed=$((passed + 1))
    answer=ok
  else
    failed=$((failed + 1))
    answer=FAILED
    echo "$model: $what failed:"
    sed 's/^/  /' "$folder/log"
  fi
}

compile() { "$kiln" compile "$call" --weights "$folder/weights.pt" --example "$folder/x.npy" -q "$@"; }

# What a program of these options computes, against PyTorch.
agrees() {
  compile -o "$folder/other" "$@" &&
    "$folder/other" "$folder/x.npy" -o "$folder/other.npy" &&
    "$tools/compare-arrays" "$folder/y.npy" "$folder/other.npy" "$tolerance"
}

library_agrees() {
  compile --emit=shared --name model -o "$folder/model.so" &&
    "$tools/run-library" "$folder/model.so" model "$folder/other.npy" "$folder/x.npy" &&
    cmp "$folder/native.npy" "$folder/other.npy"
}

weights_file_agrees() {
  compile --weights-file -o "$folder/other" &&
    "$folder/other" "$folder/x.npy" -o "$folder/other.npy" &&
    cmp "$folder/native.npy" "$folder/other.npy"
}

# The processor levels that this machine has.
levels() {
  echo x86-64
  ! grep -qw avx2 /proc/cpuinfo || echo x86-64-v3
  ! grep -qw avx512vl /proc/cpuinfo || echo x86-64-v4
}

check_model() {
  call=$definitions/torchvision/models/$(sed -n 's/^ "model": "\(.*\)",$/\1/p' "$folder/about.json")
  start=$(date +%s%N)
  check compile compile -o "$folder/native"
  seconds=$((($(date +%s%N) - start) / 10000000))
  [ "$answer" = ok ] || return 0
  check "one thread" "$folder/native" --threads 1 "$folder/x.npy" -o "$folder/native.npy"
  check result "$tools/compare-arrays" "$folder/y.npy" "$folder/native.npy" "$tolerance"
  error=$(sed 's/.*error \([^, )]*\).*/\1/' "$folder/log" | tail -1)
  check "two threads" "$folder/native" --threads 2 "$folder/x.npy" -o "$folder/two.npy"
  check "equal bits" cmp "$folder/native.npy" "$folder/two.npy"
  threads=$answer
  check verify "$kiln" verify "$call" --weights "$folder/weights.pt" "$folder/x.npy"
  verified=$answer
  cpus=""
  for level in $(levels); do
    check "--target-cpu=$level" agrees "--target-cpu=$level"
    [ "$answer" = ok ] && cpus="$cpus ${level#x86-64-}" || cpus="$cpus FAILED"
  done
  check --emit=shared library_agrees
  shared=$answer
  check --weights-file weights_file_agrees
  printf '%-18s %6d.%02d %8s  %-7s %-7s %-13s %-7s %s\n' "$model" $((seconds / 100)) \
    $((seconds % 100)) "$error" "$threads" "$verified" "$(echo $cpus)" "$shared" "$answer" \
    >>"$work/table"
  rm -f "$folder/native" "$folder/other" "$folder/other.weights" "$folder/model.so"
}

[ $# -gt 0 ] || set -- alexnet vgg16 squeezenet1_1 resnet18 resnet50 mobilenet_v2
printf '%-18s %9s %8s  %-7s %-7s %-13s %-7s %s\n' model "compile s" error "2 thr." \
  verify cpus shared weights-file >"$work/table"
for model in "$@"; do
  folder=$work/$model
  mkdir -p "$folder"
  [ -f "$folder/y.npy" ] ||
    "$venv/bin/python" "$root/test/oracle/make_torchvision.py" "$definitions" "$work" "$model" >/dev/null
  check_model
done
echo
cat "$work/table"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
