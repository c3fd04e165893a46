//===- StateDict.cpp - The weights inside a model file --------------------===//

#include "compiler/Frontend/Archive/StateDict.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Pickle/Value.h"
#include "compiler/Frontend/Archive/Pickle/Walk.h"

#include "llvm/ADT/StringSwitch.h"

using namespace kiln;
using llvm::dyn_cast;
using llvm::Error;
using llvm::isa;
using llvm::StringRef;

bool StateDict::insert(StringRef name, HostTensor tensor, StoredLayout layout) {
  if (!index.try_emplace(name, entries_.size()).second)
    return false;
  entries_.push_back({name.str(), std::move(tensor), std::move(layout)});
  return true;
}

void StateDict::replace(StringRef name, HostTensor tensor) {
  entries_[index.lookup(name)].tensor = std::move(tensor);
}

const HostTensor *StateDict::lookup(StringRef name) const {
  auto found = index.find(name);
  return found == index.end() ? nullptr : &entries_[found->second].tensor;
}

namespace {

/// A part of the file that may be the weights.
struct Candidate {
  std::string key;
  Value *value;
  size_t numTensors;
};

class StateDictFinder {
public:
  explicit StateDictFinder(const ModelFile &model)
      : style(model.kind == FileKind::TorchScript ? WalkStyle::InstanceState
                                                  : WalkStyle::StateDict) {}

  llvm::Expected<Candidate> choose(Value &root);
  llvm::Expected<Value *> descend(Value &root, StringRef key) const;
  llvm::Expected<std::vector<NamedTensor>> flatten(Value &value) {
    return findTensors(value, style, ReadOptions(), budget);
  }

private:
  Error collect(Value &value, const std::string &key, unsigned depth);
  Error addCandidate(Value &value, const std::string &key);
  llvm::Expected<size_t> countTensors(Value &value);

  WalkStyle style;
  WalkBudget budget;
  std::vector<Candidate> candidates;
};

} // namespace

static std::string joinKeys(StringRef parent, StringRef child) {
  return parent.empty() ? child.str() : (parent + "." + child).str();
}

/// What training keeps beside the weights: told by its name, or by being like
/// the state of PyTorch's optimizers.
static bool isTrainingState(const Child &child) {
  std::string name = StringRef(child.label()).lower();
  if (StringRef(name).contains("optim") || StringRef(name).contains("sched") ||
      StringRef(name).contains("rng_state"))
    return true;
  auto *dict = dyn_cast<DictValue>(child.value);
  return dict && dict->lookup("state") && dict->lookup("param_groups");
}

/// Under which keys people save weights.
static bool isUsualKey(StringRef key) {
  return llvm::StringSwitch<bool>(key)
      .Cases({"state_dict", "model_state_dict", "model", "weights"}, true)
      .Cases({"net", "network", "net_state_dict", "module"}, true)
      .Cases({"params", "params_ema", "ema", "state_dict_ema"}, true)
      .Cases({"model_ema", "ema_state_dict", "generator"}, true)
      .Case("discriminator", true)
      .Default(false);
}

llvm::Expected<size_t> StateDictFinder::countTensors(Value &value) {
  llvm::Expected<std::vector<NamedTensor>> tensors = flatten(value);
  if (!tensors)
    return tensors.takeError();
  return tensors->size();
}

Error StateDictFinder::addCandidate(Value &value, const std::string &key) {
  llvm::Expected<size_t> count = countTensors(value);
  if (!count)
    return count.takeError();
  if (*count)
    candidates.push_back({key, &value, *count});
  return Error::success();
}

