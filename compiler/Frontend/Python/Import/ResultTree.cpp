//===- ResultTree.cpp - The nesting of what a model returns ---------------===//

#include "compiler/Frontend/Python/Import/ResultTree.h"
#include "compiler/Frontend/Python/Runtime/Runtime.h"

#include "llvm/Support/SaveAndRestore.h"

namespace kiln::python {

using namespace mlir;

namespace {

class Flattener {
public:
  Flattener(Interpreter &interp, ResultTree &tree, std::string &message,
            LocationAttr &place)
      : interp(interp), tree(tree), message(message), place(place) {}

  LogicalResult visit(Value value, const std::string &path);

private:
  LogicalResult visitItems(ArrayRef<Value> items, const std::string &path,
                           char open, char close);
  LogicalResult visitDict(const DictObject &dict, const std::string &path);
  LogicalResult visitFields(Value value, Value names, const std::string &path);
  LogicalResult visitLiteral(Value value, const std::string &path);
  LogicalResult fail(Value value, const std::string &path);

  Interpreter &interp;
  ResultTree &tree;
  std::string &message;
  LocationAttr &place;
  unsigned depth = 0;
};

} // namespace

/// Deeper results are circles or mistakes.
static constexpr unsigned deepestResult = 64;

static std::string joined(const std::string &path, StringRef name) {
  return path.empty() ? name.str() : path + "." + name.str();
}

LogicalResult Flattener::fail(Value value, const std::string &path) {
  std::string what =
      ("an object of class '" + interp.typeName(value) + "'").str();
  if (auto *opaque = opaqueOf(interp, value)) {
    what = "'" + opaque->text + "', which is not known to kiln";
    if (!opaque->reason.empty())
      what += " (" + opaque->reason + ")";
    std::string nearest = nearestAttribute(interp, opaque->text);
    if (!nearest.empty())
      what += "; did you mean " + nearest + "?";
    Location known = interp.locationOf(opaque);
    if (!isa<UnknownLoc>(known))
      place = known;
  }
  message = "the model returns " + what +
            (path.empty() ? "" : ", as result " + path) +
            "; expected a tensor, or tensors in tuples, lists and dicts";
  return failure();
}

LogicalResult Flattener::visitItems(ArrayRef<Value> items,
                                    const std::string &path, char open,
                                    char close) {
  tree.text += open;
  for (auto [index, item] : llvm::enumerate(items)) {
    tree.text += index ? ", " : "";
    if (failed(visit(item, joined(path, std::to_string(index)))))
      return failure();
  }
  if (open == '(' && items.size() == 1)
    tree.text += ',';
  tree.text += close;
  return success();
}

LogicalResult Flattener::visitDict(const DictObject &dict,
                                   const std::string &path) {
  tree.text += '{';
  bool isFirst = true;
  // The text of a key or an attribute may be made by code that changes it.
  for (const HashTable::Entry &entry : dict.table.slots().vec()) {
    if (entry.key.isNull())
      continue;
    tree.text += isFirst ? "" : ", ";
    isFirst = false;
    auto name = interp.toString(entry.key);
    if (failed(name) || failed(visitLiteral(entry.key, path)))
      return failure();
    tree.text += ": ";
    if (failed(visit(entry.value, joined(path, *name))))
      return failure();
  }
  tree.text += '}';
  return success();
}

/// A named tuple or a dataclass: `Output(logits=*, hidden=None)`.
LogicalResult Flattener::visitFields(Value value, Value names,
                                     const std::string &path) {
  SmallVector<Value> fields;
  if (failed(interp.unpack(names, fields)))
    return failure();
  tree.text += interp.typeName(value).str() + "(";
  for (auto [index, field] : llvm::enumerate(fields)) {
    auto *name = llvm::dyn_cast<StrObject>(field);
    Value part = name ? interp.getAttribute(value, name) : Value();
    if (!part)
      return failure();
    tree.text += (index ? ", " : "") + name->str().str() + "=";
    if (failed(visit(part, joined(path, name->str()))))
      return failure();
  }
  tree.text += ')';
  return success();
}

LogicalResult Flattener::visitLiteral(Value value, const std::string &path) {
  if (!value.isNone() && !value.isNumber() && !llvm::isa<StrObject>(value))
    return fail(value, path);
  auto text = interp.repr(value);
  if (failed(text))
    return failure();
  tree.text += *text;
  return success();
}

LogicalResult Flattener::visit(Value value, const std::string &path) {
  if (auto *tensor = native<TensorObject>(value)) {
    if (tensor->isComplex) {
      message = "the model's result " + (path.empty() ? "" : path + " ") +
                "is complex, which a program cannot give; return "
                "torch.view_as_real() of it";
      return failure();
    }
    tree.text += '*';
    tree.tensors.push_back(tensor);
    tree.names.push_back(path);
    return success();
  }
  if (depth == deepestResult)
    return fail(value, path);
  // The same list may be in the result many times.
  if (!interp.step(10) || !interp.allocate(path.size()))
    return failure();
  llvm::SaveAndRestore deeper(depth, depth + 1);
  if (auto *tuple = llvm::dyn_cast<TupleObject>(value)) {
    if (Value names = interp.findAttribute(tuple->type, "_fields"))
      return visitFields(value, names, path);
    return visitItems(tuple->items, path, '(', ')');
  }
  if (auto *list = llvm::dyn_cast<ListObject>(value))
    return visitItems(SmallVector<Value>(ArrayRef(list->items)), path, '[',
                      ']');
  if (auto *dict = llvm::dyn_cast<DictObject>(value))
    return visitDict(*dict, path);
  if (llvm::isa<InstanceObject>(value))
    if (Value names = interp.findAttribute(value, "__dataclass_fields__"))
      return visitFields(value, names, path);
  size_t begin = tree.text.size();
  if (failed(visitLiteral(value, path)))
    return failure();
  if (!value.isNone())
    tree.literals.push_back("result " + path + " is " +
                            tree.text.substr(begin));
  return success();
}

FailureOr<ResultTree> flattenResult(Interpreter &interp, Value result,
                                    std::string &message, LocationAttr &place) {
  ResultTree tree;
  if (failed(Flattener(interp, tree, message, place).visit(result, "")))
    return failure();
  if (!tree.tensors.empty())
    return tree;
  message = "the model returns " + tree.text +
            ", in which there is no tensor; a program needs one to compute";
  return failure();
}

} // namespace kiln::python
