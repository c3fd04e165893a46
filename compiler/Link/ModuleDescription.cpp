//===- ModuleDescription.cpp - What a program says about its model --------===//

#include "compiler/Link/ModuleDescription.h"

#include "runtime/Formula.h"
#include "runtime/include/kiln.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/MCSubtargetInfo.h"

using namespace kiln;

// The descriptor stores a DType as its number.
static_assert(int(DType::F64) == KILN_F64 && int(DType::F32) == KILN_F32 &&
              int(DType::F16) == KILN_F16 && int(DType::BF16) == KILN_BF16 &&
              int(DType::I64) == KILN_I64 && int(DType::I32) == KILN_I32 &&
              int(DType::I16) == KILN_I16 && int(DType::I8) == KILN_I8 &&
              int(DType::U8) == KILN_U8 && int(DType::Bool) == KILN_BOOL);

uint64_t TensorDescription::bytes() const {
  if (byteFormula)
    return byteFormula;
  uint64_t total = byteWidth(dtype);
  for (int64_t dim : dims)
    total *= dim;
  return total;
}

uint64_t kiln::givenDims(const ModuleDescription &description) {
  return llvm::count_if(description.dims, [](const DimDescription &dim) {
    return !dim.isComputed;
  });
}

uint64_t kiln::largestValue(const ModuleDescription &description,
                            uint64_t field) {
  if (!(field & KILN_FORMULA_BIT))
    return field;
  llvm::SmallVector<int64_t> most;
  for (const DimDescription &dim : description.dims)
    most.push_back(dim.most);
  const FormulaDescription &formula =
      description.formulas[field & ~KILN_FORMULA_BIT];
  int64_t value = 0;
  bool exists = evaluateFormula(formula.steps.data(), formula.steps.size(),
                                most.data(), value);
  assert(exists && "a formula that was not checked");
  (void)exists;
  return value;
}

std::string kiln::modelSymbol(llvm::StringRef name) {
  std::string symbol;
  for (char c : name) {
    if (llvm::isAlnum(c))
      symbol += c;
    else if (!symbol.empty() && symbol.back() != '_')
      symbol += '_';
  }
  while (!symbol.empty() && symbol.back() == '_')
    symbol.pop_back();
  if (symbol.empty() || llvm::isDigit(symbol.front()))
    symbol.insert(0, "model");
  return symbol;
}

std::string kiln::weightsSymbol(llvm::StringRef modelName) {
  return ("kiln_weights_" + modelName).str();
}

std::string kiln::accessorSymbol(llvm::StringRef modelName) {
  return ("kiln_model_" + modelName).str();
}

uint64_t kiln::requiredFeatures(const llvm::MCSubtargetInfo &subtarget) {
  constexpr const char *names[] = {
#define KILN_CPU_NAME(Name, Enumerator, Leaf, Subleaf, Register, Bit) "+" Name,
      KILN_CPU_FEATURES(KILN_CPU_NAME)
#undef KILN_CPU_NAME
  };
  uint64_t mask = 0;
  for (unsigned i = 0; i < KILN_CPU_COUNT; ++i)
    if (subtarget.checkFeatures(names[i]))
      mask |= uint64_t(1) << i;
  return mask;
}

//===----------------------------------------------------------------------===//
// Writing the structs as LLVM constants
//===----------------------------------------------------------------------===//

namespace {

/// Builds constants field by field, in the order of ModuleDescriptor.h.
class DescriptorWriter {
public:
  DescriptorWriter(llvm::Module &module, const ModuleDescription &description)
      : module(module), context(module.getContext()), model(description),
        pointerType(llvm::PointerType::get(context, 0)) {}

  void write();

private:
  using Fields = llvm::SmallVector<llvm::Constant *, 32>;

