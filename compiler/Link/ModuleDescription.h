//===- ModuleDescription.h - What a program says about its model -*- C++
//-*-===//
//
// The compiler's side of runtime/ModuleDescriptor.h: the same content in C++
// containers, and the functions that write it into the model's object file.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_LINK_MODULEDESCRIPTION_H
#define KILN_LINK_MODULEDESCRIPTION_H

#include "compiler/Support/DType.h"
#include "runtime/ModuleDescriptor.h"

#include <string>
#include <vector>

namespace llvm {
class MCSubtargetInfo;
class Module;
} // namespace llvm

namespace kiln {

/// A size that depends on named dimensions; fields that are one hold
/// KILN_FORMULA_BIT and its index. It exists for all values of them.
struct FormulaDescription {
  std::string text;
  std::vector<KilnFormulaStep> steps;
};

struct DimDescription {
  std::string name;
  int64_t least = 1, most = 1;
  /// Whether a run computes the value, and what it then is at most: a field.
  bool isComputed = false;
  uint64_t bound = 0;
};

struct TensorDescription {
  std::string name;
  DType dtype = DType::F32;
  std::vector<int64_t> dims;
  uint64_t byteFormula = 0; ///< the bytes where they are a formula

  uint64_t bytes() const;
};

struct StateDescription {
  TensorDescription tensor;
  uint64_t initial = 0; ///< offset of the initial value in the weights
};

struct SlotDescription {
  KilnSlotKind kind = KILN_SLOT_ARENA;
  KilnSlotAccess access = KILN_ACCESS_READ;
  DType dtype = DType::F32;
  uint32_t index = 0;
  uint64_t offset = 0;
  uint64_t bytes = 0;
  std::string symbol; ///< of a KILN_SLOT_CONSTANT
};

struct KernelDescription {
  std::string symbol; ///< the function; several kernels may share one
  std::string name;
  std::string layer;
  std::string source;
  std::vector<SlotDescription> slots;
  int64_t workItems = 1;
  uint64_t cost = 0;
  uint64_t flops = 0;
  uint64_t bytes = 0;
};

/// Kernels that run again for each step of a loop, from `firstStep` to
/// `lastStep`, which may be less.
struct LoopDescription {
  uint64_t firstKernel = 0, kernelCount = 0;
  uint64_t firstStep = 0, lastStep = 0;
};

/// Where a run leaves the order of the kernels; see KilnJump.
struct JumpDescription {
  KilnJumpKind kind = KILN_JUMP_ALWAYS;
  SlotDescription condition;
  uint32_t position = 0, targetKernel = 0, targetJump = 0;
};

/// The value of a computed dimension, which is there behind so many kernels and
/// jumps; see KilnDefinition.
struct DefinitionDescription {
  uint32_t kernels = 0, jumps = 0;
  uint64_t dim = 0;
  SlotDescription value;
};

struct VariantDescription {
  std::string level;
  std::string targetCpu;
  uint64_t requiredFeatures = 0;
  std::vector<KernelDescription> kernels;
  std::vector<LoopDescription> loops; ///< in the order of their kernels
  std::vector<JumpDescription> jumps;
  std::vector<DefinitionDescription> definitions; ///< in the order of a run
  uint64_t arenaBytes = 0;
  uint64_t arenaBound = 0;
  uint64_t scratchBytes = 0;
};

struct PackedFormDescription {
  std::string form;
  uint64_t tensors = 0;
  uint64_t bytes = 0;
};

struct ModuleDescription {
  std::string name; ///< a C identifier, see modelSymbol()
  std::vector<TensorDescription> inputs, outputs;
  std::vector<StateDescription> states;
  std::string inputTree = "*", outputTree = "*";
  std::vector<VariantDescription> variants;
  std::vector<std::string> labels;
  uint64_t weightsBytes = 0;
  std::string weightsFile; ///< name of the file beside the program, if any
  std::vector<PackedFormDescription> packedForms;
  KilnPreprocessing preprocessing = {};
  std::string modelHash, compilerVersion, compilerHash, compileFlags;
  std::vector<DimDescription> dims; ///< computed ones come last
  std::vector<FormulaDescription> formulas;
};

/// How many dimensions the caller gives.
uint64_t givenDims(const ModuleDescription &description);

/// What a field is where every named dimension has its largest value. That is
/// its largest value only if it grows with all of them.
uint64_t largestValue(const ModuleDescription &description, uint64_t field);

/// Makes a C identifier of a model's name: "vgg16(num_classes=10)" becomes
/// "vgg16_num_classes_10".
std::string modelSymbol(llvm::StringRef name);

/// The symbol of the weights section: "kiln_weights_<name>".
std::string weightsSymbol(llvm::StringRef modelName);

/// The accessor that a compiled model exports: "kiln_model_<name>".
std::string accessorSymbol(llvm::StringRef modelName);

/// The KILN_CPU_* mask of the features that `subtarget` may use.
uint64_t requiredFeatures(const llvm::MCSubtargetInfo &subtarget);

/// Writes the descriptor and its accessor into `module`. Kernels and constants
/// are referred to by symbol, declared where `module` does not define them.
void emitModuleDescriptor(llvm::Module &module,
                          const ModuleDescription &description);

} // namespace kiln

#endif
