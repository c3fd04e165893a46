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

/// A number, or the formula for it.
static std::string sizeText(const ModuleDescription &module, uint64_t size) {
  return size & KILN_FORMULA_BIT
             ? module.formulas[size & ~KILN_FORMULA_BIT].text
             : std::to_string(size);
}

static void writeTensors(llvm::raw_ostream &stream, llvm::StringRef title,
                         const ModuleDescription &module,
                         const std::vector<TensorDescription> &tensors,
                         llvm::StringRef tree) {
  stream << " *\n * " << title << ", nested as " << commentText(tree) << ":\n";
  for (auto [index, tensor] : llvm::enumerate(tensors)) {
    stream << " *   " << index << "  " << commentText(tensor.name) << "  "
           << shortName(tensor.dtype) << " [";
    llvm::interleaveComma(tensor.dims, stream, [&](int64_t size) {
      stream << sizeText(module, static_cast<uint64_t>(size));
    });
    stream << "]\n";
  }
}

static void writeDims(llvm::raw_ostream &stream,
                      const ModuleDescription &module) {
  auto write = [&](llvm::StringRef title, uint64_t first, uint64_t last) {
    if (first == last)
      return;
    stream << " *\n * " << title << ":\n";
    for (uint64_t index = first; index < last; ++index) {
      const DimDescription &dim = module.dims[index];
      stream << " *   " << index << "  " << dim.name << " = " << dim.least
             << ".." << dim.most << "\n";
    }
  };
  uint64_t given = givenDims(module);
  write("Named sizes, for kiln_session_reserve()", 0, given);
  write("Sizes that each run computes", given, module.dims.size());
}

/// Buffers whose sizes have names are as large as they may ever have to be.
static void writeMacros(llvm::raw_ostream &stream, llvm::StringRef prefix,
                        const ModuleDescription &module,
                        const std::vector<TensorDescription> &tensors) {
  stream << "#define " << prefix << "_COUNT " << tensors.size() << "\n";
  for (auto [index, tensor] : llvm::enumerate(tensors))
    stream << "#define " << prefix << "_" << index
           << (tensor.byteFormula ? "_MOST_BYTES " : "_BYTES ")
           << largestValue(module, tensor.bytes()) << "\n";
}

std::string kiln::modelHeader(const ModuleDescription &module) {
  std::string text, upper = llvm::StringRef(module.name).upper();
  llvm::raw_string_ostream stream(text);
  stream << "/* The model " << module.name << ", compiled by kiln "
         << commentText(module.compilerVersion) << ". Do not edit.\n";
  writeTensors(stream, "Inputs", module, module.inputs, module.inputTree);
  writeTensors(stream, "Outputs", module, module.outputs, module.outputTree);
  writeDims(stream, module);
  stream << " */\n#ifndef KILN_MODEL_" << upper << "_H\n#define KILN_MODEL_"
         << upper << "_H\n\n#include <kiln.h>\n\n";
  writeMacros(stream, "KILN_" + upper + "_INPUT", module, module.inputs);
  writeMacros(stream, "KILN_" + upper + "_OUTPUT", module, module.outputs);
  stream << "\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n"
         << "/* The model's handle; it lives as long as the process. */\n"
         << "const kiln_model *" << accessorSymbol(module.name)
         << "(void);\n\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n";
  return text;
}
