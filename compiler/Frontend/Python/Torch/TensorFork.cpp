//===- TensorFork.cpp - Both ways of a condition --------------------------===//

#include "compiler/Frontend/Python/Torch/TensorBranches.h"

namespace kiln::python {

using namespace mlir;

namespace {

/// What becomes of the two values that a place or result has after the ways.
struct Joint {
  Value known;      ///< where it is one value, or cannot be told
  size_t pair = ~0; ///< else the number of a pair of tensors
  /// Or else that of a list or tuple of `parts`.
  Object::Kind container = Object::Kind::Str;
  TypeObject *type = nullptr;
  std::vector<Joint> parts;
};

/// Two tensors or numbers that become one result of the kiln.if. A null one may
/// be anything.
struct TensorPair {
  Value sides[2];
  RankedTensorType type;
  mlir::Value values[2];

  /// What the joined one is like: of a number and a tensor, the tensor.
  Value like() const {
    bool isFirst = sides[0] && (!sides[1] || !typeOfNumber(sides[0]));
    return sides[isFirst ? 0 : 1];
  }
  mlir::Value result;
  Value joined;
};

struct StoragePair {
  Place place;
  uint64_t version = 0;
  mlir::Value values[2];
  mlir::Value result;
};

struct JointContent {
  Place place;
  Content content; ///< of the table, whose values are the joints
  std::vector<Joint> joints;
};

class TensorFork : public Fork {
public:
  TensorFork(TorchState &state, mlir::Value condition, LocalValues locals)
      : state(state), world(state, std::move(locals)),
        home(builder().getInsertionBlock()), location(state.location()),
        choice(IfOp::create(builder(), location, TypeRange(), condition)) {
    blocks[0] = &choice.getThenBody().emplaceBlock();
    blocks[1] = &choice.getElseBody().emplaceBlock();
  }

  ~TensorFork() override {
    if (isClosed)
      return;
    // The op stays, dead: nothing may point to values that are no more.
    leave();
    finishBlocks({}, {});
    state.emit.goOnIn(home);
  }

  void enter(bool holds) override {
    leave();
    way = holds ? 0 : 1;
    world.enter(changes[way]);
    state.emit.goOnIn(blocks[way]);
  }

  bool hasAdvanced() const override { return world.hasAdvanced(); }

  bool close(ArrayRef<std::pair<Value, Value>> pairs,
             SmallVectorImpl<Value> &joined) override;

private:
  OpBuilder &builder() { return state.emit.opBuilder(); }

  void leave() {
    if (way >= 0)
      changes[way] = world.leave();
    way = -1;
  }

  //===--------------------------------------------------------------------===//
  // What differs
  //===--------------------------------------------------------------------===//

  Content contentIn(int side, Place place) const {
    for (auto &[changed, content] : changes[side])
      if (changed.kind == place.kind && changed.index == place.index)
        return content;
    return world.read(place);
  }

  std::vector<Place> changedPlaces() const {
    std::vector<Place> places;
    llvm::DenseSet<std::pair<unsigned, size_t>> seen;
    for (const Changes &side : changes)
      for (auto &[place, content] : side)
        if (seen.insert({place.kind, place.index}).second)
          places.push_back(place);
    return places;
  }

  bool planPlace(Place place);
  bool planTable(Place place, const Content &a, const Content &b);
  bool refuse(Place place, const Twine &why);
  Joint plan(Value a, Value b, const std::string &what);
  Joint planParts(ArrayRef<Value> a, ArrayRef<Value> b, Value like,
                  const std::string &what);
  Joint planEither(Value value, int side);
  Joint pairOf(Value a, Value b, RankedTensorType type);
  RankedTensorType commonType(Value a, Value b);
  Joint differing(Value a, Value b, const std::string &what);
  bool isSettled(Value a, Value b, Joint &joint);

  //===--------------------------------------------------------------------===//
  // Joining
  //===--------------------------------------------------------------------===//

  bool readSide(int side);
  void finishBlocks(ArrayRef<mlir::Value> thens, ArrayRef<mlir::Value> elses);
  void makeResults();
  Value build(const Joint &joint);
  void markOrigins(aten::Storage &joined, const TensorPair &pair);

