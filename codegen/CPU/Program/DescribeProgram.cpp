//===- DescribeProgram.cpp - What the runtime executes --------------------===//

#include "codegen/CPU/Program/DescribeProgram.h"

#include "codegen/CPU/Generic/Numbers.h"
#include "codegen/CPU/Program/FieldWriter.h"
#include "codegen/CPU/Program/KernelWork.h"
#include "dialects/Kiln/DataDims.h"
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

/// Says how large the dimensions that are computed may be.
static void describeBounds(FieldWriter &fields, kernel::ProgramOp program,
                           ModuleDescription &module) {
  DataDims dataDims(program.getBody().front());
  for (auto define : program.getBody().getOps<DefineDimOp>()) {
    uint64_t bound = fields.field(dataDims.mostOf(define.getBound()));
    for (DimDescription &dim : module.dims)
      if (dim.name == define.getDim()) {
        dim.isComputed = true;
        dim.bound = bound;
      }
  }
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

llvm::Expected<ModuleDescription> describeModule(kernel::ProgramOp program,
                                                 StringRef name,
                                                 const PackedWeights &weights) {
  ModuleDescription module;
  module.name = name.str();
  describeDims(program, module);
  FieldWriter fields(module);
  describeBounds(fields, program, module);
  DataDims dataDims(program.getBody().front());
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
    // What a run may write, whatever it computes.
    if (dataDims.decide(type))
      module.outputs.back().byteFormula = fields.field(
          dataDims.mostOf(kernel::bytesOf(cast<RankedTensorType>(type))));
  }
  if (std::optional<StringRef> tree = program.getInputTree())
    module.inputTree = tree->str();
  if (std::optional<StringRef> tree = program.getOutputTree())
    module.outputTree = tree->str();
  module.weightsBytes = weights.bytes;
  module.packedForms = describeForms(weights);
  if (llvm::Error error = fields.takeError())
    return error;
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

using Places = llvm::function_ref<kernel::SliceAttr(Value)>;

static SlotDescription describeSlot(FieldWriter &fields, Value value,
                                    KilnSlotAccess access, Places placeOf) {
  kernel::SliceAttr slice = placeOf(value);
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

/// What all operands and results of a call take together. Slices may have room
/// for more.
static Dim bytesOf(kernel::CallOp call) {
  Dim bytes = 0;
  auto add = [&](Value value) {
    auto type = cast<RankedTensorType>(value.getType());
    bytes = bytes + (type.hasStaticShape() ? kernel::sliceOf(value).getBytes()
                                           : kernel::bytesOf(type));
  };
  llvm::for_each(call.getInputs(), add);
  llvm::for_each(call.getOutputs(), add);
  return bytes;
}

static KernelDescription describeCall(FieldWriter &fields, kernel::CallOp call,
                                      kernel::FuncOp kernel,
                                      StringRef modelName, Places places) {
  KernelDescription result;
  result.symbol = kernelSymbol(modelName, kernel);
  result.layer = layerOf(call, kernel);
  result.source = placeOf(call.getLoc());
  for (Value operand : call.getInputs())
    result.slots.push_back(
        describeSlot(fields, operand, KILN_ACCESS_READ, places));
  for (Value output : call.getOutputs())
    result.slots.push_back(
        describeSlot(fields, output, KILN_ACCESS_WRITE, places));
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

namespace {

/// Lists the calls of a program one behind the other, with jumps for its
/// regions.
class CallLister {
public:
  CallLister(kernel::ProgramOp program, StringRef modelName,
             FieldWriter &fields, VariantDescription &variant)
      : symbols(program->getParentOfType<ModuleOp>()), modelName(modelName),
        fields(fields), variant(variant) {}

  void list(Region &region) {
    for (Operation &op : region.front()) {
      if (auto call = dyn_cast<kernel::CallOp>(op))
        list(call, kernel::sliceOf);
      else if (auto choice = dyn_cast<kernel::IfOp>(op))
        list(choice);
      else if (auto loop = dyn_cast<kernel::LoopOp>(op))
        list(loop);
      else if (auto loop = dyn_cast<kernel::WhileOp>(op))
        list(loop);
      else if (auto define = dyn_cast<DefineDimOp>(op))
        list(define);
    }
  }

private:
  /// A place between two kernels, and between two jumps that lie there.
  struct Label {
    uint32_t kernel, jump;
  };

  Label here() const {
    return {static_cast<uint32_t>(variant.kernels.size()),
            static_cast<uint32_t>(variant.jumps.size())};
  }

  /// Adds a jump; `condition` is null where it is always taken.
  size_t jump(Value condition, Label target = {}) {
    JumpDescription jump;
    if (condition) {
      jump.kind = KILN_JUMP_IF_ZERO;
      jump.condition =
          describeSlot(fields, condition, KILN_ACCESS_READ, kernel::sliceOf);
    }
    jump.position = here().kernel;
    variant.jumps.push_back(jump);
    setTarget(here().jump - 1, target);
    return here().jump - 1;
  }

  void setTarget(size_t jump, Label target) {
    variant.jumps[jump].targetKernel = target.kernel;
    variant.jumps[jump].targetJump = target.jump;
  }

  void list(kernel::CallOp call, Places places) {
    auto kernel = symbols.lookup<kernel::FuncOp>(call.getCallee());
    variant.kernels.push_back(
        describeCall(fields, call, kernel, modelName, places));
    variant.scratchBytes = std::max<uint64_t>(variant.scratchBytes,
                                              kernel.getScratch().value_or(0));
  }

  void list(DefineDimOp define) {
    DefinitionDescription definition;
    definition.kernels = here().kernel;
    definition.jumps = here().jump;
    definition.dim = fields.dimNumber(define.getDim());
    definition.value = describeSlot(fields, define.getValue(), KILN_ACCESS_READ,
                                    kernel::sliceOf);
    variant.definitions.push_back(definition);
  }

  /// The first step finds the state elsewhere: it is listed by itself.
  void list(kernel::LoopOp loop) {
    auto calls = loop.getBody().getOps<kernel::CallOp>();
    for (auto call : calls)
      list(call, kernel::sliceInFirstStep);
    LoopDescription repeated;
    repeated.firstKernel = variant.kernels.size();
    for (auto call : calls)
      list(call, kernel::sliceOf);
    repeated.kernelCount = variant.kernels.size() - repeated.firstKernel;
    repeated.firstStep = 2;
    repeated.lastStep = fields.field(loop.getSteps());
    variant.loops.push_back(repeated);
  }

  void list(kernel::IfOp choice) {
    size_t toElse = jump(choice.getCondition());
    list(choice.getThenBody());
    size_t toEnd = jump(nullptr);
    setTarget(toElse, here());
    list(choice.getElseBody());
    setTarget(toEnd, here());
  }

  void list(kernel::WhileOp loop) {
    Label begin = here();
    list(loop.getCondition());
    size_t toEnd =
        jump(loop.getCondition().front().getTerminator()->getOperand(0));
    list(loop.getBody());
    jump(nullptr, begin);
    setTarget(toEnd, here());
  }

  SymbolTable symbols;
  StringRef modelName;
  FieldWriter &fields;
  VariantDescription &variant;
};

} // namespace

llvm::Expected<VariantDescription>
describeVariant(kernel::ProgramOp program, StringRef modelName, StringRef level,
                const llvm::TargetMachine &machine, ModuleDescription &module) {
  FieldWriter fields(module);
  VariantDescription variant;
  variant.level = level.str();
  variant.targetCpu = machine.getTargetCPU().str();
  variant.requiredFeatures = requiredFeatures(*machine.getMCSubtargetInfo());
  variant.arenaBytes = fields.field(program.getArenaBytes().value_or(0));
  variant.arenaBound = fields.field(program.getArenaBound().value_or(0));
  CallLister(program, modelName, fields, variant).list(program.getBody());
  makeNamesUnique(variant.kernels, ("kiln_" + modelName + "_").str());
  if (llvm::Error error = fields.takeError())
    return error;
  return variant;
}

} // namespace kiln