Error StateDictFinder::collect(Value &value, const std::string &key,
                               unsigned depth) {
  constexpr unsigned maxDepth = 8;
  constexpr size_t maxCandidates = 64;
  if (isa<TensorValue>(value) || isa<ObjectValue>(value))
    return addCandidate(value, key);
  if (depth > maxDepth || candidates.size() > maxCandidates)
    return Error::success();

  bool hasTensors = false, hasUsual = false;
  std::vector<Child> containers;
  for (const Child &child : childrenOf(value, style)) {
    if (auto *tensor = dyn_cast<TensorValue>(child.value)) {
      // A lone number among dicts is a loss or a step, not a weight.
      hasTensors |= !tensor->sizes.empty();
      continue;
    }
    if (isTrainingState(child))
      continue;
    llvm::Expected<size_t> count = countTensors(*child.value);
    if (!count)
      return count.takeError();
    if (!*count)
      continue;
    containers.push_back(child);
    hasUsual |= isUsualKey(child.label());
  }
  if (containers.empty() || (hasTensors && !hasUsual))
    if (Error error = addCandidate(value, key))
      return error;
  for (const Child &child : containers)
    if (!hasUsual || isUsualKey(child.label()))
      if (Error error =
              collect(*child.value, joinKeys(key, child.label()), depth + 1))
        return error;
  return Error::success();
}

llvm::Expected<Candidate> StateDictFinder::choose(Value &root) {
  if (Error error = collect(root, "", 0))
    return error;
  // The state_dict of a model without weights.
  if (auto *dict = dyn_cast<DictValue>(&root); dict && dict->entries.empty())
    return Candidate{"", &root, 0};
  if (candidates.empty())
    return failure("it holds no weights");
  if (candidates.size() == 1)
    return candidates.front();
  std::string list;
  constexpr size_t longestList = 12;
  for (const Candidate &candidate :
       llvm::ArrayRef(candidates).take_front(longestList))
    list += llvm::formatv("{0}{1} ({2} tensors)", list.empty() ? "" : ", ",
                          candidate.key.empty() ? std::string("the whole file")
                                                : quoted(candidate.key),
                          candidate.numTensors);
  if (candidates.size() > longestList)
    list += ", ...";
  return failure("it holds several sets of weights; choose one with --key: {0}",
                 list);
}

/// The value inside `value` that `key` names in whole.
static Value *findChild(const Value &value, StringRef key) {
  for (const Child &child : childrenOf(value, WalkStyle::Tree))
    if (child.label() == key)
      return child.value;
  // Modules are told by their submodules' names, too.
  for (const Child &child : childrenOf(value, WalkStyle::StateDict))
    if (child.label() == key)
      return child.value;
  return nullptr;
}

llvm::Expected<Value *> StateDictFinder::descend(Value &root,
                                                 StringRef key) const {
  Value *value = &root;
  StringRef rest = key;
  while (!rest.empty()) {
    // A key of the file may have dots itself: the longest one counts.
    StringRef head = rest;
    Value *child = nullptr;
    while (!(child = findChild(*value, head)) && head.contains('.'))
      head = head.rsplit('.').first;
    if (!child)
      return failure("there is no {0} in it ({1} was asked for)", quoted(head),
                     quoted(key));
    value = child;
    rest = rest.drop_front(head.size());
    rest.consume_front(".");
  }
  return value;
}

namespace {

/// A tensor on its way from a file into a StateDict.
struct Found {
  std::string name;
  const HostTensor &tensor;
  StringRef problem, typeName;
  StoredLayout layout;

  static Found of(std::string name, const TensorValue &value) {
    Found found{
        std::move(name), value.tensor, value.problem, value.typeName, {}};
    if (value.storage && value.storesElements())
      found.layout = {value.storage->data, value.strides, value.offset};
    return found;
  }
  static Found of(std::string name, const ModelTensor &tensor) {
    return {std::move(name),
            tensor.tensor,
            tensor.problem,
            tensor.typeName,
            {tensor.storage, tensor.strides, tensor.offset}};
  }
};

} // namespace

/// Takes off what wrappers put before every name.
static std::string stripPrefixes(std::vector<Found> &tensors) {
  std::string stripped;
  if (tensors.empty())
    return stripped;
  for (bool found = true; found;) {
    found = false;
    for (StringRef prefix : wrapperPrefixes) {
      if (!llvm::all_of(tensors, [&](const Found &tensor) {
            return StringRef(tensor.name).starts_with(prefix);
          }))
        continue;
      for (Found &tensor : tensors)
        tensor.name.erase(0, prefix.size());
      stripped += prefix;
      found = true;
    }
  }
  return stripped;
}

