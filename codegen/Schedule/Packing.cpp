//===- Packing.cpp - Packed weights of a program --------------------------===//

#include "codegen/Schedule/Packing.h"

#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/BuiltinOps.h"

#include <fmt/format.h>

using namespace mlir;

namespace kiln {

// The attribute's cases and those of the library are in the same order.
using contraction::Packing;
static_assert(static_cast<int>(kernel::PackingKind::conv) == Packing::Conv);
static_assert(static_cast<int>(kernel::PackingKind::linear) == Packing::Linear);
static_assert(static_cast<int>(kernel::PackingKind::depthwise) ==
              Packing::Depthwise);
static_assert(static_cast<int>(kernel::PackingKind::planar) == Packing::Planar);
static_assert(static_cast<int>(kernel::PackingKind::winograd2) ==
              Packing::Winograd2);
static_assert(static_cast<int>(kernel::PackingKind::winograd4) ==
              Packing::Winograd4);
static_assert(static_cast<int>(kernel::PackingKind::channels) ==
              Packing::Channels);

Packing packingOf(kernel::PackingAttr attribute) {
  return {static_cast<Packing::Kind>(attribute.getKind()), attribute.getPanel(),
          attribute.getInputBlock(), attribute.getGroups()};
}

kernel::PackingAttr toAttribute(MLIRContext *context, const Packing &packing) {
  return kernel::PackingAttr::get(
      context, static_cast<kernel::PackingKind>(packing.kind), packing.panel,
      packing.inputBlock, packing.groups);
}

int64_t packedBytes(RankedTensorType type, kernel::PackingAttr packing) {
  if (!packing)
    return kernel::bytesOf(type).known();
  return contraction::packedElements(type.getShape(), packingOf(packing)) *
         static_cast<int64_t>(sizeof(float));
}

std::string PackedWeight::form() const {
  if (!packing)
    return "as in the model";
  contraction::Packing description = packingOf(packing);
  std::string kind = contraction::nameOf(description.kind).str();
  switch (description.kind) {
  case Packing::Conv:
  case Packing::Linear:
  case Packing::Winograd2:
  case Packing::Winograd4:
    return fmt::format("f32 {} panels of {}", kind, description.panel);
  default:
    return "f32 " + kind;
  }
}

PackedWeights packedWeights(ModuleOp module) {
  PackedWeights section;
  llvm::DenseSet<kernel::SliceAttr> seen;
  auto add = [&](StringRef symbol, kernel::PackingAttr packing,
                 kernel::SliceAttr slice) {
    assert(slice && "the program has no memory plan");
    if (seen.insert(slice).second)
      section.weights.push_back({symbol.str(), packing,
                                 slice.getOffset().known(),
                                 slice.getBytes().known()});
  };
  for (auto program : module.getOps<kernel::ProgramOp>())
    for (unsigned index = 0; index < program.getNumArguments(); ++index)
      if (auto state = stateOf(program, index))
        add(state.getValue(), nullptr, program.getInitial(index));
  module.walk([&](kernel::WeightsOp op) {
    add(op.getName(), op.getPackingAttr(), op.getSliceAttr());
  });
  llvm::sort(section.weights, [](const PackedWeight &a, const PackedWeight &b) {
    return std::pair(a.offset, a.bytes) < std::pair(b.offset, b.bytes);
  });
  if (!section.weights.empty())
    section.bytes =
        section.weights.back().offset + section.weights.back().bytes;
  return section;
}

llvm::Error writePackedWeights(llvm::raw_ostream &stream,
                               const PackedWeights &section,
                               WeightEvaluator evaluator) {
  int64_t written = 0;
  for (const PackedWeight &weight : section.weights) {
    auto value = evaluator(weight.symbol);
    if (!value)
      return value.takeError();
    HostTensor packed = *value;
    if (weight.packing)
      packed = contraction::pack(*value, packingOf(weight.packing));
    assert(packed.numBytes() == static_cast<size_t>(weight.bytes) &&
           "a weight of another size than planned");
    stream.write_zeros(weight.offset - written);
    stream.write(packed.bytes().data(), packed.numBytes());
    written = weight.offset + weight.bytes;
  }
  return llvm::Error::success();
}

} // namespace kiln
