//===- CompileKernel.cpp - From a kernel.func to LLVM IR ------------------===//

#include "codegen/CPU/Kernel/CompileKernel.h"

#include "codegen/CPU/Generic/GenericKernel.h"
#include "codegen/CPU/Kernel/ContractionKernel.h"
#include "codegen/Object/EmitObject.h"
#include "codegen/Object/LowerToLLVM.h"
#include "dialects/Kiln/Specialize.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Target/TargetMachine.h"

using namespace mlir;

namespace kiln {

/// Whether the contraction library computes the kernel.
static bool isContraction(kernel::FuncOp kernel) {
  return isa_and_present<kernel::ConvAttr, kernel::LinearAttr>(
      kernel.getAlgorithm().value_or(Attribute()));
}

namespace {

/// Builds the two functions of a kernel: the one that programs call, which
/// loads the pointers, and the body, whose parameters say that memory does not
/// overlap.
class KernelBuilder {
public:
  KernelBuilder(kernel::FuncOp kernel, StringRef symbol)
      : kernel(kernel), symbol(symbol), builder(kernel.getContext()),
        loc(builder.getUnknownLoc()),
        pointer(LLVM::LLVMPointerType::get(builder.getContext())) {}

  using Body = llvm::function_ref<void(
      OpBuilder &, ValueRange, const generic::SymbolValues &, Value, Value)>;

  OwningOpRef<ModuleOp> build(Body body) {
    OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
    builder.setInsertionPointToEnd(module->getBody());
    func::FuncOp inner = buildBody(body);
    builder.setInsertionPointToEnd(module->getBody());
    buildEntry(inner);
    return module;
  }

private:
  /// Arguments, results, scratch memory and the named dimensions.
  unsigned pointerCount() {
    return kernel.getNumArguments() + kernel.getNumResults() +
           (kernel.getScratch().value_or(0) > 0) + !namedDimsOf(kernel).empty();
  }

  /// Loads the named dimensions, which the last pointer leads to.
  generic::SymbolValues loadSymbols(ValueRange pointers) {
    generic::SymbolValues symbols{namedDimsOf(kernel), {}};
    Type i64 = builder.getI64Type();
    for (size_t index = 0; index < symbols.symbols.size(); ++index) {
      Value place = LLVM::GEPOp::create(
          builder, loc, pointer, i64, pointers.back(),
          ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(index)});
      symbols.values.push_back(
          asIndex(LLVM::LoadOp::create(builder, loc, i64, place)));
    }
    return symbols;
  }

  func::FuncOp buildBody(Body body) {
    SmallVector<Type> types(pointerCount(), pointer);
    types.append(2, builder.getI64Type());
    auto function = func::FuncOp::create(builder, loc, (symbol + ".body").str(),
                                         builder.getFunctionType(types, {}));
    function.setPrivate();
    function->setAttr(
        "llvm.linkage",
        LLVM::LinkageAttr::get(builder.getContext(), LLVM::Linkage::Internal));
    // Contractions load what they need where they need it: biases moved out of
    // their loops would take registers from the tiles.
    for (unsigned i = 0; i < pointerCount() && !isContraction(kernel); ++i)
      function.setArgAttr(i, LLVM::LLVMDialect::getNoAliasAttrName(),
                          builder.getUnitAttr());
    builder.setInsertionPointToStart(function.addEntryBlock());
    ValueRange arguments = function.getArguments();
    Value begin = asIndex(arguments[pointerCount()]);
    Value end = asIndex(arguments[pointerCount() + 1]);
    ValueRange pointers = arguments.take_front(pointerCount());
    body(builder, pointers, loadSymbols(pointers), begin, end);
    func::ReturnOp::create(builder, loc);
    return function;
  }

  void buildEntry(func::FuncOp inner) {
    Type i64 = builder.getI64Type();
    auto function = func::FuncOp::create(
        builder, loc, symbol, builder.getFunctionType({pointer, i64, i64}, {}));
    builder.setInsertionPointToStart(function.addEntryBlock());
    SmallVector<Value> operands;
    for (unsigned i = 0; i < pointerCount(); ++i) {
      Value slot = LLVM::GEPOp::create(
          builder, loc, pointer, pointer, function.getArgument(0),
          ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(i)});
      operands.push_back(LLVM::LoadOp::create(builder, loc, pointer, slot));
    }
    operands.push_back(function.getArgument(1));
    operands.push_back(function.getArgument(2));
    func::CallOp::create(builder, loc, inner, operands);
    func::ReturnOp::create(builder, loc);
  }

  Value asIndex(Value integer) {
    return arith::IndexCastOp::create(builder, loc, builder.getIndexType(),
                                      integer);
  }

  kernel::FuncOp kernel;
  StringRef symbol;
  OpBuilder builder;
  Location loc;
  Type pointer;
};

} // namespace

/// The loops of the algorithm that was chosen; generic ones if none was.
static void emitLoops(OpBuilder &builder, kernel::FuncOp kernel,
                      const generic::GenericTarget &target, ValueRange pointers,
                      const generic::SymbolValues &symbols, Value begin,
                      Value end) {
  Location loc = builder.getUnknownLoc();
  Attribute algorithm = kernel.getAlgorithm().value_or(Attribute());
  if (isa_and_present<kernel::ConvAttr>(algorithm))
    return emitConvKernel(builder, loc, kernel, target, pointers, symbols,
                          begin, end);
  if (isa_and_present<kernel::LinearAttr>(algorithm))
    return emitLinearKernel(builder, loc, kernel, target, pointers, symbols,
                            begin, end);
  generic::emitGenericKernel(builder, loc, kernel, target, pointers, symbols,
                             begin, end);
}

OwningOpRef<ModuleOp> buildKernelModule(kernel::FuncOp kernel, StringRef symbol,
                                        const llvm::TargetMachine &machine) {
  auto target = generic::GenericTarget::of(machine);
  KernelBuilder builder(kernel, symbol);
  auto module = builder.build([&](OpBuilder &b, ValueRange pointers,
                                  const generic::SymbolValues &symbols,
                                  Value begin, Value end) {
    emitLoops(b, kernel, target, pointers, symbols, begin, end);
  });
  if (!isContraction(kernel))
    generic::hoistInvariants(*module);
  return module;
}

static llvm::Error checkExternals(const llvm::Module &module) {
  for (const std::string &name : undefinedFunctions(module))
    if (name != "memcpy" && name != "memset")
      return llvm::createStringError("a kernel calls '" + name +
                                     "', which programs do not have");
  return llvm::Error::success();
}

llvm::Expected<std::unique_ptr<llvm::Module>>
compileKernel(kernel::FuncOp kernel, StringRef symbol,
              llvm::LLVMContext &context, llvm::TargetMachine &machine) {
  OwningOpRef<ModuleOp> module = buildKernelModule(kernel, symbol, machine);
  PassManager pm(kernel.getContext());
  buildLowerToLLVM(pm);
  if (failed(pm.run(*module)))
    return llvm::createStringError("kernel '" + symbol +
                                   "' does not lower to LLVM");
  auto result = translateToLLVMIR(*module, context, machine);
  if (!result)
    return result.takeError();
  optimize(**result, machine);
  if (llvm::Error error = checkExternals(**result))
    return error;
  return result;
}

} // namespace kiln
