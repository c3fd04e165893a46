//===- GraphParser.h - Graphs of torch.export's JSON ------------*- C++ -*-===//

#ifndef KILN_FRONTEND_EXPORTEDPROGRAM_GRAPHPARSER_H
#define KILN_FRONTEND_EXPORTEDPROGRAM_GRAPHPARSER_H

#include "compiler/Frontend/ExportedProgram/Program.h"

#include "llvm/Support/JSON.h"

namespace kiln::exported {

/// A union of the schema: the one member that is not null.
struct Variant {
  llvm::StringRef tag;
  const llvm::json::Value *value = nullptr;
};
llvm::Expected<Variant> parseVariant(const llvm::json::Value &json);

llvm::Expected<Operand> parseOperand(const llvm::json::Value &json);
llvm::Error parseGraph(const llvm::json::Object &json, Graph &graph);

/// A member that has to be there.
llvm::Expected<const llvm::json::Object *>
getObject(const llvm::json::Object &json, llvm::StringRef key);
llvm::Expected<const llvm::json::Array *>
getArray(const llvm::json::Object &json, llvm::StringRef key);
llvm::Expected<std::string> getString(const llvm::json::Object &json,
                                      llvm::StringRef key);

} // namespace kiln::exported

#endif