  TorchState &state;
  World world;
  Block *home;
  Location location;
  IfOp choice;
  Block *blocks[2];
  Changes changes[2];
  int way = -1;
  bool isClosed = false;

  std::vector<TensorPair> tensors;
  std::vector<StoragePair> storages;
  std::vector<JointContent> contents;
};

} // namespace

//===----------------------------------------------------------------------===//
// What differs
//===----------------------------------------------------------------------===//

bool TensorFork::refuse(Place place, const Twine &why) {
  state.interp.error(Twine("a condition on the model's input decides about ") +
                     world.describe(place) + ": " + why);
  return false;
}

/// Whether two values are one, or nothing is known of one.
bool TensorFork::isSettled(Value a, Value b, Joint &joint) {
  if (!a || !b)
    return !a && !b;
  auto isOpaque = [](Value value) {
    return llvm::isa<OpaqueObject>(value) || isPoison(value);
  };
  if (isOpaque(a) || isOpaque(b)) {
    joint.known = isOpaque(a) ? a : b;
    return true;
  }
  if (!areOne(a, b))
    return false;
  joint.known = a;
  return true;
}

Joint TensorFork::differing(Value a, Value b, const std::string &what) {
  Joint joint;
  joint.known =
      untold(state, what,
             "it is " + describe(state, a) +
                 " where a condition on the model's input holds and " +
                 describe(state, b) + " where it does not");
  return joint;
}

Joint TensorFork::planParts(ArrayRef<Value> a, ArrayRef<Value> b, Value like,
                            const std::string &what) {
  Joint joint;
  joint.container = like.asObject()->kind();
  joint.type = like.asObject()->type;
  for (auto [x, y] : llvm::zip(a, b))
    joint.parts.push_back(plan(x, y, what));
  return joint;
}

/// The type of the one tensor or number that two can become, or null.
RankedTensorType TensorFork::commonType(Value a, Value b) {
  std::optional<DType> number = typeOfNumber(a), other = typeOfNumber(b);
  if (number && other)
    return state.emit.tensorType(
        {}, state.emit.elementType(aten::promote(*number, *other)));
  RankedTensorType types[] = {typeAsTensor(state, a), typeAsTensor(state, b)};
  if (!types[0] || !types[1])
    return {};
  auto isComplex = [](Value value) {
    auto *object = native<TensorObject>(value);
    return object && object->isComplex;
  };
  if (isComplex(a) != isComplex(b))
    return {};
  // `loss = 0; if c: loss = loss + x.sum()`
  if (number || other) {
    RankedTensorType type = types[number ? 1 : 0];
    DType own = *dtypeOf(type.getElementType());
    bool holds = numberTypeOf(aten::promote(own, number ? *number : *other)) ==
                 numberTypeOf(own);
    return holds && !isComplex(a) ? type : RankedTensorType();
  }
  return types[0] == types[1] ? types[0] : RankedTensorType();
}

Joint TensorFork::pairOf(Value a, Value b, RankedTensorType type) {
  Joint joint;
  auto known = llvm::find_if(tensors, [&](const TensorPair &pair) {
    return pair.sides[0].is(a) && pair.sides[1].is(b);
  });
  joint.pair = known - tensors.begin();
  if (known == tensors.end())
    tensors.push_back({{a, b}, type, {}, {}, {}});
  return joint;
}

/// A value that matters in one way only.
Joint TensorFork::planEither(Value value, int side) {
  Joint joint;
  if (RankedTensorType type = typeAsTensor(state, value))
    return pairOf(side == 0 ? value : Value(), side == 1 ? value : Value(),
                  type);
  ArrayRef<Value> items;
  if (auto *tuple = llvm::dyn_cast<TupleObject>(value))
    items = tuple->items;
  else if (auto *list = llvm::dyn_cast<ListObject>(value))
    items = list->items;
  if (items.empty() || !state.interp.checkStack()) {
    joint.known = value;
    return joint;
  }
  joint.container = value.asObject()->kind();
  joint.type = value.asObject()->type;
  for (Value item : items)
    joint.parts.push_back(planEither(item, side));
  return joint;
}

Joint TensorFork::plan(Value a, Value b, const std::string &what) {
  Joint joint;
  if (a && b && isUnset(a) != isUnset(b))
    return planEither(isUnset(a) ? b : a, isUnset(a) ? 1 : 0);
  if (isSettled(a, b, joint))
    return joint;
  if (!a || !b || !state.interp.checkStack())
    return differing(a, b, what);
  if (RankedTensorType type = commonType(a, b))
    return pairOf(a, b, type);
  if (state.interp.typeOf(a) != state.interp.typeOf(b))
    return differing(a, b, what);
  if (auto *tuple = llvm::dyn_cast<TupleObject>(a)) {
    auto &other = llvm::cast<TupleObject>(b)->items;
    if (tuple->items.size() == other.size())
      return planParts(tuple->items, other, a, what);
  }
  if (auto *list = llvm::dyn_cast<ListObject>(a)) {
    auto &other = llvm::cast<ListObject>(b)->items;
    if (list->items.size() == other.size())
      return planParts(list->items, other, a, what);
  }
  return differing(a, b, what);
}

bool TensorFork::planTable(Place place, const Content &a, const Content &b) {
  JointContent joined{place, a, {}};
  size_t common = 0;
  for (const HashTable::Entry &entry : a.table.slots()) {
    if (!entry.key)
      continue;
    Joint same;
    int64_t index = b.table.findIndex(
        entry.hash, [&](Value key) { return isSettled(entry.key, key, same); });
    common += index >= 0;
    // Of sets, only the keys count.
    if (!entry.value && index >= 0)
      continue;
    if (!entry.value)
      return refuse(place, "its elements differ");
    auto *name = llvm::dyn_cast<StrObject>(entry.key);
    if (index < 0)
      return refuse(place, "only one way sets " +
                               (name ? "'" + name->str().str() + "'"
                                     : std::string("one of its keys")) +
                               "; set it before the condition");
    Value other = b.table.slots()[index].value;
    joined.joints.push_back(
        plan(entry.value, other,
             name ? "'" + name->str().str() + "'" : world.describe(place)));
  }
  if (common < b.table.size())
    return refuse(place, "only one way sets one of its keys; set it before the "
                         "condition");
  contents.push_back(std::move(joined));
  return true;
}

bool TensorFork::planPlace(Place place) {
  Content a = contentIn(0, place), b = contentIn(1, place);
  switch (place.kind) {
  case Place::Local:
  case Place::Cell:
  case Place::Items: {
    if (a.values.size() != b.values.size())
      return refuse(place, "it has " + Twine(a.values.size()) + " or " +
                               Twine(b.values.size()) + " elements");
    JointContent joined{place, a, {}};
    for (auto [x, y] : llvm::zip(a.values, b.values))
      joined.joints.push_back(plan(x, y, world.describe(place)));
    contents.push_back(std::move(joined));
    return true;
  }
  case Place::Table:
    return planTable(place, a, b);
  case Place::Attributes:
    return refuse(place, "it sets the first one");
  case Place::Identity:
    return refuse(place, "it becomes another one");
  case Place::Contents:
    storages.push_back({place, std::max(a.version, b.version) + 1, {}, {}});
    return true;
  }
  llvm_unreachable("all kinds of places are handled");
}

//===----------------------------------------------------------------------===//
// Joining
//===----------------------------------------------------------------------===//

/// Reads everything that becomes a result, as it is at the end of a way.
bool TensorFork::readSide(int side) {
  enter(side == 0);
  state.emit.setLocation(location);
  bool succeeded = true;
  for (TensorPair &pair : tensors) {
    pair.values[side] = pair.sides[side]
                            ? readAsTensor(state, pair.sides[side], pair.type)
                            : state.emit.full(0, pair.type);
    succeeded &= bool(pair.values[side]);
  }
  for (StoragePair &pair : storages) {
    pair.values[side] = state.emit.contents(world.storageAt(pair.place));
    succeeded &= bool(pair.values[side]);
  }
  leave();
  return succeeded;
}

void TensorFork::finishBlocks(ArrayRef<mlir::Value> thens,
                              ArrayRef<mlir::Value> elses) {
  for (auto [block, values] :
       {std::pair(blocks[0], thens), std::pair(blocks[1], elses)}) {
    OpBuilder atEnd = OpBuilder::atBlockEnd(block);
    YieldOp::create(atEnd, location, values);
  }
}

/// Replaces the op without results by one that has them.
void TensorFork::makeResults() {
  SmallVector<mlir::Value> sides[2];
  for (int side : {0, 1}) {
    for (const TensorPair &pair : tensors)
      sides[side].push_back(pair.values[side]);
    for (const StoragePair &pair : storages)
      sides[side].push_back(pair.values[side]);
  }
  finishBlocks(sides[0], sides[1]);
  OpBuilder here(choice);
  auto joined = IfOp::create(here, location, ValueRange(sides[0]).getTypes(),
                             choice.getCondition());
  joined.getThenBody().takeBody(choice.getThenBody());
  joined.getElseBody().takeBody(choice.getElseBody());
  choice.erase();
  size_t next = 0;
  for (TensorPair &pair : tensors)
    pair.result = joined.getResult(next++);
  for (StoragePair &pair : storages)
    pair.result = joined.getResult(next++);
}

/// Writes in place to the joined tensor must reach what it was, and those to
/// what it was the joined one.
void TensorFork::markOrigins(aten::Storage &joined, const TensorPair &pair) {
  for (int side : {0, 1}) {
    auto *object = native<TensorObject>(pair.sides[side]);
    if (!object || isOpenNumber(object))
      continue;
    auto storage = object->tensor.sharedStorage();
    bool isNew = llvm::none_of(
        joined.origins, [&](auto &other) { return other.storage == storage; });
    storage->joints += isNew;
    if (!object->tensor.get()->views.empty()) {
      joined.isViewOfOrigin |= world.knows(storage.get());
      joined.origins.push_back({{}, storage});
      continue;
    }
    mlir::Value holds = pair.result.getDefiningOp()->getOperand(0);
    if (side == 1)
      holds = state.emit.unary<BitwiseNotOp>(holds);
    joined.origins.push_back({holds, storage});
  }
}

Value TensorFork::build(const Joint &joint) {
  if (joint.pair != size_t(~0)) {
    TensorPair &pair = tensors[joint.pair];
    if (pair.joined)
      return pair.joined;
    pair.joined = makeAs(state, pair.like(), pair.result);
    markOrigins(native<TensorObject>(pair.joined)->tensor.storage(), pair);
    return pair.joined;
  }
  if (joint.container == Object::Kind::Str)
    return joint.known;
  SmallVector<Value> items;
  for (const Joint &part : joint.parts)
    items.push_back(build(part));
  Object *made = joint.container == Object::Kind::Tuple
                     ? static_cast<Object *>(state.interp.tuple(items))
                     : state.interp.list(items);
  made->type = joint.type;
  return made;
}

bool TensorFork::close(ArrayRef<std::pair<Value, Value>> pairs,
                       SmallVectorImpl<Value> &joined) {
  leave();
  for (Place place : changedPlaces())
    if (!planPlace(place))
      return false;
  std::vector<Joint> joints;
  for (auto &[a, b] : pairs)
    joints.push_back(a && b   ? plan(a, b, "the result")
                     : a || b ? planEither(a ? a : b, a ? 0 : 1)
                              : Joint());
  if (!readSide(0) || !readSide(1)) {
    if (!state.interp.failed())
      state.interp.alreadyReported();
    return false;
  }
  makeResults();
  isClosed = true;
  state.emit.goOnIn(home);
  for (StoragePair &pair : storages) {
    Content content;
    content.contents = pair.result;
    content.version = pair.version;
    world.write(pair.place, content);
  }
  for (JointContent &each : contents) {
    size_t next = 0;
    if (each.place.kind == Place::Table) {
      for (HashTable::Entry &entry : each.content.table.mutableSlots())
        if (entry.key && entry.value)
          entry.value = build(each.joints[next++]);
    } else {
      for (Value &value : each.content.values)
        value = build(each.joints[next++]);
    }
    world.write(each.place, each.content);
  }
  for (const Joint &joint : joints)
    joined.push_back(build(joint));
  return true;
}

std::unique_ptr<Fork> forkOn(TorchState &state, mlir::Value condition,
                             LocalValues locals) {
  return std::make_unique<TensorFork>(state, condition, std::move(locals));
}

} // namespace kiln::python
