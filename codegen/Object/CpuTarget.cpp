//===- CpuTarget.cpp ------------------------------------------------------===//

#include "codegen/Object/CpuTarget.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
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

/// Whether a processor runs code of the triple: the list of x86 has those of
/// 32 bits too.
static bool runs64Bit(const Target &backend, const Triple &triple,
                      StringRef cpu) {
  if (!triple.isX86())
    return true;
  std::unique_ptr<MCSubtargetInfo> info(
      backend.createMCSubtargetInfo(triple, cpu, ""));
  return info->checkFeatures("+64bit");
}

/// Names the known processors that are spelled like the unknown one, or else
/// all of them.
static Error unknownCpu(const Target &backend, const MCSubtargetInfo &info,
                        StringRef name, const Triple &triple) {
  SmallVector<std::pair<unsigned, StringRef>> near;
  SmallVector<StringRef> all{"native"};
  for (const SubtargetSubTypeKV &known : info.getAllProcessorDescriptions()) {
    StringRef candidate(known.Key);
    if (!runs64Bit(backend, triple, candidate))
      continue;
    all.push_back(candidate);
    unsigned distance = name.edit_distance(candidate, true, 4);
    if (distance <= std::max<size_t>(2, name.size() / 4))
      near.push_back({distance, candidate});
  }
  llvm::sort(near);
  std::string message =
      ("unknown target cpu '" + name + "' for " + triple.str()).str();
  if (near.empty())
    return createStringError(message + "; there are " + join(all, ", "));
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
    return unknownCpu(**backend, *info, name, triple);
  if (!runs64Bit(**backend, triple, name))
    return createStringError("target cpu '" + name +
                             "' has no 64-bit instructions");
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
