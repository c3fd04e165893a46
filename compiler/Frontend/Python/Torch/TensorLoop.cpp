//===- TensorLoop.cpp - Loops as long as elements say ---------------------===//
//
// What a round changes is found by running one: rounds are tried until no place
// is changed that is not carried yet. The ops of trials stay behind, dead.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Python/Torch/TensorBranches.h"

namespace kiln::python {

using namespace mlir;

namespace {

/// Trials of a round; each finds places that the one before led to.
constexpr int kMaxTrials = 32;

/// A tensor or number in a place that rounds change. Numbers that are known and
/// that no round changes are fixed.
struct Leaf {
  Value start; ///< null where it has none before the loop
  Value like;
  RankedTensorType type;
  mlir::Value init;
  bool isFixed = false;
};

/// A place that rounds change.
struct Carried {
  Place place;
  Content content; ///< as the loop begins, or like what the first round leaves
  std::vector<Leaf> leaves = {};
  bool isSet = true;    ///< before the loop
  Content entered = {}; ///< what the region at hand begins with
};

/// How a value is made that a round leaves.
enum class Match { Same, Changed, Different };

class TensorLoop {
public:
  TensorLoop(TorchState &state, LocalValues locals,
             llvm::function_ref<mlir::Value()> condition,
             llvm::function_ref<bool()> round)
      : state(state), world(state, std::move(locals)), condition(condition),
        round(round), home(state.emit.opBuilder().getInsertionBlock()),
        location(state.location()) {}

  bool run() {
    for (int trial = 0; trial < kMaxTrials; ++trial) {
      begin();
      bool succeeded;
      {
        // Warnings are the same in each trial.
        ScopedDiagnosticHandler once(
            state.interp.context(), [&](Diagnostic &diagnostic) {
              return success(trial > 0 && diagnostic.getSeverity() ==
                                              DiagnosticSeverity::Warning);
            });
        succeeded = tryRound();
      }
      (void)world.leave();
      state.emit.goOnIn(home);
      if (!succeeded)
        return finishFailed();
      if (found.empty() && !hasChanged)
        return finish();
      closeTrial();
      if (!carryFound())
        return false;
    }
    state.interp.error("kiln cannot tell what this loop changes");
    return false;
  }

private:
  //===--------------------------------------------------------------------===//
  // Trials
  //===--------------------------------------------------------------------===//

  void begin() {
    SmallVector<mlir::Value> inits;
    for (const Carried &each : carried)
      for (const Leaf &leaf : each.leaves)
        if (!leaf.isFixed)
          inits.push_back(leaf.init);
    loop = WhileOp::create(state.emit.opBuilder(), location, inits);
    SmallVector<Location> places(inits.size(), location);
    for (Region *region : {&loop.getCondition(), &loop.getBody()})
      region->emplaceBlock().addArguments(ValueRange(inits).getTypes(), places);
    found.clear();
    next.clear();
    holds = nullptr;
    hasChanged = false;
  }

  bool tryRound() {
    state.emit.goOnIn(&loop.getCondition().front());
    put(loop.getCondition().getArguments());
    holds = condition();
    if (!holds || !checkCondition())
      return false;
    state.emit.goOnIn(&loop.getBody().front());
    put(loop.getBody().getArguments());
    if (!round() || !readNext())
      return false;
    if (!world.hasAdvanced())
      return true;
    state.interp.error("a loop as long as the model's input says advances an "
                       "iterator or generator that was made before; make it a "
                       "list");
    return false;
  }

  /// A condition may not change what rounds see.
  bool checkCondition() {
    for (auto &[place, content] : world.leave()) {
      auto each = llvm::find_if(carried, [&, place = place](auto &candidate) {
        return isOne(candidate.place, place);
      });
      if (each == carried.end() || !isAsEntered(content, each->entered))
        return refuse(place, "its condition does; let the rounds do it");
    }
    return true;
  }

  static bool isAsEntered(Content &content, Content &entered) {
    SmallVector<Value> now, before;
    forEachValue(content, [&](Value &value) { now.push_back(value); });
    forEachValue(entered, [&](Value &value) { before.push_back(value); });
    return content.version == entered.version && now.size() == before.size() &&
           haveSameKeys(content, entered) &&
           llvm::all_of_zip(now, before,
                            [](Value a, Value b) { return a.is(b); });
  }

