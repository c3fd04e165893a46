#!/bin/sh
# usage: convert.sh BUILD [FOLDER...]
# Converts every file of weights in the folders, and files of every type that
# it makes itself, and opens the results with PyTorch, safetensors and NumPy.
set -eu
build=$(cd "$1" && pwd)
shift
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/test/oracle/get_torch.sh"
exec "$venv/bin/python" "$root/test/convert/check_convert.py" "$build/bin/kiln" "$@"
