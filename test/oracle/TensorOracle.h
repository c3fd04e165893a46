//===- TensorOracle.h - Model files against what PyTorch finds --*- C++ -*-===//
//
// FOLDER/EXPECTED_TENSORS.json says of some of the files below FOLDER which
// tensors they hold: {"a/b.pt": {"fc.weight": {"dtype": "Float", "shape": [2],
// "crc32": "0123abcd"}}}, the checksum being that of the contiguous
// little-endian bytes. Those files must read exactly so. Files below
// FOLDER/hostile must be refused. Everything else must give an answer.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_TEST_ORACLE_TENSORORACLE_H
#define KILN_TEST_ORACLE_TENSORORACLE_H

#include "compiler/Support/HostTensor.h"

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace kiln::test {

struct OracleResult {
  unsigned comparedFiles = 0;
  unsigned comparedTensors = 0;
  unsigned otherFiles = 0;
  unsigned refusedFiles = 0;
  unsigned failures = 0;
};

/// Checks a folder; every file is told on `os`, failures begin with "FAIL".
OracleResult checkModelFolder(llvm::StringRef folder, llvm::raw_ostream &os);

/// The CRC-32 of a tensor's bytes.
uint32_t checksum(const HostTensor &tensor);

} // namespace kiln::test

#endif