  llvm::Constant *u8(uint64_t value) { return integer(8, value); }
  llvm::Constant *u32(uint64_t value) { return integer(32, value); }
  llvm::Constant *u64(uint64_t value) { return integer(64, value); }
  llvm::Constant *integer(unsigned bits, uint64_t value) {
    return llvm::ConstantInt::get(llvm::IntegerType::get(context, bits), value);
  }
  llvm::Constant *f32(float value) {
    return llvm::ConstantFP::get(llvm::Type::getFloatTy(context), value);
  }
  llvm::Constant *null() { return llvm::ConstantPointerNull::get(pointerType); }

  llvm::Constant *structure(llvm::ArrayRef<llvm::Constant *> fields,
                            uint64_t bytes);
  llvm::Constant *constant(llvm::Constant *value, const llvm::Twine &name);
  llvm::Constant *array(llvm::ArrayRef<llvm::Constant *> elements,
                        const llvm::Twine &name);
  llvm::Constant *string(llvm::StringRef text);
  llvm::Constant *external(const std::string &symbol);

  llvm::Constant *slot(const SlotDescription &slot);
  llvm::Constant *kernel(const KernelDescription &kernel);
  llvm::Constant *jump(const JumpDescription &jump);
  llvm::Constant *variant(const VariantDescription &variant);
  llvm::Constant *tensor(const TensorDescription &tensor);
  llvm::Constant *tensors(const std::vector<TensorDescription> &tensors);
  llvm::Constant *states();
  llvm::Constant *dims();
  llvm::Constant *formulas();
  llvm::Constant *labels();
  llvm::Constant *packedForms();
  llvm::Constant *preprocessing();
  llvm::Constant *weights();
  llvm::Constant *descriptor();

  llvm::Module &module;
  llvm::LLVMContext &context;
  const ModuleDescription &model;
  llvm::PointerType *pointerType;
  llvm::StringMap<llvm::Constant *> strings;
};

} // namespace

llvm::Constant *
DescriptorWriter::structure(llvm::ArrayRef<llvm::Constant *> fields,
                            uint64_t bytes) {
  llvm::Constant *value = llvm::ConstantStruct::getAnon(context, fields);
  assert(module.getDataLayout().getTypeAllocSize(value->getType()) == bytes &&
         "the fields do not match runtime/ModuleDescriptor.h");
  (void)bytes;
  return value;
}

llvm::Constant *DescriptorWriter::constant(llvm::Constant *value,
                                           const llvm::Twine &name) {
  return new llvm::GlobalVariable(module, value->getType(), /*isConstant=*/true,
                                  llvm::GlobalValue::PrivateLinkage, value,
                                  name);
}

llvm::Constant *
DescriptorWriter::array(llvm::ArrayRef<llvm::Constant *> elements,
                        const llvm::Twine &name) {
  if (elements.empty())
    return null();
  auto *type = llvm::ArrayType::get(elements[0]->getType(), elements.size());
  return constant(llvm::ConstantArray::get(type, elements), name);
}

llvm::Constant *DescriptorWriter::string(llvm::StringRef text) {
  llvm::Constant *&known = strings[text];
  if (!known) {
    known = constant(llvm::ConstantDataArray::getString(context, text),
                     "kiln.text");
    llvm::cast<llvm::GlobalVariable>(known)->setAlignment(llvm::Align(1));
  }
  return known;
}

llvm::Constant *DescriptorWriter::external(const std::string &symbol) {
  if (auto *known = module.getNamedValue(symbol))
    return known;
  auto *global = new llvm::GlobalVariable(
      module, llvm::Type::getInt8Ty(context), /*isConstant=*/true,
      llvm::GlobalValue::ExternalLinkage, nullptr, symbol);
  global->setVisibility(llvm::GlobalValue::HiddenVisibility);
  return global;
}

