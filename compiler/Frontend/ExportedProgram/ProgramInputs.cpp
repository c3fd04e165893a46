//===- ProgramInputs.cpp - What an exported program takes -----------------===//

#include "compiler/Frontend/ExportedProgram/ProgramInputs.h"

#include "llvm/ADT/StringExtras.h"

namespace kiln::exported {

using namespace mlir;
using llvm::StringRef;
using python::BoundInput;
using python::InputTree;

namespace {

/// One leaf of the arguments.
struct Leaf {
  /// The graph's name; "" for a number that the program was made for.
  std::string name;
  /// As a definition would name it: `x`, `state.0`.
  std::string path;
  const TensorMeta *meta = nullptr;
  const ArgumentSpec *given = nullptr;
};

class Binder {
public:
  Binder(MLIRContext *context, StringRef path, const Program &program,
         ProgramInputs &inputs)
      : context(context), path(path), program(program), inputs(inputs) {}

  LogicalResult collectLeaves();
  LogicalResult give(ArrayRef<ArgumentSpec> given);
  LogicalResult fixShapes();
  void makeArguments();

private:
  InFlightDiagnostic error() const {
    return emitError(UnknownLoc::get(context)) << path << ": ";
  }
  Leaf *findLeaf(StringRef name);
  LogicalResult fixShape(const Leaf &leaf);
  LogicalResult bindDim(const Leaf &leaf, size_t index, int64_t size);
  void namePaths(const Pytree &tree, const std::string &path);
  void insertLeaves(const Pytree &tree, InputTree &into);
  void addArgument(const Pytree *tree, const std::string &name, bool isKeyword);
  std::string argumentName(size_t index) const;