static Error insertAll(StateDict &weights, std::vector<Found> tensors,
                       WrapperPrefix prefix) {
  if (prefix == WrapperPrefix::Strip)
    weights.strippedPrefix = stripPrefixes(tensors);
  for (Found &found : tensors) {
    if (!found.problem.empty())
      return failure("tensor {0}{1} {2}: it cannot be used as a weight",
                     quoted(found.name),
                     found.typeName.empty() ? ""
                                            : (" of " + found.typeName).str(),
                     found.problem);
    if (!weights.insert(found.name, found.tensor, std::move(found.layout)))
      return failure("it holds two tensors {0}", quoted(found.name));
  }
  return Error::success();
}

/// The `_metadata` of a state_dict.
static const Value *metadataOf(const Value &value) {
  auto *dict = dyn_cast<DictValue>(&value);
  auto *attributes =
      dict ? llvm::dyn_cast_if_present<DictValue>(dict->attributes) : nullptr;
  return attributes ? attributes->lookup("_metadata") : nullptr;
}

static llvm::Expected<StateDict> fromTree(const ModelFile &model, StringRef key,
                                          WrapperPrefix prefix) {
  StateDictFinder finder(model);
  // Nothing is written; the walk just speaks of mutable values.
  Value *root = const_cast<Value *>(model.root);
  std::string foundKey = key.str();
  if (key.empty()) {
    llvm::Expected<Candidate> candidate = finder.choose(*root);
    if (!candidate)
      return candidate.takeError();
    root = candidate->value;
    foundKey = candidate->key;
  } else {
    llvm::Expected<Value *> value = finder.descend(*root, key);
    if (!value)
      return value.takeError();
    root = *value;
  }
  llvm::Expected<std::vector<NamedTensor>> tensors = finder.flatten(*root);
  if (!tensors)
    return tensors.takeError();
  if (tensors->empty() && !foundKey.empty())
    return failure("there are no tensors in {0}", quoted(foundKey));
  StateDict weights;
  weights.key = foundKey;
  weights.metadata = metadataOf(*root);
  std::vector<Found> found;
  for (NamedTensor &tensor : *tensors)
    found.push_back(Found::of(std::move(tensor.name), *tensor.tensor));
  if (Error error = insertAll(weights, std::move(found), prefix))
    return error;
  return weights;
}

/// Writers of safetensors store tied weights once and note the other names in
/// the metadata: `wte.weight: head.weight`.
static void addTiedWeights(std::vector<Found> &found, const ModelFile &model) {
  if (model.kind != FileKind::Safetensors)
    return;
  llvm::StringMap<const ModelTensor *> tensors;
  for (const ModelTensor &tensor : model.tensors)
    tensors[tensor.name] = &tensor;
  for (const auto &[name, stored] : model.notes)
    if (const ModelTensor *tensor = tensors.lookup(stored);
        tensor && !tensors.contains(name))
      found.push_back(Found::of(name, *tensor));
}

/// Files without a tree are one flat list of names.
static llvm::Expected<StateDict> fromList(const ModelFile &model, StringRef key,
                                          WrapperPrefix prefix) {
  StateDict weights;
  weights.key = key.str();
  std::vector<Found> found;
  for (const ModelTensor &tensor : model.tensors) {
    StringRef name = tensor.name;
    if (tensor.isConstant)
      continue;
    if (!key.empty() && !(name.consume_front(key) && name.consume_front(".")))
      continue;
    found.push_back(Found::of(name.str(), tensor));
  }
  if (key.empty())
    addTiedWeights(found, model);
  if (Error error = insertAll(weights, std::move(found), prefix))
    return error;
  // The state_dict of a model without weights.
  bool isEmptyDict =
      model.tensors.empty() &&
      (model.kind == FileKind::Safetensors || model.kind == FileKind::Npz);
  if (!weights.empty() || (key.empty() && isEmptyDict))
    return weights;
  if (!key.empty())
    return failure("no tensor's name begins with {0}", quoted(key));
  return failure("it is a {0} and holds no weights", describe(model.kind));
}

llvm::Expected<StateDict> kiln::findStateDict(const ModelFile &model,
                                              StringRef key,
                                              WrapperPrefix prefix) {
  llvm::Expected<StateDict> weights =
      model.root ? fromTree(model, key, prefix) : fromList(model, key, prefix);
  if (!weights)
    return withPrefix(model.path, weights.takeError());
  return weights;
}
