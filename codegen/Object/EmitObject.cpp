//===- EmitObject.cpp -----------------------------------------------------===//

#include "codegen/Object/EmitObject.h"

#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Target/TargetMachine.h"

using namespace llvm;

namespace kiln {

Expected<std::unique_ptr<Module>> translateToLLVMIR(mlir::ModuleOp module,
                                                    LLVMContext &context,
                                                    TargetMachine &machine) {
  std::unique_ptr<Module> result =
      mlir::translateModuleToLLVMIR(module, context);
  if (!result)
    return createStringError("module does not translate to LLVM IR");
  result->setTargetTriple(machine.getTargetTriple());
  result->setDataLayout(machine.createDataLayout());
  return result;
}

void optimize(Module &module, TargetMachine &machine) {
  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager graphs;
  ModuleAnalysisManager modules;
  PassBuilder passes(&machine);
  passes.registerModuleAnalyses(modules);
  passes.registerCGSCCAnalyses(graphs);
  passes.registerFunctionAnalyses(functions);
  passes.registerLoopAnalyses(loops);
  passes.crossRegisterProxies(loops, functions, graphs, modules);
  ModulePassManager pm;
  cantFail(passes.parsePassPipeline(
      pm, "function(sroa,early-cse,loop-mssa(licm),gvn,"
          "instcombine<no-verify-fixpoint>,"
          "simplifycfg,early-cse)"));
  pm.run(module, modules);
}

SmallVector<std::string> undefinedFunctions(const Module &module) {
  SmallVector<std::string> names;
  for (const Function &function : module)
    if (function.isDeclaration() && !function.isIntrinsic())
      names.push_back(function.getName().str());
  return names;
}

static Error emitCode(Module &module, TargetMachine &machine,
                      raw_pwrite_stream &stream, CodeGenFileType type) {
  legacy::PassManager pm;
  if (machine.addPassesToEmitFile(pm, stream, nullptr, type))
    return createStringError("cannot emit code for " +
                             machine.getTargetTriple().str());
  pm.run(module);
  return Error::success();
}

Expected<SmallVector<char, 0>> emitObject(Module &module,
                                          TargetMachine &machine) {
  SmallVector<char, 0> bytes;
  raw_svector_ostream stream(bytes);
  if (Error error =
          emitCode(module, machine, stream, CodeGenFileType::ObjectFile))
    return error;
  return bytes;
}

Expected<std::string> emitAssembly(Module &module, TargetMachine &machine) {
  SmallString<0> text;
  raw_svector_ostream stream(text);
  if (Error error =
          emitCode(module, machine, stream, CodeGenFileType::AssemblyFile))
    return error;
  return text.str().str();
}

} // namespace kiln
