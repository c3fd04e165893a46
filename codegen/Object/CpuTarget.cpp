//===- CpuTarget.cpp ------------------------------------------------------===//

#include "codegen/Object/CpuTarget.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Target/TargetOptions.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/SubtargetFeature.h"

using namespace llvm;

namespace kiln {

/// Registers LLVM's back end for this machine's architecture, once.
static void initializeNativeTarget() {
  static const bool done = [] {
    InitializeNativeTarget();
    InitializeNativeTargetAsmPrinter();
    InitializeNativeTargetAsmParser();
    return true;
  }();
  (void)done;
}

static Expected<const Target *> lookupTarget(const Triple &triple) {
  initializeNativeTarget();
  std::string message;
  const Target *target = TargetRegistry::lookupTarget(triple, message);
  if (!target)
    return createStringError("no code generator for " + triple.str() + ": " +
                             message);
  return target;
}

static CpuTarget nativeTarget() {
  SubtargetFeatures features;
  for (const auto &feature : sys::getHostCPUFeatures())
    features.AddFeature(feature.first(), feature.second);
  return {sys::getDefaultTargetTriple(), sys::getHostCPUName().str(),
          features.getString()};
}

/// Names the known processors that are spelled like the unknown one.
static Error unknownCpu(const MCSubtargetInfo &info, StringRef name,
                        StringRef triple) {
  SmallVector<std::pair<unsigned, StringRef>> near;
  for (const SubtargetSubTypeKV &known : info.getAllProcessorDescriptions()) {
    StringRef candidate(known.Key);
    unsigned distance = name.edit_distance(candidate, true, 4);
    if (distance <= std::max<size_t>(2, name.size() / 4))
      near.push_back({distance, candidate});
  }
  llvm::sort(near);
  std::string message =
      ("unknown target cpu '" + name + "' for " + triple).str();
  for (auto [index, entry] : llvm::enumerate(ArrayRef(near).take_front(4)))
    message += (index == 0 ? "; did you mean " : ", ") + entry.second.str();
  return createStringError(message);
}

Expected<CpuTarget> resolveCpu(StringRef name) {
  if (name == "native")
    return nativeTarget();
  CpuTarget target{sys::getDefaultTargetTriple(), name.str(), ""};
  Triple triple(target.triple);
  Expected<const Target *> backend = lookupTarget(triple);
  if (!backend)
    return backend.takeError();
  std::unique_ptr<MCSubtargetInfo> info(
      (*backend)->createMCSubtargetInfo(triple, "", ""));
  if (!info->isCPUStringValid(name))
    return unknownCpu(*info, name, target.triple);
  return target;
}

Expected<std::unique_ptr<TargetMachine>>
createTargetMachine(const CpuTarget &target) {
  Triple triple(target.triple);
  Expected<const Target *> backend = lookupTarget(triple);
  if (!backend)
    return backend.takeError();
  TargetOptions options;
  options.MCOptions.AsmVerbose = true;
  std::unique_ptr<TargetMachine> machine((*backend)->createTargetMachine(
      triple, target.cpu, target.features, options, Reloc::PIC_, std::nullopt,
      CodeGenOptLevel::Aggressive));
  if (!machine)
    return createStringError("cannot generate code for " + target.triple);
  return machine;
}

bool hasFeature(const TargetMachine &machine, StringRef feature) {
  return machine.getMCSubtargetInfo()->checkFeatures(("+" + feature).str());
}

} // namespace kiln