llvm::Constant *DescriptorWriter::slot(const SlotDescription &slot) {
  llvm::Constant *offset =
      slot.kind == KILN_SLOT_CONSTANT
          ? llvm::ConstantExpr::getPtrToInt(external(slot.symbol),
                                            llvm::Type::getInt64Ty(context))
          : u64(slot.offset);
  return structure({u8(slot.kind), u8(slot.access), u8(unsigned(slot.dtype)),
                    u8(0), u32(slot.index), offset, u64(slot.bytes)},
                   sizeof(KilnSlot));
}

llvm::Constant *DescriptorWriter::kernel(const KernelDescription &kernel) {
  Fields slots;
  for (const SlotDescription &each : kernel.slots)
    slots.push_back(slot(each));
  auto *type =
      llvm::FunctionType::get(llvm::Type::getVoidTy(context),
                              {pointerType, llvm::Type::getInt64Ty(context),
                               llvm::Type::getInt64Ty(context)},
                              /*isVarArg=*/false);
  llvm::Constant *function = llvm::cast<llvm::Constant>(
      module.getOrInsertFunction(kernel.symbol, type).getCallee());
  return structure({function, string(kernel.name), string(kernel.layer),
                    string(kernel.source), array(slots, "kiln.slots"),
                    u32(slots.size()), u32(0), u64(kernel.workItems),
                    u64(kernel.cost), u64(kernel.flops), u64(kernel.bytes)},
                   sizeof(KilnKernel));
}

llvm::Constant *DescriptorWriter::jump(const JumpDescription &jump) {
  return structure({slot(jump.condition), u32(jump.kind), u32(jump.position),
                    u32(jump.targetKernel), u32(jump.targetJump)},
                   sizeof(KilnJump));
}

llvm::Constant *DescriptorWriter::variant(const VariantDescription &variant) {
  Fields kernels, jumps;
  for (const JumpDescription &each : variant.jumps)
    jumps.push_back(jump(each));
  for (const KernelDescription &each : variant.kernels)
    kernels.push_back(kernel(each));
  Fields loops;
  for (const LoopDescription &each : variant.loops)
    loops.push_back(structure({u32(each.firstKernel), u32(each.kernelCount),
                               u64(each.firstStep), u64(each.lastStep)},
                              sizeof(KilnLoop)));
  Fields definitions;
  for (const DefinitionDescription &each : variant.definitions)
    definitions.push_back(structure({slot(each.value), u32(each.kernels),
                                     u32(each.jumps), u32(each.dim), u32(0)},
                                    sizeof(KilnDefinition)));
  return structure({string(variant.level), string(variant.targetCpu),
                    u64(variant.requiredFeatures),
                    array(kernels, "kiln.kernels"), array(loops, "kiln.loops"),
                    array(jumps, "kiln.jumps"),
                    array(definitions, "kiln.definitions"), u32(kernels.size()),
                    u32(loops.size()), u32(jumps.size()),
                    u32(definitions.size()), u64(variant.arenaBytes),
                    u64(variant.arenaBound), u64(variant.scratchBytes)},
                   sizeof(KilnVariant));
}

llvm::Constant *DescriptorWriter::tensor(const TensorDescription &tensor) {
  Fields dims;
  for (int64_t dim : tensor.dims)
    dims.push_back(u64(dim));
  return structure({string(tensor.name), array(dims, "kiln.dims"),
                    u32(dims.size()), u32(unsigned(tensor.dtype)),
                    u64(tensor.bytes())},
                   sizeof(KilnTensor));
}

llvm::Constant *
DescriptorWriter::tensors(const std::vector<TensorDescription> &tensors) {
  Fields elements;
  for (const TensorDescription &each : tensors)
    elements.push_back(tensor(each));
  return array(elements, "kiln.tensors");
}

llvm::Constant *DescriptorWriter::states() {
  Fields elements;
  for (const StateDescription &state : model.states)
    elements.push_back(structure({tensor(state.tensor), u64(state.initial)},
                                 sizeof(KilnState)));
  return array(elements, "kiln.states");
}

