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
. "$root/test/oracle/get_torch.sh"
cmake --build "$build" --target speed-bench >/dev/null
"$venv/bin/python" "$here/make_models.py" "$definitions" "$work" "$@"
exec "$venv/bin/python" "$here/bench.py" "$build" "$definitions" "$work" "$@"
