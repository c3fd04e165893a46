#!/bin/sh
# usage: generate.sh FOLDER BUILD_DIR
# Writes the references: of dialects and passes from their TableGen definitions,
# of torch.nn from the calls that are compared with PyTorch.
set -eu
folder=$1
build=$2
llvm=${LLVM_PREFIX:-/usr/lib/llvm-22}
source=$(cd "$(dirname "$0")/../.." && pwd)

generate() {
  output=$1
  shift
  "$llvm/bin/mlir-tblgen" -I "$source" -I "$llvm/include" "$@" >"$folder/$output"
}
generate kiln-dialect.md -gen-dialect-doc -dialect=kiln "$source/dialects/Kiln/KilnOps.td"
generate kernel-dialect.md -gen-dialect-doc -dialect=kernel "$source/dialects/Kernel/KernelOps.td"
generate transforms.md -gen-pass-doc "$source/compiler/Transforms/Passes.td"
generate schedule.md -gen-pass-doc "$source/codegen/Schedule/Passes.td"
"$source/docs/reference/torch_nn.py" "$build/test/tools/torch-surface" >"$folder/torch-nn.md"
