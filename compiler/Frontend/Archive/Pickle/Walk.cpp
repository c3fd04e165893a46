//===- Walk.cpp - Finding the tensors in a tree of values -----------------===//

#include "compiler/Frontend/Archive/Pickle/Walk.h"
#include "compiler/Frontend/Archive/Failure.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

using namespace kiln;
using llvm::dyn_cast;
using llvm::dyn_cast_if_present;
using llvm::isa;

std::string Child::label() const {
  if (!key)
    return std::to_string(index);
  if (auto *text = dyn_cast<StringValue>(key))
    return text->text.str();
  if (auto *number = dyn_cast<IntValue>(key))
    return std::to_string(number->value);
  return "?";
}

static void addEntries(const Value *dict, std::vector<Child> &children) {
  if (auto *typed = dyn_cast_if_present<DictValue>(dict))
    for (auto [key, value] : typed->entries)
      children.push_back({key, 0, value});
}

/// The strings in a set.
static llvm::DenseSet<llvm::StringRef> textsIn(const Value *names) {
  llvm::DenseSet<llvm::StringRef> texts;
  if (auto *set = dyn_cast_if_present<SequenceValue>(names))
    for (const Value *item : set->items)
      if (auto *name = dyn_cast<StringValue>(item))
        texts.insert(name->text);
  return texts;
}

/// The parts of a module that its state_dict() has.
static void addModule(const ObjectValue &module, std::vector<Child> &children) {
  const DictValue *attributes = module.attributes();
  addEntries(attributes->lookup("_parameters"), children);
  llvm::DenseSet<llvm::StringRef> transient =
      textsIn(attributes->lookup("_non_persistent_buffers_set"));
  std::vector<Child> buffers;
  addEntries(attributes->lookup("_buffers"), buffers);
  for (Child &buffer : buffers) {
    auto *name = dyn_cast<StringValue>(buffer.key);
    if (!name || !transient.contains(name->text))
      children.push_back(buffer);
  }
  addEntries(attributes->lookup("_modules"), children);
}

static void addInstance(const ObjectValue &instance,
                        std::vector<Child> &children) {
  addEntries(instance.state, children);
  llvm::erase_if(children, [](const Child &child) {
    return !isa<TensorValue>(child.value) && !isa<ObjectValue>(child.value);
  });
}

std::vector<Child> kiln::childrenOf(const Value &value, WalkStyle style) {
  std::vector<Child> children;
  if (auto *sequence = dyn_cast<SequenceValue>(&value)) {
    for (auto [index, item] : llvm::enumerate(sequence->items))
      children.push_back({nullptr, index, item});
  } else if (isa<DictValue>(value)) {
    addEntries(&value, children);
  } else if (auto *object = dyn_cast<ObjectValue>(&value)) {
    if (object->isModule() && style == WalkStyle::StateDict)
      addModule(*object, children);
    else if (object->isModule() ||
             (style == WalkStyle::Instances && object->isInstance))
      addEntries(object->state, children);
    else if (style == WalkStyle::InstanceState && object->isInstance)
      addInstance(*object, children);
  }
  return children;
}

namespace {

/// Depth-first over containers without recursion.
class TensorFinder {
public:
  TensorFinder(WalkStyle style, const ReadOptions &options, WalkBudget &budget)
      : style(style), options(options), budget(budget) {}

  llvm::Error markContainers(Value &root);
  llvm::Expected<std::vector<NamedTensor>> run(Value &root);

private:
  struct Frame {
    Value *value;
    std::vector<Child> children;
    size_t next = 0;
    size_t nameLength = 0;
  };

  /// Steps into a container; false when that is more than may be visited.
  [[nodiscard]] bool enter(Value *value, size_t nameLength = 0);
  bool holdsTensors(const Value *value) const {
    return isa<TensorValue>(value) || marked.contains(value);
  }
  llvm::Error add(TensorValue *tensor);

  static constexpr size_t maxDepth = 400;
  static constexpr uint64_t maxNameBytes = uint64_t(64) << 20;

  WalkStyle style;
  const ReadOptions &options;
  WalkBudget &budget;
  std::vector<Frame> path;
  /// Containers from which a tensor can be reached.
  llvm::DenseSet<const Value *> marked;
  std::string name;
  uint64_t nameBytes = 0;
  std::vector<NamedTensor> found;
};

} // namespace

bool TensorFinder::enter(Value *value, size_t nameLength) {
  path.push_back({value, childrenOf(*value, style), 0, nameLength});
  // Long names are work, too.
  uint64_t visits = 1 + path.back().children.size() + nameLength / 64;
  if (visits > budget.visits)
    return false;
  budget.visits -= visits;
  return true;
}

static llvm::Error tooLarge() {
  return failure("its values nest too deep or in too many ways");
}

/// Visits every container once. Without the marks, a few lists that hold each
/// other twice would make the walk by names exponential.
llvm::Error TensorFinder::markContainers(Value &root) {
  constexpr size_t maxPath = 100'000;
  llvm::DenseSet<const Value *> visited;
  auto markPath = [&] {
    for (size_t i = path.size(); i-- > 0;)
      if (!marked.insert(path[i].value).second)
        return;
  };
  if (!enter(&root))
    return tooLarge();
  visited.insert(&root);
  while (!path.empty()) {
    Frame &frame = path.back();
    if (frame.next == frame.children.size()) {
      path.pop_back();
      continue;
    }
    Value *child = frame.children[frame.next++].value;
    if (holdsTensors(child))
      markPath();
    else if (visited.insert(child).second && !enter(child))
      return tooLarge();
    if (path.size() > maxPath)
      return tooLarge();
  }
  return llvm::Error::success();
}

llvm::Error TensorFinder::add(TensorValue *tensor) {
  nameBytes += name.size();
  if (found.size() >= options.maxTensors || nameBytes > maxNameBytes)
    return failure("it has more than {0} tensors, or names of more than {1} "
                   "bytes",
                   options.maxTensors, maxNameBytes);
  found.push_back({name, tensor});
  return llvm::Error::success();
}

llvm::Expected<std::vector<NamedTensor>> TensorFinder::run(Value &root) {
  if (auto *tensor = dyn_cast<TensorValue>(&root))
    found.push_back({"", tensor});
  if (!marked.contains(&root))
    return std::move(found);
  llvm::DenseSet<const Value *> onPath;
  if (!enter(&root))
    return tooLarge();
  onPath.insert(&root);
  while (!path.empty()) {
    Frame &frame = path.back();
    name.resize(frame.nameLength);
    if (frame.next == frame.children.size()) {
      onPath.erase(frame.value);
      path.pop_back();
      continue;
    }
    const Child child = frame.children[frame.next++];
    if (!holdsTensors(child.value))
      continue;
    if (!name.empty())
      name += '.';
    name += child.label();
    if (auto *tensor = dyn_cast<TensorValue>(child.value)) {
      if (llvm::Error error = add(tensor))
        return error;
      continue;
    }
    if (!onPath.insert(child.value).second)
      continue;
    if (!enter(child.value, name.size()) || path.size() > maxDepth)
      return tooLarge();
  }
  return std::move(found);
}

llvm::Expected<std::vector<NamedTensor>>
kiln::findTensors(Value &root, WalkStyle style, const ReadOptions &options,
                  WalkBudget &budget) {
  TensorFinder finder(style, options, budget);
  if (llvm::Error error = finder.markContainers(root))
    return error;
  return finder.run(root);
}