  /// Values of tables are told apart by their order.
  static bool haveSameKeys(const Content &a, const Content &b) {
    SmallVector<Value> keys[2];
    for (auto [content, of] : {std::pair(&a, &keys[0]), {&b, &keys[1]}})
      for (const HashTable::Entry &entry : content->table.slots())
        if (entry.key)
          of->push_back(entry.key);
    return keys[0].size() == keys[1].size() &&
           llvm::all_of_zip(keys[0], keys[1],
                            [](Value a, Value b) { return areOne(a, b); });
  }

  static bool isOne(Place a, Place b) {
    return a.kind == b.kind && a.index == b.index;
  }

  /// Gives the carried places the values that a region begins with.
  void put(ValueRange arguments) {
    size_t argument = 0;
    for (Carried &each : carried) {
      Content content = world.read(each.place);
      size_t leaf = 0;
      auto nextValue = [&](Value) -> Value {
        Leaf &at = each.leaves[leaf++];
        return at.isFixed ? at.like : carriedAs(at.like, arguments[argument++]);
      };
      if (each.place.kind == Place::Contents) {
        content.contents = arguments[argument++];
        ++content.version;
      } else {
        content = each.content;
        forEachValue(content,
                     [&](Value &value) { value = rebuild(value, nextValue); });
      }
      world.write(each.place, content);
      each.entered = content;
    }
  }

  /// A tensor that may be another one too, of a round before: writes in place
  /// would have to reach that.
  Value carriedAs(Value like, mlir::Value value) {
    Value made = makeAs(state, like, value);
    if (auto *object = native<TensorObject>(made);
        object && !typeOfNumber(made))
      object->tensor.storage().isViewOfOrigin = true;
    return made;
  }

  /// Notes that a carried name may be a tensor from outside of the loop, which
  /// must not be written then; false if that is known.
  bool noteOrigin(Value value) {
    auto *object = native<TensorObject>(value);
    if (!object || typeOfNumber(value))
      return false;
    auto storage = object->tensor.sharedStorage();
    if (!world.knows(storage.get()) || !origins.insert(storage.get()).second)
      return false;
    ++storage->joints;
    return true;
  }

  /// Notes what the round leaves at carried places, and which others it
  /// changes.
  bool readNext() {
    for (Carried &each : carried)
      if (!readNext(each))
        return false;
    for (auto &[place, content] : world.leave())
      if (!isKnown(place))
        found.push_back({place, content});
    llvm::erase_if(carried, [&](const Carried &each) {
      return llvm::any_of(
          temporaries, [&](Place place) { return isOne(each.place, place); });
    });
    return true;
  }

  bool isKnown(Place place) const {
    return llvm::any_of(
               carried,
               [&](const Carried &each) { return isOne(each.place, place); }) ||
           llvm::any_of(temporaries,
                        [&](Place other) { return isOne(other, place); });
  }

  bool readNext(Carried &each) {
    if (each.place.kind == Place::Contents) {
      next.push_back(state.emit.contents(world.storageAt(each.place)));
      return next.back() != nullptr;
    }
    Content now = world.read(each.place);
    SmallVector<Value> before, after;
    forEachValue(each.content, [&](Value &value) { before.push_back(value); });
    forEachValue(now, [&](Value &value) { after.push_back(value); });
    if (before.size() != after.size())
      return refuse(each.place, "it has " + Twine(before.size()) +
                                    " elements, a round leaves it " +
                                    Twine(after.size()));
    if (!haveSameKeys(each.content, now))
      return refuse(each.place, "a round leaves it other keys than before");
    size_t leaf = 0;
    for (auto [x, y] : llvm::zip(before, after)) {
      Match match = read(each, leaf, x, y);
      hasChanged |= match == Match::Changed;
      if (match == Match::Different && !each.isSet) {
        temporaries.push_back(each.place);
        hasChanged = true;
        return true;
      }
      if (match == Match::Different)
        return state.interp.failed()
                   ? false
                   : refuse(each.place, "it begins as " + describe(state, x) +
                                            ", a round leaves it " +
                                            describe(state, y));
    }
    return true;
  }

