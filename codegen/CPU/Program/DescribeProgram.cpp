//===- DescribeProgram.cpp - What the runtime executes --------------------===//

#include "codegen/CPU/Program/DescribeProgram.h"

#include "codegen/CPU/Generic/Numbers.h"
#include "codegen/CPU/Program/KernelWork.h"
#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/Locations.h"
#include "dialects/Kiln/Specialize.h"

#include "mlir/IR/Location.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Target/TargetMachine.h"

using namespace mlir;

namespace kiln {

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

std::string kernelSymbol(StringRef modelName, kernel::FuncOp kernel) {
  return ("kiln_" + modelName + "_" + kernel.getSymName()).str();
}

/// Layers that own the weights of a call: "conv1" of @conv1.weight.
static SmallVector<StringRef> layersOf(kernel::CallOp call) {
  SmallVector<StringRef> layers;
  for (Value operand : call.getInputs())
    if (auto weights = operand.getDefiningOp<kernel::WeightsOp>()) {
      StringRef layer = weights.getName().rsplit('.').first;
      if (!llvm::is_contained(layers, layer))
        layers.push_back(layer);
    }
  return layers;
}

static bool hasName(Operation &op) {
  return !isa<ConstantOp, BroadcastOp, ReshapeOp, PackOp, UnpackOp>(op);
}

std::string layerOf(kernel::CallOp call, kernel::FuncOp kernel) {
  std::string text;
  auto append = [&](StringRef word) {
    text += (text.empty() ? "" : " + ") + word.str();
  };
  SmallVector<StringRef> layers = layersOf(call);
  size_t nextLayer = 0;
  for (Operation &op : kernel.getBody().front().without_terminator()) {
    if (!hasName(op))
      continue;
    bool ownsWeights = isa<ConvOp, ConvTransposeOp, LinearOp, BatchNormOp,
                           LayerNormOp, GroupNormOp>(op);
    if (ownsWeights && nextLayer < layers.size())
      append(layers[nextLayer++]);
    else
      append(op.getName().stripDialect());
  }
  return text.empty() ? "copy" : text;
}

//===----------------------------------------------------------------------===//
// Formulas
//===----------------------------------------------------------------------===//

namespace {

/// Writes sizes as fields of descriptors, adding formulas to the module's.
class FieldWriter {
public:
  explicit FieldWriter(ModuleDescription &module) : module(module) {}

  uint64_t field(Dim size) {
    if (size.isKnown())
      return size.known();
    std::string text = size.text();
    auto found = llvm::find_if(
        module.formulas, [&](auto &formula) { return formula.text == text; });
    size_t index = found - module.formulas.begin();
    if (found == module.formulas.end()) {
      FormulaDescription formula{text, {}};
      append(size.expression(), formula.steps);
      module.formulas.push_back(std::move(formula));
    }
    return KILN_FORMULA_BIT | index;
  }

private:
  using Steps = std::vector<KilnFormulaStep>;

  /// Sums and products from the left: the depth grows with the nesting alone.
  void append(const DimExpr &size, Steps &steps) {
    bool isFirst = true;
    auto added = [&] {
      if (!isFirst)
        steps.push_back({KILN_FORMULA_ADD, 0});
      isFirst = false;
    };
    for (const DimTerm &term : size.terms) {
      append(term, steps);
      added();
    }
    if (size.constant || isFirst) {
      steps.push_back({KILN_FORMULA_NUMBER, size.constant});
      added();
    }
  }

  void append(const DimTerm &term, Steps &steps) {
    bool hasCoefficient = term.coefficient != 1;
    if (hasCoefficient)
      steps.push_back({KILN_FORMULA_NUMBER, term.coefficient});
    for (auto [index, factor] : llvm::enumerate(term.factors)) {
      append(factor, steps);
      if (index || hasCoefficient)
        steps.push_back({KILN_FORMULA_MULTIPLY, 0});
    }
  }

