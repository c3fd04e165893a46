//===- Header.cpp - The C header of a compiled model ------------*- C++ -*-===//

#include "compiler/Link/Link.h"
#include "llvm/ADT/StringExtras.h"

using namespace kiln;

/// What goes into a comment must not end it.
static std::string commentText(llvm::StringRef text) {
  std::string result;
  for (char c : text) {
    bool endsComment = c == '/' && !result.empty() && result.back() == '*';
    result += endsComment || !llvm::isPrint(c) ? ' ' : c;
  }
  return result;
}

static void writeTensors(llvm::raw_ostream &stream, llvm::StringRef title,
                         const std::vector<TensorDescription> &tensors,
                         llvm::StringRef tree) {
  stream << " *\n * " << title << ", nested as " << commentText(tree) << ":\n";
  for (auto [index, tensor] : llvm::enumerate(tensors)) {
    stream << " *   " << index << "  " << commentText(tensor.name) << "  "
           << shortName(tensor.dtype) << " [";
    llvm::interleaveComma(tensor.dims, stream);
    stream << "]\n";
  }
}

static void writeMacros(llvm::raw_ostream &stream, llvm::StringRef prefix,
                        const std::vector<TensorDescription> &tensors) {
  stream << "#define " << prefix << "_COUNT " << tensors.size() << "\n";
  for (auto [index, tensor] : llvm::enumerate(tensors))
    stream << "#define " << prefix << "_" << index << "_BYTES "
           << tensor.bytes() << "\n";
}

std::string kiln::modelHeader(const ModuleDescription &module) {
  std::string text, upper = llvm::StringRef(module.name).upper();
  llvm::raw_string_ostream stream(text);
  stream << "/* The model " << module.name << ", compiled by kiln "
         << commentText(module.compilerVersion) << ". Do not edit.\n";
  writeTensors(stream, "Inputs", module.inputs, module.inputTree);
  writeTensors(stream, "Outputs", module.outputs, module.outputTree);
  stream << " */\n#ifndef KILN_MODEL_" << upper << "_H\n#define KILN_MODEL_"
         << upper << "_H\n\n#include <kiln.h>\n\n";
  writeMacros(stream, "KILN_" + upper + "_INPUT", module.inputs);
  writeMacros(stream, "KILN_" + upper + "_OUTPUT", module.outputs);
  stream << "\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n"
         << "/* The model's handle; it lives as long as the process. */\n"
         << "const kiln_model *" << accessorSymbol(module.name)
         << "(void);\n\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n";
  return text;
}