  Match read(Carried &each, size_t &leaf, Value before, Value after) {
    if (isLeaf(before))
      return readLeaf(each.leaves[leaf++], after);
    ArrayRef<Value> parts = partsOf(before), others = partsOf(after);
    bool isContainer = before && isList(before);
    if (!isContainer || !after ||
        state.interp.typeOf(before) != state.interp.typeOf(after) ||
        parts.size() != others.size())
      return !isContainer && areOne(before, after) ? Match::Same
                                                   : Match::Different;
    Match match = Match::Same;
    for (auto [x, y] : llvm::zip(parts, others))
      match = std::max(match, read(each, leaf, x, y));
    return match;
  }

  Match readLeaf(Leaf &leaf, Value after) {
    if (leaf.isFixed && leaf.like.is(after))
      return Match::Same;
    if (after && isUnset(after)) {
      next.push_back(state.emit.full(0, leaf.type));
      return Match::Same;
    }
    RankedTensorType type =
        after ? typeAsTensor(state, after) : RankedTensorType();
    std::optional<DType> number = typeOfNumber(leaf.like),
                         other = typeOfNumber(after);
    if (!type || (!number && !other && type != leaf.type))
      return Match::Different;
    // What begins as a number may go on as a tensor.
    if (number && !other) {
      leaf = {leaf.start, after, type, {}};
      return Match::Changed;
    }
    if (number) {
      DType own = *dtypeOf(leaf.type.getElementType());
      DType common = aten::promote(own, *other);
      leaf.type = state.emit.tensorType({}, state.emit.elementType(common));
      if (leaf.isFixed || common != own) {
        leaf.isFixed = false;
        return Match::Changed;
      }
    }
    next.push_back(readAsTensor(state, after, leaf.type));
    if (!next.back())
      return Match::Different;
    return noteOrigin(after) ? Match::Changed : Match::Same;
  }

  //===--------------------------------------------------------------------===//
  // Values
  //===--------------------------------------------------------------------===//

  bool isLeaf(Value value) { return value && bool(typeAsTensor(state, value)); }

  static bool isList(Value value) {
    return llvm::isa<TupleObject>(value) || llvm::isa<ListObject>(value);
  }

  static ArrayRef<Value> partsOf(Value value) {
    if (!value)
      return {};
    if (auto *tuple = llvm::dyn_cast<TupleObject>(value))
      return tuple->items;
    if (auto *list = llvm::dyn_cast<ListObject>(value))
      return list->items;
    return {};
  }

  template <typename Visitor>
  static void forEachValue(Content &content, Visitor visit) {
    for (Value &value : content.values)
      visit(value);
    for (HashTable::Entry &entry : content.table.mutableSlots())
      if (entry.key && entry.value)
        visit(entry.value);
  }

  template <typename Visitor> void forEachLeaf(Value value, Visitor visit) {
    if (isLeaf(value))
      return visit(value);
    for (Value part : partsOf(value))
      forEachLeaf(part, visit);
  }

  template <typename Next> Value rebuild(Value like, Next &next) {
    if (isLeaf(like))
      return next(like);
    if (!like || !isList(like))
      return like;
    SmallVector<Value> items;
    for (Value part : partsOf(like))
      items.push_back(rebuild(part, next));
    Object *made = llvm::isa<TupleObject>(like)
                       ? static_cast<Object *>(state.interp.tuple(items))
                       : state.interp.list(items);
    made->type = like.asObject()->type;
    return made;
  }

  //===--------------------------------------------------------------------===//
  // What is carried
  //===--------------------------------------------------------------------===//

  bool refuse(Place place, const Twine &why) {
    state.interp.error(
        Twine("a loop as long as the model's input says changes ") +
        world.describe(place) + ": " + why);
    return false;
  }

  bool carryFound() {
    for (auto &[place, left] : found)
      if (!carry(place, left))
        return false;
    // Leaves of known numbers that turned out to change, or to be floats.
    for (Carried &each : carried)
      for (Leaf &leaf : each.leaves)
        if (!readInit(each, leaf))
          return false;
    return true;
  }