  void append(const DimAtom &factor, Steps &steps) {
    if (factor.kind == DimAtom::Symbol) {
      auto dim = llvm::find_if(module.dims, [&](const DimDescription &dim) {
        return dim.name == factor.name;
      });
      assert(dim != module.dims.end() && "a dimension without a value");
      steps.push_back({KILN_FORMULA_DIM, dim - module.dims.begin()});
      return;
    }
    append(factor.operands->first, steps);
    append(factor.operands->second, steps);
    steps.push_back({factor.kind == DimAtom::FloorDiv ? KILN_FORMULA_FLOORDIV
                     : factor.kind == DimAtom::Max    ? KILN_FORMULA_MAX
                                                      : KILN_FORMULA_MIN,
                     0});
  }

  ModuleDescription &module;
};

} // namespace

//===----------------------------------------------------------------------===//
// Signature
//===----------------------------------------------------------------------===//

static TensorDescription describeTensor(FieldWriter &fields, Type type,
                                        StringRef name) {
  auto tensor = cast<RankedTensorType>(type);
  TensorDescription result{
      name.str(), *dtypeOf(tensor.getElementType()), {}, 0};
  for (Dim dim : dimsOf(tensor))
    result.dims.push_back(static_cast<int64_t>(fields.field(dim)));
  if (!tensor.hasStaticShape())
    result.byteFormula = fields.field(kernel::bytesOf(tensor));
  return result;
}

static void describeDims(kernel::ProgramOp program, ModuleDescription &module) {
  for (Dim dim : namedDimsOf(program))
    if (!dim.isKnown())
      module.dims.push_back({dim.text(), dim.range().least, dim.range().most});
}

static std::string nameOr(StringRef name, StringRef kind, unsigned index) {
  return name.empty() ? (kind + Twine(index)).str() : name.str();
}

static std::vector<PackedFormDescription>
describeForms(const PackedWeights &weights) {
  std::vector<PackedFormDescription> forms;
  for (const PackedWeight &weight : weights.weights) {
    std::string form = weight.form();
    auto found = llvm::find_if(forms, [&](auto &f) { return f.form == form; });
    if (found == forms.end())
      found = forms.insert(forms.end(), {form, 0, 0});
    ++found->tensors;
    found->bytes += weight.bytes;
  }
  return forms;
}

ModuleDescription describeModule(kernel::ProgramOp program, StringRef name,
                                 const PackedWeights &weights) {
  ModuleDescription module;
  module.name = name.str();
  describeDims(program, module);
  FieldWriter fields(module);
  for (auto [index, type] : llvm::enumerate(program.getArgumentTypes())) {
    if (FlatSymbolRefAttr state = stateOf(program, index)) {
      module.states.push_back(
          {describeTensor(fields, type, state.getValue()),
           fields.field(program.getInitial(index).getOffset())});
      continue;
    }
    auto given = program.getArgAttrOfType<StringAttr>(index, "kiln.name");
    module.inputs.push_back(describeTensor(
        fields, type, nameOr(given ? given.getValue() : "", "input", index)));
  }
  ArrayAttr names = program.getOutputNames().value_or(ArrayAttr());
  ArrayRef<Type> outputs =
      program.getResultTypes().drop_back(module.states.size());
  for (auto [index, type] : llvm::enumerate(outputs)) {
    StringRef given = names && index < names.size()
                          ? cast<StringAttr>(names[index]).getValue()
                          : StringRef();
    module.outputs.push_back(
        describeTensor(fields, type, nameOr(given, "output", index)));
  }
  if (std::optional<StringRef> tree = program.getInputTree())
    module.inputTree = tree->str();
  if (std::optional<StringRef> tree = program.getOutputTree())
    module.outputTree = tree->str();
  module.weightsBytes = weights.bytes;
  module.packedForms = describeForms(weights);
  return module;
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

static KilnSlotKind slotKind(kernel::Space space) {
  switch (space) {
  case kernel::Space::arena:
    return KILN_SLOT_ARENA;
  case kernel::Space::weights:
    return KILN_SLOT_WEIGHTS;
  case kernel::Space::input:
    return KILN_SLOT_INPUT;
  case kernel::Space::output:
    return KILN_SLOT_OUTPUT;
  }
  llvm_unreachable("unknown space");
}

static SlotDescription describeSlot(FieldWriter &fields, Value value,
                                    KilnSlotAccess access) {
  kernel::SliceAttr slice = kernel::sliceOf(value);
  assert(slice && "the program has no memory plan");
  SlotDescription slot;
  slot.kind = slotKind(slice.getSpace());
  slot.access = access;
  slot.dtype =
      *dtypeOf(cast<RankedTensorType>(value.getType()).getElementType());
  slot.index = slice.getIndex();
  slot.offset = fields.field(slice.getOffset());
  slot.bytes = fields.field(slice.getBytes());
  return slot;
}

/// What all operands and results of a call take together.
static Dim bytesOf(kernel::CallOp call) {
  Dim bytes = 0;
  for (Value operand : call.getInputs())
    bytes = bytes + kernel::sliceOf(operand).getBytes();
  for (Value output : call.getOutputs())
    bytes = bytes + kernel::sliceOf(output).getBytes();
  return bytes;
}

static KernelDescription describeCall(FieldWriter &fields, kernel::CallOp call,
                                      kernel::FuncOp kernel,
                                      StringRef modelName) {
  KernelDescription result;
  result.symbol = kernelSymbol(modelName, kernel);
  result.layer = layerOf(call, kernel);
  result.source = placeOf(call.getLoc());
  for (Value operand : call.getInputs())
    result.slots.push_back(describeSlot(fields, operand, KILN_ACCESS_READ));
  for (Value output : call.getOutputs())
    result.slots.push_back(describeSlot(fields, output, KILN_ACCESS_WRITE));
  Dim bytes = bytesOf(call);
  result.bytes = fields.field(bytes);
  if (uint64_t scratch = kernel.getScratch().value_or(0)) {
    SlotDescription slot;
    slot.kind = KILN_SLOT_SCRATCH;
    slot.access = KILN_ACCESS_READ_WRITE;
    slot.bytes = scratch;
    result.slots.push_back(slot);
  }
  if (!namedDimsOf(kernel).empty()) {
    SlotDescription slot;
    slot.kind = KILN_SLOT_DIMS;
    slot.dtype = DType::I64;
    slot.bytes = namedDimsOf(kernel).size() * sizeof(int64_t);
    result.slots.push_back(slot);
  }
  result.workItems = fields.field(kernel.getWorkItems().value_or(1));
  result.flops = fields.field(flopsOf(kernel));
  result.cost = fields.field(nanosecondsOf(kernel, bytes));
  return result;
}

/// Gives the second call of a kernel and later ones names of their own.
static void makeNamesUnique(std::vector<KernelDescription> &kernels,
                            StringRef prefix) {
  llvm::StringMap<unsigned> counts;
  for (KernelDescription &kernel : kernels) {
    StringRef base = StringRef(kernel.symbol).drop_front(prefix.size());
    unsigned number = counts[base]++;
    kernel.name = number ? (base + "." + Twine(number)).str() : base.str();
  }
}

VariantDescription describeVariant(kernel::ProgramOp program,
                                   StringRef modelName, StringRef level,
                                   const llvm::TargetMachine &machine,
                                   ModuleDescription &module) {
  FieldWriter fields(module);
  VariantDescription variant;
  variant.level = level.str();
  variant.targetCpu = machine.getTargetCPU().str();
  variant.requiredFeatures = requiredFeatures(*machine.getMCSubtargetInfo());
  variant.arenaBytes = fields.field(program.getArenaBytes().value_or(0));
  variant.arenaBound = fields.field(program.getArenaBound().value_or(0));
  SymbolTable symbols(program->getParentOfType<ModuleOp>());
  for (auto call : program.getBody().getOps<kernel::CallOp>()) {
    auto kernel = symbols.lookup<kernel::FuncOp>(call.getCallee());
    variant.kernels.push_back(describeCall(fields, call, kernel, modelName));
    variant.scratchBytes = std::max<uint64_t>(variant.scratchBytes,
                                              kernel.getScratch().value_or(0));
  }
  makeNamesUnique(variant.kernels, ("kiln_" + modelName + "_").str());
  return variant;
}

} // namespace kiln
