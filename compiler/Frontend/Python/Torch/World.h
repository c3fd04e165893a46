//===- World.h - What an evaluation can change ------------------*- C++ -*-===//
//
// The state of all objects at one moment, to which the evaluation can return:
// the ways of a condition begin in the same state, and what each has changed is
// kept beside it.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_TORCH_WORLD_H
#define KILN_FRONTEND_PYTHON_TORCH_WORLD_H

#include "compiler/Frontend/Python/Torch/TorchState.h"

#include "llvm/ADT/MapVector.h"

namespace kiln::python {

/// What can differ between two states.
struct Place {
  enum Kind : uint8_t {
    Local,      ///< local number `index`
    Items,      ///< of a list
    Table,      ///< of a dict or set
    Cell,       ///< of a variable that closures share
    Attributes, ///< whether an object has any, and which dict they are in
    Contents,   ///< of a storage
    Identity,   ///< which tensor a tensor object is
  };
  Kind kind;
  size_t index; ///< among those of its kind
};

/// What is at a place, as its kind has it.
struct Content {
  std::vector<Value> values; ///< one for locals and cells
  HashTable table;
  DictObject *attributes = nullptr;
  mlir::Value contents;
  uint64_t version = 0;
  aten::Tensor tensor;
};

/// What of a state differs from the one that a World remembers.
using Changes = std::vector<std::pair<Place, Content>>;

class World {
public:
  World(TorchState &state, LocalValues locals);

  /// Returns to the remembered state and gives what was different.
  Changes leave();
  /// Goes from the remembered state to one that was left.
  void enter(const Changes &changes);

  /// What is at the place now.
  Content read(Place place) const;
  void write(Place place, const Content &content);

  aten::Storage &storageAt(Place place) const {
    return *storages[place.index].first;
  }
  /// Whether the storage was there when the state was remembered.
  bool knows(const aten::Storage *storage) const {
    return knownStorages.contains(storage);
  }
  /// Whether an iterator or generator that was there then has been advanced.
  bool hasAdvanced() const;
  /// "'x'" for messages.
  std::string describe(Place place) const;

private:
  template <typename T> using Remembered = std::vector<std::pair<T, Content>>;

  void remember(Object *object);
  template <typename Visitor> void forEachPlace(Visitor visit);
  bool hasChanged(Place place) const;
  const Content &remembered(Place place) const;

  LocalValues locals;
  std::vector<Content> localContents;
  Remembered<ListObject *> lists;
  Remembered<Object *> tables;
  Remembered<CellObject *> cells;
  Remembered<Object *> attributes;
  Remembered<std::shared_ptr<aten::Storage>> storages;
  Remembered<TensorObject *> tensors;
  std::vector<std::pair<const IteratorObject *, uint64_t>> iterators;
  llvm::DenseSet<const aten::Storage *> knownStorages;
};

} // namespace kiln::python

#endif