llvm::Constant *DescriptorWriter::dims() {
  Fields elements;
  for (const DimDescription &dim : model.dims)
    elements.push_back(
        structure({string(dim.name), u64(dim.least),
                   u64(dim.isComputed ? dim.bound : uint64_t(dim.most))},
                  sizeof(KilnDim)));
  return array(elements, "kiln.named");
}

llvm::Constant *DescriptorWriter::formulas() {
  Fields elements;
  for (const FormulaDescription &formula : model.formulas) {
    Fields steps;
    for (const KilnFormulaStep &step : formula.steps)
      steps.push_back(structure({u64(step.operation), u64(step.value)},
                                sizeof(KilnFormulaStep)));
    elements.push_back(structure(
        {array(steps, "kiln.steps"), u64(steps.size()), string(formula.text)},
        sizeof(KilnFormula)));
  }
  return array(elements, "kiln.formulas");
}

llvm::Constant *DescriptorWriter::labels() {
  Fields elements;
  for (const std::string &label : model.labels)
    elements.push_back(string(label));
  return array(elements, "kiln.labels");
}

llvm::Constant *DescriptorWriter::packedForms() {
  Fields elements;
  for (const PackedFormDescription &form : model.packedForms)
    elements.push_back(
        structure({string(form.form), u64(form.tensors), u64(form.bytes)},
                  sizeof(KilnPackedForm)));
  return array(elements, "kiln.forms");
}

llvm::Constant *DescriptorWriter::preprocessing() {
  const KilnPreprocessing &p = model.preprocessing;
  Fields fields;
  for (float mean : p.mean)
    fields.push_back(f32(mean));
  for (float deviation : p.std)
    fields.push_back(f32(deviation));
  for (uint32_t field : {p.channels, p.resize_height, p.resize_width,
                         p.resize_shorter, p.crop, 0u})
    fields.push_back(u32(field));
  return structure(fields, sizeof(KilnPreprocessing));
}

llvm::Constant *DescriptorWriter::weights() {
  if (!model.weightsBytes || !model.weightsFile.empty())
    return null();
  return external(weightsSymbol(model.name));
}

llvm::Constant *DescriptorWriter::descriptor() {
  Fields variants;
  for (const VariantDescription &each : model.variants)
    variants.push_back(variant(each));
  return structure(
      {u64(KILN_DESCRIPTOR_MAGIC),
       u32(KILN_DESCRIPTOR_VERSION),
       u32(sizeof(KilnModuleDescriptor)),
       string(model.name),
       tensors(model.inputs),
       tensors(model.outputs),
       u32(model.inputs.size()),
       u32(model.outputs.size()),
       string(model.inputTree),
       string(model.outputTree),
       states(),
       u32(model.states.size()),
       u32(0),
       array(variants, "kiln.variants"),
       u32(variants.size()),
       u32(model.labels.size()),
       labels(),
       weights(),
       u64(model.weightsBytes),
       model.weightsFile.empty() ? null() : string(model.weightsFile),
       packedForms(),
       u32(model.packedForms.size()),
       u32(model.dims.size() - givenDims(model)),
       preprocessing(),
       string(model.modelHash),
       string(model.compilerVersion),
       string(model.compilerHash),
       string(model.compileFlags),
       dims(),
       formulas(),
       u32(givenDims(model)),
       u32(model.formulas.size())},
      sizeof(KilnModuleDescriptor));
}

void DescriptorWriter::write() {
  llvm::Constant *global = constant(descriptor(), "kiln.module");
  auto *type = llvm::FunctionType::get(pointerType, /*isVarArg=*/false);
  auto *accessor =
      llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage,
                             accessorSymbol(model.name), module);
  accessor->setDoesNotThrow();
  llvm::IRBuilder<> builder(
      llvm::BasicBlock::Create(context, "entry", accessor));
  builder.CreateRet(global);
}

void kiln::emitModuleDescriptor(llvm::Module &module,
                                const ModuleDescription &description) {
  DescriptorWriter(module, description).write();
}
