//===- Program.h - What torch.export writes ---------------------*- C++ -*-===//
//
// The graph of a .pt2 file: nodes that call operators by name, and what its
// inputs and outputs are. All versions of the schema become this one form.
// Nothing is checked against the operators here.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_EXPORTEDPROGRAM_PROGRAM_H
#define KILN_FRONTEND_EXPORTEDPROGRAM_PROGRAM_H

#include "compiler/Support/DType.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kiln::exported {

struct Graph;

/// An argument of a node, or the name of one of its results.
struct Operand {
  enum class Kind {
    None,
    Ignored, // a device, layout or memory format
    Name,    // of a tensor, or of a number that shapes give
    Bool,
    Int,
    Float,
    String,
    DType,
    List,
    Graph,
  };
  Kind kind = Kind::None;
  std::string text; // Name, String
  bool flag = false;
  int64_t integer = 0;
  double number = 0;
  DType dtype = DType::F32;
  std::vector<Operand> items;
  std::shared_ptr<Graph> graph;

  static Operand name(llvm::StringRef name);
};

/// A size that is known, or the symbol or expression that stands for it.
struct Dim {
  std::optional<int64_t> size;
  std::string symbol;
};

struct TensorMeta {
  /// None for types that kiln does not have.
  std::optional<DType> dtype;
  llvm::SmallVector<Dim, 4> sizes;
};

struct NamedOperand {
  std::string name;
  Operand value;
  bool isKeyword = false;
};

struct Node {
  /// `torch.ops.aten.conv2d.default`
  std::string target;
  std::vector<NamedOperand> inputs;
  std::vector<Operand> outputs;
  /// As Python prints it, or "".
  std::string stackTrace;
  /// The path of the module whose forward called the operator.
  std::string modulePath;
};

struct Graph {
  std::vector<Operand> inputs, outputs;
  std::vector<Node> nodes;
  llvm::StringMap<TensorMeta> tensors;
};

struct InputSpec {
  enum class Kind { User, Parameter, Buffer, Constant, Literal };
  Kind kind = Kind::User;
  Operand argument;
  /// The name in the state_dict.
  std::string target;
  bool isPersistent = true;
};

struct OutputSpec {
  enum class Kind { User, Write };
  Kind kind = Kind::User;
  Operand argument;
  /// The graph's input that gets the value: a buffer that forward changes.
  std::string target;
};

/// The nesting of arguments or results.
struct Pytree {
  /// "builtins.tuple"; empty for leaves.
  std::string type;
  /// Keys of a dict, the class of a named tuple: JSON.
  std::string context;
  std::vector<Pytree> children;

  bool isLeaf() const { return type.empty(); }
  /// The strings of a list in the context: the keys of a dict.
  std::vector<std::string> keys() const;
};

struct Range {
  int64_t min, max;
};

struct Program {
  Graph graph;
  std::vector<InputSpec> inputs;
  std::vector<OutputSpec> outputs;
  /// Of (args, kwargs).
  std::optional<Pytree> inputTree;
  std::optional<Pytree> outputTree;
  std::vector<std::string> argumentNames;
  /// What symbols may stand for.
  llvm::StringMap<Range> ranges;
  llvm::StringMap<std::vector<std::string>> namedTupleFields;
};

llvm::Expected<Program> parseProgram(llvm::StringRef json);

} // namespace kiln::exported

#endif
