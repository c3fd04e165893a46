//===- NearestSupported.cpp - What to use instead of an operator ----------===//

#include "compiler/Frontend/Python/Torch/TorchState.h"
#include "compiler/Support/Text.h"

#include "llvm/ADT/StringExtras.h"

namespace kiln::python {

using llvm::StringRef;

/// "svd" of "torch.svd", "torch.ops.aten.svd.default" and "torch.svd with ...".
static StringRef plainName(StringRef name) {
  name = name.split(' ').first;
  if (name.consume_front("torch.ops.aten."))
    return name.split('.').first;
  return name.contains('.') ? name.rsplit('.').second : name;
}

static std::string listedForm(StringRef name) {
  static const llvm::StringMap<std::string> forms = [] {
    llvm::StringMap<std::string> result;
    auto add = [&](StringRef names, StringRef form) {
      for (StringRef one : llvm::split(names, ' '))
        result[one] = form.str();
    };
#define KILN_NEAREST_FORM(names, form) add(names, form);
#include "compiler/Frontend/Python/Torch/NearestForms.def"
#undef KILN_NEAREST_FORM
    return result;
  }();
  return forms.lookup(name);
}

/// The operator of which this one is a variant of a library or for the tracer.
static std::string plainVariant(StringRef name) {
  StringRef base = name;
  bool isVariant = base.consume_back("_copy");
  for (StringRef prefix :
       {"cudnn_", "miopen_", "mkldnn_", "native_", "unsafe_"})
    isVariant |= base.consume_front(prefix);
  return isVariant && aten::Table::get().knows(base) ? ("torch." + base).str()
                                                     : "";
}

std::string nearestSupported(StringRef name) {
  // The forms are those of real numbers.
  if (name.ends_with(" of complex tensors"))
    return "";
  StringRef plain = plainName(name);
  // In-place variants are of the same use.
  for (StringRef candidate : {plain, plain.rtrim('_')}) {
    std::string form = listedForm(candidate);
    if (form.empty())
      form = plainVariant(candidate);
    if (!form.empty())
      return form;
  }
  return "";
}

static void considerGlobals(NearestName &nearest, const DictObject &names) {
  for (const HashTable::Entry &entry : names.table.slots())
    if (auto *known = llvm::dyn_cast_if_present<StrObject>(entry.key))
      nearest.consider(known->str());
}

std::string nearestAttribute(Interpreter &interp, StringRef text) {
  auto [module, name] =
      text.take_until([](char c) { return c == '(' || c == '[' || c == ' '; })
          .rsplit('.');
  if ((module != "torch" && !module.starts_with("torch.")) || interp.failed())
    return "";
  auto *found =
      llvm::dyn_cast_if_present<ModuleObject>(interp.importModule(module));
  interp.takeException();
  NearestName nearest(name);
  if (found)
    considerGlobals(nearest, *found->globals);
  if (module == "torch")
    considerTorchOperators(nearest);
  return nearest.get().empty() ? "" : (module + "." + nearest.get()).str();
}

std::string nearestTensorAttribute(const TypeObject &type, StringRef name) {
  NearestName nearest(name);
  considerGlobals(nearest, *type.dict);
  considerTorchOperators(nearest);
  return nearest.get().str();
}

} // namespace kiln::python
