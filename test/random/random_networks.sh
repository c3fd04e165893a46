#!/bin/sh
# usage: random_networks.sh BUILD [OPTION...]
# Compiles networks of layers chosen at random and compares them with PyTorch.
set -eu
build=$(cd "$1" && pwd)
shift
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/test/oracle/get_torch.sh"
exec "$venv/bin/python" "$root/test/random/random_networks.py" "$build" "$@"
