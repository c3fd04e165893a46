//===- ToyModel.cpp - A model made by hand, for tests -----------*- C++ -*-===//

#include "test/unit/Link/ToyModel.h"

#include "llvm/AsmParser/Parser.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"

using namespace kiln;
using namespace kiln::test;

/// OPERATION stands for fmul or fadd.
static constexpr const char *kernelText = R"(
define void @NAME(ptr %args, i64 %begin, i64 %end) {
entry:
  %xs = load ptr, ptr %args
  %wplace = getelementptr ptr, ptr %args, i64 1
  %ws = load ptr, ptr %wplace
  %yplace = getelementptr ptr, ptr %args, i64 2
  %ys = load ptr, ptr %yplace
  br label %loop
loop:
  %i = phi i64 [ %begin, %entry ], [ %next, %loop ]
  %xp = getelementptr float, ptr %xs, i64 %i
  %x = load float, ptr %xp
  %wp = getelementptr float, ptr %ws, i64 %i
  %w = load float, ptr %wp
  %y = OPERATION float %x, %w
  %yp = getelementptr float, ptr %ys, i64 %i
  store float %y, ptr %yp
  %next = add i64 %i, 1
  %more = icmp slt i64 %next, %end
  br i1 %more, label %loop, label %done
done:
  ret void
}
)";

static std::string kernel(const std::string &name, llvm::StringRef operation) {
  std::string text = kernelText;
  text.replace(text.find("NAME"), 4, name);
  text.replace(text.find("OPERATION"), 9, operation);
  return text;
}

ToyModel::ToyModel(std::vector<int64_t> dims, uint64_t weightsBytes,
                   std::string name) {
  TensorDescription tensor{"x", DType::F32, dims};
  uint64_t bytes = tensor.bytes();
  module.name = std::move(name);
  module.inputs = {tensor};
  tensor.name = "z";
  module.outputs = {tensor};
  module.weightsBytes = std::max(weightsBytes, bytes);
  module.modelHash = "0123abcd";
  module.compilerVersion = "0.1.0";
  module.compilerHash = "feed";
  module.compileFlags = "none";

  auto slot = [&](KilnSlotKind kind, KilnSlotAccess access) {
    SlotDescription slot;
    slot.kind = kind;
    slot.access = access;
    slot.bytes = bytes;
    return slot;
  };
  KernelDescription scale;
  scale.symbol = "kiln_" + module.name + "_scale";
  scale.name = "scale_0";
  scale.layer = "scale";
  scale.source = "toy.py:1:1";
  scale.slots = {slot(KILN_SLOT_INPUT, KILN_ACCESS_READ),
                 slot(KILN_SLOT_WEIGHTS, KILN_ACCESS_READ),
                 slot(KILN_SLOT_ARENA, KILN_ACCESS_WRITE)};
  scale.workItems = int64_t(bytes / 4);
  scale.flops = bytes / 4;
  scale.bytes = bytes * 3;
  KernelDescription add = scale;
  add.symbol = "kiln_" + module.name + "_add";
  add.name = "add_1";
  add.layer = "residual";
  add.slots = {slot(KILN_SLOT_ARENA, KILN_ACCESS_READ),
               slot(KILN_SLOT_INPUT, KILN_ACCESS_READ),
               slot(KILN_SLOT_OUTPUT, KILN_ACCESS_WRITE)};
  VariantDescription variant;
  variant.level = "x86-64";
  variant.targetCpu = "x86-64";
  variant.kernels = {scale, add};
  variant.arenaBytes = variant.arenaBound = bytes;
  module.variants = {variant};
}

llvm::SmallVector<char, 0> ToyModel::object() const {
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmPrinter();
  llvm::LLVMContext context;
  llvm::SMDiagnostic diagnostic;
  auto llvmModule = llvm::parseAssemblyString(
      kernel("kiln_" + module.name + "_scale", "fmul") +
          kernel("kiln_" + module.name + "_add", "fadd"),
      diagnostic, context);
  assert(llvmModule && "the toy kernels are valid");
  llvm::Triple triple("x86_64-unknown-linux-gnu");
  std::string error;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, error);
  std::unique_ptr<llvm::TargetMachine> machine(target->createTargetMachine(
      triple, "x86-64", "", llvm::TargetOptions(), llvm::Reloc::PIC_));
  llvmModule->setTargetTriple(triple);
  llvmModule->setDataLayout(machine->createDataLayout());
  emitModuleDescriptor(*llvmModule, module);
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  machine->addPassesToEmitFile(passes, stream, nullptr,
                               llvm::CodeGenFileType::ObjectFile);
  passes.run(*llvmModule);
  return bytes;
}

llvm::Error ToyModel::link(const LinkOptions &options, float weight) const {
  llvm::SmallVector<char, 0> code = object();
  LinkInputs inputs;
  inputs.module = &module;
  inputs.objects = {code};
  inputs.writeWeights = [&](llvm::raw_ostream &stream) {
    for (uint64_t i = 0; i < module.weightsBytes / sizeof weight; ++i)
      stream.write(reinterpret_cast<const char *>(&weight), sizeof weight);
    return llvm::Error::success();
  };
  OutputFiles files;
  if (llvm::Error error = linkModel(inputs, options, files))
    return error;
  return files.keep();
}