  MLIRContext *context;
  StringRef path;
  const Program &program;
  ProgramInputs &inputs;
  std::vector<Leaf> leaves;
  size_t next = 0;
  llvm::StringMap<int64_t> sizeOfSymbol;
};

} // namespace

/// As the user writes it: "s17x5".
static std::string dimsText(const TensorMeta &meta) {
  std::string text;
  for (const Dim &dim : meta.sizes) {
    text += text.empty() ? "" : "x";
    text += dim.size ? std::to_string(*dim.size) : dim.symbol;
  }
  return text.empty() ? "scalar" : text;
}

/// The same as messages write shapes: "[s17, 5]".
static std::string shapeText(const TensorMeta &meta) {
  std::vector<std::string> sizes;
  for (const Dim &dim : meta.sizes)
    sizes.push_back(dim.size ? std::to_string(*dim.size) : dim.symbol);
  return "[" + llvm::join(sizes, ", ") + "]";
}

LogicalResult Binder::collectLeaves() {
  for (const InputSpec &input : program.inputs) {
    Leaf leaf;
    if (input.kind == InputSpec::Kind::User) {
      leaf.name = leaf.path = input.argument.text;
      auto meta = program.graph.tensors.find(leaf.name);
      if (meta == program.graph.tensors.end())
        return error() << "the input '" << leaf.name
                       << "' is not a tensor, which kiln does not support";
      leaf.meta = &meta->second;
      if (!leaf.meta->dtype || !isComputeType(*leaf.meta->dtype))
        return error() << "the input '" << leaf.name
                       << "' has a dtype that kiln does not compute in";
    } else if (input.kind != InputSpec::Kind::Literal) {
      continue;
    }
    leaves.push_back(std::move(leaf));
  }
  const auto &tree = program.inputTree;
  if (!tree || tree->children.size() != 2)
    return success();
  for (auto [index, child] : llvm::enumerate(tree->children[0].children))
    namePaths(child, argumentName(index));
  std::vector<std::string> keys = tree->children[1].keys();
  for (auto [index, child] : llvm::enumerate(tree->children[1].children))
    namePaths(child, index < keys.size() ? keys[index] : "");
  if (next != leaves.size())
    return error() << "the program has " << leaves.size()
                   << " inputs and describes " << next;
  return success();
}

std::string Binder::argumentName(size_t index) const {
  if (index < program.argumentNames.size())
    return program.argumentNames[index];
  return "";
}

/// Names the leaves of one argument by their way from it.
void Binder::namePaths(const Pytree &tree, const std::string &path) {
  if (tree.isLeaf()) {
    if (next < leaves.size() && !path.empty())
      leaves[next].path = path;
    ++next;
    return;
  }
  std::vector<std::string> keys = tree.keys();
  for (auto [index, child] : llvm::enumerate(tree.children)) {
    std::string part =
        index < keys.size() ? keys[index] : std::to_string(index);
    namePaths(child, path.empty() ? "" : path + "." + part);
  }
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

Leaf *Binder::findLeaf(StringRef name) {
  for (Leaf &leaf : leaves)
    if (leaf.meta && (leaf.name == name || leaf.path == name))
      return &leaf;
  return nullptr;
}

LogicalResult Binder::give(ArrayRef<ArgumentSpec> given) {
  auto position = leaves.begin();
  for (const ArgumentSpec &spec : given) {
    Leaf *leaf = nullptr;
    if (spec.name.empty()) {
      position = std::find_if(position, leaves.end(), [](const Leaf &leaf) {
        return leaf.meta && !leaf.given;
      });
      if (position != leaves.end())
        leaf = &*position++;
    } else {
      leaf = findLeaf(spec.name);
    }
    if (!leaf) {
      std::vector<std::string> known;
      for (const Leaf &leaf : leaves)
        if (leaf.meta)
          known.push_back(leaf.path + "=" + dimsText(*leaf.meta));
      return error() << "there is no input for " << formatArgumentSpec(spec)
                     << "; the program takes " << llvm::join(known, ", ");
    }
    if (leaf->given)
      return error() << "got two inputs for '" << leaf->path << "'";
    leaf->given = &spec;
  }
  return success();
}

/// A size of the user's for one that the file fixes, bounds or leaves open.
LogicalResult Binder::bindDim(const Leaf &leaf, size_t index, int64_t size) {
  const Dim &dim = leaf.meta->sizes[index];
  auto refuse = [&]() -> InFlightDiagnostic {
    return error() << "dimension " << index << " of the input '" << leaf.path
                   << "' is " << size << ", ";
  };
  if (dim.size) {
    if (*dim.size == size)
      return success();
    return refuse() << "but the program was exported for " << *dim.size;
  }
  auto range = program.ranges.find(dim.symbol);
  if (range != program.ranges.end() &&
      (size < range->second.min || size > range->second.max))
    return refuse() << "but the program allows " << range->second.min << " to "
                    << range->second.max;
  auto [known, isNew] = sizeOfSymbol.try_emplace(dim.symbol, size);
  if (!isNew && known->second != size)
    return refuse() << "but the same dimension " << dim.symbol
                    << " of another input is " << known->second;
  return success();
}

LogicalResult Binder::fixShape(const Leaf &leaf) {
  ArgumentSpec spec;
  spec.name = leaf.path;
  spec.dtype = *leaf.meta->dtype;
  for (const Dim &dim : leaf.meta->sizes)
    spec.shape.push_back(dim.size.value_or(-1));
  if (const ArgumentSpec *given = leaf.given) {
    // A shape without a dtype says float32.
    if (given->dtype != spec.dtype && given->dtype != DType::F32)
      return error() << "the input '" << leaf.path << "' is torch."
                     << torchName(given->dtype)
                     << ", but the program was exported for torch."
                     << torchName(spec.dtype);
    if (given->shape.size() != spec.shape.size())
      return error() << "the input '" << leaf.path << "' has "
                     << given->shape.size() << " dimensions, but the program "
                     << "was exported for " << shapeText(*leaf.meta);
    for (auto [index, size] : llvm::enumerate(given->shape))
      if (failed(bindDim(leaf, index, size)))
        return failure();
    spec.shape = given->shape;
  }
  inputs.specs.push_back(std::move(spec));
  inputs.names.push_back(leaf.name);
  return success();
}

LogicalResult Binder::fixShapes() {
  for (const Leaf &leaf : leaves)
    if (leaf.meta && failed(fixShape(leaf)))
      return failure();
  // What the user gave for one input tells the sizes of others.
  std::vector<std::string> open;
  size_t index = 0;
  for (const Leaf &leaf : leaves) {
    if (!leaf.meta)
      continue;
    ArgumentSpec &spec = inputs.specs[index++];
    bool isOpen = false;
    for (auto [size, dim] : llvm::zip(spec.shape, leaf.meta->sizes)) {
      auto known = sizeOfSymbol.find(dim.symbol);
      if (size < 0 && known != sizeOfSymbol.end())
        size = known->second;
      isOpen |= size < 0;
    }
    if (isOpen)
      open.push_back("'" + leaf.path + "' (" + shapeText(*leaf.meta) + ")");
  }
  if (open.empty())
    return success();
  return error() << "the file leaves sizes open of the "
                 << (open.size() == 1 ? "input " : "inputs ")
                 << llvm::join(open, ", ")
                 << ": give them with --input=NAME=SHAPE";
}

//===----------------------------------------------------------------------===//
// Arguments
//===----------------------------------------------------------------------===//

void Binder::insertLeaves(const Pytree &tree, InputTree &into) {
  if (tree.isLeaf()) {
    const Leaf &leaf = leaves[next++];
    if (leaf.meta)
      into.spec = &inputs.specs[llvm::count_if(
          llvm::ArrayRef(leaves).take_front(next - 1),
          [](const Leaf &other) { return other.meta != nullptr; })];
    return;
  }
  std::vector<std::string> keys = tree.keys();
  for (auto [index, child] : llvm::enumerate(tree.children)) {
    InputTree part;
    insertLeaves(child, part);
    if (part.spec || !part.parts.empty())
      into[index < keys.size() ? keys[index] : std::to_string(index)] =
          std::move(part);
  }
}

void Binder::addArgument(const Pytree *tree, const std::string &name,
                         bool isKeyword) {
  BoundInput input;
  size_t first = next;
  if (tree)
    insertLeaves(*tree, input.tree);
  else
    insertLeaves(Pytree(), input.tree);
  if (!input.tree.spec && input.tree.parts.empty())
    return; // Numbers alone, which the graph has in it.
  input.name = name.empty() ? leaves[first].path : name;
  input.isKeyword = isKeyword;
  inputs.arguments.push_back(std::move(input));
}

void Binder::makeArguments() {
  next = 0;
  const auto &tree = program.inputTree;
  if (!tree || tree->children.size() != 2) {
    while (next < leaves.size())
      addArgument(nullptr, "", false);
    return;
  }
  for (auto [index, child] : llvm::enumerate(tree->children[0].children))
    addArgument(&child, argumentName(index), false);
  std::vector<std::string> keys = tree->children[1].keys();
  for (auto [index, child] : llvm::enumerate(tree->children[1].children))
    addArgument(&child, index < keys.size() ? keys[index] : "", true);
}

LogicalResult bindProgramInputs(MLIRContext *context, StringRef path,
                                const Program &program,
                                ArrayRef<ArgumentSpec> given,
                                ProgramInputs &inputs) {
  Binder binder(context, path, program, inputs);
  if (failed(binder.collectLeaves()) || failed(binder.give(given)) ||
      failed(binder.fixShapes()))
    return failure();
  binder.makeArguments();
  return success();
}

} // namespace kiln::exported
