#!/bin/sh
# Compares kiln's programs with ONNX Runtime and checks the floors of speed and
# memory.
#
#   bench.sh BUILD [MODEL...]
#
# Python serves only to make the models and to install ONNX Runtime: both are
# timed by a C++ program. All of it stays below build/.
set -eu
build=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
venv=$root/build/venv
work=$root/build/bench
# Its definitions serve PyTorch and kiln; its compiled parts are not needed.
torchvision=0.28.0

if [ ! -f "$venv/.bench" ] || [ "$here/requirements.txt" -nt "$venv/.bench" ]; then
  echo "installing PyTorch and ONNX Runtime into build/venv"
  [ -x "$venv/bin/pip" ] || python3 -m venv "$venv"
  "$venv/bin/pip" install -q -r "$here/requirements.txt"
  touch "$venv/.bench"
fi
definitions=$work/torchvision-$torchvision
if [ ! -d "$definitions" ]; then
  mkdir -p "$work"
  "$venv/bin/pip" download -q --no-deps \
    -d "$work" "torchvision==$torchvision"
  "$venv/bin/python" - "$work"/torchvision-$torchvision-*.whl "$definitions.part" <<'PYTHON'
import sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
wheel.extractall(sys.argv[2], [n for n in wheel.namelist() if n.endswith(".py")])
PYTHON
  mv "$definitions.part" "$definitions"
  rm "$work"/torchvision-$torchvision-*.whl
fi
cmake --build "$build" --target speed-bench >/dev/null
"$venv/bin/python" "$here/make_models.py" "$definitions" "$work" "$@"
exec "$venv/bin/python" "$here/bench.py" "$build" "$definitions" "$work" "$@"
