//===- Value.cpp - What a pickle says, as inert values --------------------===//

#include "compiler/Frontend/Archive/Pickle/Value.h"

#include "llvm/ADT/STLExtras.h"

using namespace kiln;

Value *DictValue::lookup(llvm::StringRef key) const {
  for (auto [name, value] : llvm::reverse(entries))
    if (auto *text = llvm::dyn_cast<StringValue>(name);
        text && text->text == key)
      return value;
  return nullptr;
}

const DictValue *ObjectValue::attributes() const {
  return llvm::dyn_cast_if_present<DictValue>(state);
}

bool ObjectValue::isModule() const {
  const DictValue *dict = attributes();
  return isInstance && dict && dict->lookup("_modules") &&
         dict->lookup("_parameters");
}
