//===- World.cpp - What an evaluation can change --------------------------===//

#include "compiler/Frontend/Python/Torch/World.h"

namespace kiln::python {

using llvm::cast;
using llvm::dyn_cast;

static HashTable &tableOf(Object *object) {
  auto *dict = dyn_cast<DictObject>(object);
  return dict ? dict->table : cast<SetObject>(object)->table;
}

/// What a container holds.
static uint64_t sizeOf(Object *object) {
  if (auto *list = dyn_cast<ListObject>(object))
    return list->items.size();
  bool isTable = llvm::isa<DictObject, SetObject>(object);
  return isTable ? tableOf(object).slots().size() : 0;
}

World::World(TorchState &state, LocalValues locals)
    : locals(std::move(locals)) {
  for (size_t index = 0; index < this->locals.size(); ++index)
    localContents.push_back(read({Place::Local, index}));
  uint64_t copied = 0;
  state.interp.forEachObject([&](Object *object) {
    remember(object);
    copied += 1 + sizeOf(object);
  });
  // Every condition does this once more.
  constexpr uint64_t copiedPerStep = 16;
  state.interp.charge(copied / copiedPerStep, 0);
}

void World::remember(Object *object) {
  auto add = [&](auto &list, auto key, Place::Kind kind) {
    list.push_back({key, Content()});
    list.back().second = read({kind, list.size() - 1});
  };
  if (auto *list = dyn_cast<ListObject>(object))
    add(lists, list, Place::Items);
  else if (llvm::isa<DictObject, SetObject>(object))
    add(tables, object, Place::Table);
  else if (auto *cell = dyn_cast<CellObject>(object))
    add(cells, cell, Place::Cell);
  else if (auto *iterator = llvm::dyn_cast<IteratorObject>(object))
    iterators.push_back({iterator, iterator->advances});
  if (!llvm::isa<StrObject, TupleObject>(object))
    add(attributes, object, Place::Attributes);
  auto *tensor = native<TensorObject>(object);
  if (!tensor || !tensor->tensor)
    return;
  add(tensors, tensor, Place::Identity);
  auto storage = tensor->tensor.get()->storage;
  if (storage && knownStorages.insert(storage.get()).second)
    add(storages, storage, Place::Contents);
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

Content World::read(Place place) const {
  Content content;
  switch (place.kind) {
  case Place::Local:
    content.values = {locals[place.index]};
    break;
  case Place::Items:
    content.values = lists[place.index].first->items;
    break;
  case Place::Table:
    content.table = tableOf(tables[place.index].first);
    break;
  case Place::Cell:
    content.values = {cells[place.index].first->value};
    break;
  case Place::Attributes:
    content.attributes = attributes[place.index].first->attributes;
    break;
  case Place::Contents:
    content.contents = storages[place.index].first->value;
    content.version = storages[place.index].first->version;
    break;
  case Place::Identity:
    content.tensor = tensors[place.index].first->tensor.alias();
    break;
  }
  return content;
}

void World::write(Place place, const Content &content) {
  switch (place.kind) {
  case Place::Local:
    locals[place.index] = content.values.front();
    break;
  case Place::Items:
    lists[place.index].first->items = content.values;
    break;
  case Place::Table:
    tableOf(tables[place.index].first) = content.table;
    break;
  case Place::Cell:
    cells[place.index].first->value = content.values.front();
    break;
  case Place::Attributes:
    attributes[place.index].first->attributes = content.attributes;
    break;
  case Place::Contents:
    storages[place.index].first->value = content.contents;
    storages[place.index].first->version = content.version;
    break;
  case Place::Identity:
    tensors[place.index].first->tensor.assign(content.tensor);
    break;
  }
}

const Content &World::remembered(Place place) const {
  switch (place.kind) {
  case Place::Local:
    return localContents[place.index];
  case Place::Items:
    return lists[place.index].second;
  case Place::Table:
    return tables[place.index].second;
  case Place::Cell:
    return cells[place.index].second;
  case Place::Attributes:
    return attributes[place.index].second;
  case Place::Contents:
    return storages[place.index].second;
  case Place::Identity:
    return tensors[place.index].second;
  }
  llvm_unreachable("all kinds of places are handled");
}

static bool areSame(llvm::ArrayRef<Value> a, llvm::ArrayRef<Value> b) {
  return a.size() == b.size() && llvm::all_of(llvm::zip(a, b), [](auto pair) {
           return std::get<0>(pair).is(std::get<1>(pair));
         });
}

static bool isCode(Value value) {
  return llvm::isa_and_present<FunctionObject, NativeFunctionObject,
                               ModuleObject, TypeObject>(value);
}

/// Functions, classes and modules that were added count as nothing: they are
/// found when they are first used.
static bool areSame(const HashTable &now, const HashTable &before) {
  llvm::ArrayRef<HashTable::Entry> x = now.slots(), y = before.slots();
  return x.size() >= y.size() &&
         llvm::all_of(llvm::zip(x, y),
                      [](auto pair) {
                        auto &[p, q] = pair;
                        return p.key.is(q.key) && p.value.is(q.value);
                      }) &&
         llvm::all_of(x.drop_front(y.size()), [](const HashTable::Entry &each) {
           return isCode(each.value);
         });
}

/// Looks at the objects themselves: nearly none has changed.
bool World::hasChanged(Place place) const {
  const Content &before = remembered(place);
  switch (place.kind) {
  case Place::Local:
    return !locals[place.index].is(before.values.front());
  case Place::Items:
    return !areSame(lists[place.index].first->items, before.values);
  case Place::Table:
    return !areSame(tableOf(tables[place.index].first), before.table);
  case Place::Cell:
    return !cells[place.index].first->value.is(before.values.front());
  case Place::Attributes:
    return attributes[place.index].first->attributes != before.attributes;
  case Place::Contents:
    return storages[place.index].first->version != before.version;
  case Place::Identity:
    return tensors[place.index].first->tensor.get()->storage !=
           before.tensor.get()->storage;
  }
  llvm_unreachable("all kinds of places are handled");
}

template <typename Visitor> void World::forEachPlace(Visitor visit) {
  auto visitAll = [&](Place::Kind kind, size_t count) {
    for (size_t index = 0; index < count; ++index)
      visit(Place{kind, index});
  };
  visitAll(Place::Local, localContents.size());
  visitAll(Place::Items, lists.size());
  visitAll(Place::Table, tables.size());
  visitAll(Place::Cell, cells.size());
  visitAll(Place::Attributes, attributes.size());
  visitAll(Place::Identity, tensors.size());
  visitAll(Place::Contents, storages.size());
}

Changes World::leave() {
  Changes changes;
  forEachPlace([&](Place place) {
    if (!hasChanged(place))
      return;
    changes.push_back({place, read(place)});
    write(place, remembered(place));
  });
  return changes;
}

void World::enter(const Changes &changes) {
  for (auto &[place, content] : changes)
    write(place, content);
}

bool World::hasAdvanced() const {
  return llvm::any_of(iterators, [](auto &remembered) {
    return remembered.first->advances != remembered.second;
  });
}

std::string World::describe(Place place) const {
  switch (place.kind) {
  case Place::Local:
    if (place.index >= locals.values.size())
      return "what it returns";
    return "'" + locals.nameOf(place.index) + "'";
  case Place::Items:
    return "a list";
  case Place::Table:
    return "a dict or set";
  case Place::Cell:
    return "a variable of a function around this one";
  case Place::Attributes:
    return "the attributes of an object";
  case Place::Contents:
  case Place::Identity:
    return "a tensor that is written in place";
  }
  llvm_unreachable("all kinds of places are handled");
}

} // namespace kiln::python
