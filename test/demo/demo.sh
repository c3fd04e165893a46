#!/bin/sh
# usage: demo.sh BUILD_DIR
# Compiles two trained networks of the CIFAR-10 classes into programs, shows
# them pictures, and compares what they say with what PyTorch says.
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
kiln=$build/bin/kiln
compare=$build/test/tools/compare-arrays
models=test/data/models
pictures=test/data/pictures
out=$build/demo
mkdir -p "$out"
failures=0

# Shows the command as a person would type it, then runs it and says how long
# it took.
timed() {
  printf '\n$ %s\n' "$(echo "$*" | sed "s|$build/bin/||; s|$build|build/release|g")"
  start=$(date +%s%N)
  "$@"
  echo "($((($(date +%s%N) - start) / 1000000)) ms)"
}

# show NETWORK PICTURE CLASS [options]: CLASS empty where any answer will do.
show() {
  network=$1 picture=$2 class=$3
  shift 3
  stem=${picture%.*}
  timed "$out/$network" "$@" "$pictures/$picture" >"$out/answer.txt"
  cat "$out/answer.txt"
  # JPEG decoders differ in the last bits of pixels: there the logits are those
  # of the pixels that PyTorch saw.
  same=$pictures/$picture
  [ "${picture##*.}" = png ] || same=test/data/demo/$network/$stem.input.npy
  "$out/$network" "$@" "$same" -o "$out/logits.npy"
  printf 'logits against PyTorch: '
  "$compare" "test/data/demo/$network/$stem.logits.npy" "$out/logits.npy" 1e-3 ||
    failures=$((failures + 1))
  [ -z "$class" ] || sed -n '/%/{p;q;}' "$out/answer.txt" | grep -qw "$class" || {
    echo "expected $class"
    failures=$((failures + 1))
  }
}

timed "$kiln" compile "$models/net.py:Net" --weights "$models/captum_cifar_net.pt" \
  --input 1x3x32x32 --mean 0.5 --std 0.5 --labels "$models/cifar10.txt" -o "$out/net"
timed "$kiln" compile "$models/resnet20.py:resnet20()" \
  --weights "$models/resnet20_cifar10_akamaster.th" --input 1x3x32x32 \
  --mean 0.485,0.456,0.406 --std 0.229,0.224,0.225 \
  --labels "$models/cifar10.txt" -o "$out/resnet20"

show net horse.png horse
show resnet20 chelsea.png cat
show resnet20 horse.png horse
show resnet20 rocket.jpg ship --crop

echo
if [ "$failures" -gt 0 ]; then
  echo "$failures answers differ from PyTorch's"
  exit 1
fi
echo "All answers are PyTorch's. The programs are in $out: try ./net --help"
