//===- Files.cpp - The module _files --------------------------------------===//

#include "compiler/Frontend/Python/Evaluator/Importer.h"
#include "compiler/Frontend/Python/Stdlib/Modules.h"

namespace kiln::python {

using namespace mlir;

static StringRef pathOf(Value value) {
  auto *text = llvm::dyn_cast<StrObject>(value);
  return text ? text->str() : StringRef();
}

static Value raise(Interpreter &interp, llvm::Error error) {
  return interp.raise(interp.types.fileNotFoundError,
                      llvm::toString(std::move(error)));
}

void addFiles(Interpreter &interp) {
  ModuleObject *module = interp.nativeModule("_files");
  // "file", "folder", or "" for what is nothing to the definition.
  defineFunction(interp, module, "kind", "path",
                 [](Interpreter &interp, Arguments args) -> Value {
                   DataFiles &data = Importer::of(interp).dataFiles();
                   switch (data.kindOf(pathOf(args[0]))) {
                   case DataFiles::Kind::None:
                     return interp.str("");
                   case DataFiles::Kind::File:
                     return interp.str("file");
                   case DataFiles::Kind::Folder:
                     return interp.str("folder");
                   }
                   llvm_unreachable("all kinds are handled");
                 });
  defineFunction(interp, module, "read", "path",
                 [](Interpreter &interp, Arguments args) -> Value {
                   DataFiles &data = Importer::of(interp).dataFiles();
                   auto content = data.read(pathOf(args[0]));
                   if (!content)
                     return raise(interp, content.takeError());
                   if (!interp.step(1 + content->size() / 16))
                     return {};
                   return interp.bytes(*content);
                 });
  defineFunction(interp, module, "list", "path",
                 [](Interpreter &interp, Arguments args) -> Value {
                   DataFiles &data = Importer::of(interp).dataFiles();
                   auto names = data.list(pathOf(args[0]));
                   if (!names)
                     return raise(interp, names.takeError());
                   if (!interp.step(1 + names->size()))
                     return {};
                   SmallVector<Value> items;
                   for (const std::string &name : *names)
                     items.push_back(interp.str(name));
                   return interp.list(items);
                 });
}

} // namespace kiln::python