  bool carry(Place place, Content &left) {
    Carried each{place, world.read(place)};
    switch (place.kind) {
    case Place::Attributes:
      return refuse(place, "it sets the first one");
    case Place::Identity:
      return refuse(place, "it becomes another one");
    case Place::Contents:
      each.leaves.push_back({{}, {}, {}, each.content.contents});
      if (!each.content.contents)
        each.leaves.back().init = state.emit.contents(world.storageAt(place));
      carried.push_back(std::move(each));
      return true;
    case Place::Table:
      if (!haveSameKeys(each.content, left))
        return refuse(place, "a round leaves it other keys than before");
      break;
    case Place::Local:
    case Place::Cell:
    case Place::Items:
      break;
    }
    // A variable that is set anew in each round begins as whatever there is.
    if (place.kind == Place::Local && isUnset(each.content.values.front())) {
      each.isSet = false;
      each.content = left;
      if (isOpaque(left.values.front())) {
        temporaries.push_back(place);
        return true;
      }
    }
    collectLeaves(each, left);
    carried.push_back(std::move(each));
    return true;
  }

  /// Whether a value holds anything but tensors, numbers and what is one thing
  /// all along.
  bool isOpaque(Value value) {
    if (isLeaf(value))
      return false;
    if (isList(value))
      return llvm::any_of(partsOf(value),
                          [&](Value part) { return isOpaque(part); });
    return value.isObject() && !llvm::isa<StrObject>(value);
  }

  void collectLeaves(Carried &each, Content &left) {
    SmallVector<Value> after;
    forEachValue(left, [&](Value &value) {
      forEachLeaf(value, [&](Value leaf) { after.push_back(leaf); });
    });
    forEachValue(each.content, [&](Value &value) {
      forEachLeaf(value, [&](Value like) {
        size_t index = each.leaves.size();
        bool isFixed =
            like.isNumber() && index < after.size() && like.is(after[index]);
        if (each.isSet && !isFixed)
          noteOrigin(like);
        each.leaves.push_back({each.isSet ? like : Value(),
                               like,
                               typeAsTensor(state, like),
                               {},
                               isFixed});
      });
    });
  }

  bool readInit(Carried &each, Leaf &leaf) {
    if (leaf.isFixed || each.place.kind == Place::Contents)
      return true;
    if (!leaf.init || leaf.init.getType() != leaf.type)
      leaf.init = leaf.start ? readAsTensor(state, leaf.start, leaf.type)
                             : state.emit.full(0, leaf.type);
    return leaf.init != nullptr;
  }

  //===--------------------------------------------------------------------===//
  // The end
  //===--------------------------------------------------------------------===//

  void closeRegions(mlir::Value goesOn, ValueRange values) {
    OpBuilder atEnd = OpBuilder::atBlockEnd(&loop.getCondition().front());
    if (!goesOn)
      goesOn = ConstantOp::create(
          atEnd, location, state.emit.tensorType({}, atEnd.getI1Type()),
          cast<ElementsAttr>(DenseElementsAttr::get(
              state.emit.tensorType({}, atEnd.getI1Type()), false)));
    YieldOp::create(atEnd, location, goesOn);
    atEnd.setInsertionPointToEnd(&loop.getBody().front());
    YieldOp::create(atEnd, location, values);
  }

  /// Makes a loop of the present trial that has no round.
  void closeTrial() { closeRegions({}, loop.getBody().getArguments()); }

  bool finishFailed() {
    closeTrial();
    if (!state.interp.failed())
      state.interp.alreadyReported();
    return false;
  }

  bool finish() {
    closeRegions(holds, next);
    put(loop.getResults());
    for (Place place : temporaries) {
      Content content = world.read(place);
      content.values = {untold(state, world.describe(place),
                               "it is set in a loop that may have no round")};
      world.write(place, content);
    }
    return true;
  }

  TorchState &state;
  World world;
  llvm::function_ref<mlir::Value()> condition;
  llvm::function_ref<bool()> round;
  Block *home;
  Location location;

  std::vector<Carried> carried;
  std::vector<Place> temporaries;
  /// Storages that carried names may be.
  llvm::SmallPtrSet<const aten::Storage *, 8> origins;
  // Of the present trial:
  WhileOp loop;
  mlir::Value holds;
  SmallVector<mlir::Value> next;
  Changes found;
  bool hasChanged = false;
};

} // namespace

bool loopOn(TorchState &state, LocalValues locals,
            llvm::function_ref<mlir::Value()> condition,
            llvm::function_ref<bool()> round) {
  return TensorLoop(state, std::move(locals), condition, round).run();
}

} // namespace kiln::python
