//===- Packing.h - Packed weights of a program ------------------*- C++ -*-===//

#ifndef KILN_CODEGEN_SCHEDULE_PACKING_H
#define KILN_CODEGEN_SCHEDULE_PACKING_H

#include "codegen/CPU/Contraction/Packing.h"
#include "dialects/Kernel/KernelOps.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <string>
#include <vector>

namespace kiln {

/// Between the attribute and the contraction library's description.
contraction::Packing packingOf(kernel::PackingAttr attribute);
kernel::PackingAttr toAttribute(mlir::MLIRContext *context,
                                const contraction::Packing &packing);

/// Bytes of a weight in the section; `packing` may be null.
int64_t packedBytes(mlir::RankedTensorType type, kernel::PackingAttr packing);

/// One packed weight.
struct PackedWeight {
  std::string symbol;
  kernel::PackingAttr packing; ///< null: as it is
  int64_t offset = 0, bytes = 0;

  /// "f32 conv panels of 32", for people.
  std::string form() const;
};

/// The weights section: weights in the order of their offsets.
struct PackedWeights {
  std::vector<PackedWeight> weights;
  int64_t bytes = 0;
};

/// What the programs of a planned module read.
PackedWeights packedWeights(mlir::ModuleOp module);

/// Gives the value of a parameter or initializer.
using WeightEvaluator =
    llvm::function_ref<llvm::Expected<HostTensor>(llvm::StringRef symbol)>;

/// Writes the section: each weight is evaluated, packed and forgotten before
/// the next one.
llvm::Error writePackedWeights(llvm::raw_ostream &stream,
                               const PackedWeights &section,
                               WeightEvaluator evaluator);

} // namespace kiln

#endif
