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

/// A place that rounds change, with the tensor that it begins with.
struct Carried {
  Place place;
  mlir::Value init;
};

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
      bool succeeded = tryRound();
      world.leave();
      state.emit.goOnIn(home);
      if (!succeeded)
        return finishFailed();
      if (found.empty())
        return finish();
      closeRegions({});
      if (!carryFound())
        return false;
    }
    state.interp.error("kiln cannot tell what this loop changes");
    return false;
  }

private:
  void begin() {
    SmallVector<mlir::Value> inits;
    for (const Carried &each : carried)
      inits.push_back(each.init);
    OpBuilder &builder = state.emit.opBuilder();
    loop = WhileOp::create(builder, location, inits);
    SmallVector<Location> places(inits.size(), location);
    for (Region *region : {&loop.getCondition(), &loop.getBody()})
      region->emplaceBlock().addArguments(ValueRange(inits).getTypes(), places);
    found.clear();
    next.clear();
    holds = nullptr;
  }

  /// Gives the carried places the values that a region begins with.
  void enter(Region &region) {
    state.emit.goOnIn(&region.front());
    for (auto [each, argument] :
         llvm::zip(carried, region.front().getArguments()))
      put(each.place, argument);
  }

  void put(Place place, mlir::Value value) {
    Content content = world.read(place);
    if (place.kind == Place::Contents) {
      content.contents = value;
      ++content.version;
    } else {
      content.values = {state.make(aten::Tensor::of(value))};
    }
    world.write(place, content);
  }

  bool tryRound() {
    enter(loop.getCondition());
    holds = condition();
    if (!holds)
      return false;
    world.leave();
    enter(loop.getBody());
    return round() && readNext();
  }

  /// Notes what the round leaves at carried places, and which others it
  /// changes.
  bool readNext() {
    for (const Carried &each : carried) {
      mlir::Value value = contentsOf(each.place);
      if (!value)
        return false;
      next.push_back(value);
    }
    for (auto &[place, content] : world.leave())
      if (llvm::none_of(carried, [&, place = place](const Carried &each) {
            return each.place.kind == place.kind &&
                   each.place.index == place.index;
          }))
        found.push_back(place);
    llvm::erase_if(found, [&](Place place) { return isTemporary(place); });
    return found.empty() ? checkTypes() : true;
  }

  /// A variable that is set anew in each round.
  bool isTemporary(Place place) {
    if (place.kind != Place::Local || world.read(place).values.front())
      return false;
    temporaries.push_back(place);
    return true;
  }

  mlir::Value contentsOf(Place place) {
    if (place.kind == Place::Contents)
      return state.emit.contents(world.storageAt(place));
    Value value = world.read(place).values.front();
    if (value && typeAsTensor(state, value))
      return readAsTensor(state, value);
    refuse(place, "a round leaves it " + describe(state, value));
    return nullptr;
  }

  bool refuse(Place place, const Twine &why) {
    state.interp.error(
        Twine("a loop as long as the model's input says changes ") +
        world.describe(place) + ": " + why);
    return false;
  }

  bool checkTypes() {
    for (auto [each, value] : llvm::zip(carried, next))
      if (each.init.getType() != value.getType())
        return refuse(each.place,
                      "it begins as " +
                          aten::describe(aten::Tensor::of(each.init)) +
                          ", a round leaves it " +
                          aten::describe(aten::Tensor::of(value)));
    return true;
  }

  bool carryFound() {
    for (Place place : found) {
      bool isCarriable = place.kind == Place::Local ||
                         place.kind == Place::Cell ||
                         place.kind == Place::Contents;
      if (!isCarriable)
        return refuse(place, "kiln carries tensors, truth values and integers "
                             "in variables");
      mlir::Value init = contentsOf(place);
      if (!init)
        return false;
      carried.push_back({place, init});
    }
    return true;
  }

  /// Ends the regions; without values a trial's, which computes nothing.
  void closeRegions(ArrayRef<mlir::Value> values) {
    OpBuilder atEnd = OpBuilder::atBlockEnd(&loop.getCondition().front());
    if (!holds) {
      auto type = state.emit.tensorType({}, atEnd.getI1Type());
      holds = ConstantOp::create(
          atEnd, location, type,
          cast<ElementsAttr>(DenseElementsAttr::get(type, false)));
    }
    YieldOp::create(atEnd, location, holds);
    Block &body = loop.getBody().front();
    atEnd.setInsertionPointToEnd(&body);
    YieldOp::create(atEnd, location,
                    values.empty() ? ValueRange(body.getArguments())
                                   : ValueRange(values));
  }

  bool finishFailed() {
    closeRegions({});
    if (!state.interp.failed())
      state.interp.alreadyReported();
    return false;
  }

  bool finish() {
    closeRegions(next);
    for (auto [each, result] : llvm::zip(carried, loop.getResults()))
      put(each.place, result);
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
  // Of the present trial:
  WhileOp loop;
  mlir::Value holds;
  SmallVector<mlir::Value> next;
  std::vector<Place> found, temporaries;
};

} // namespace

bool loopOn(TorchState &state, LocalValues locals,
            llvm::function_ref<mlir::Value()> condition,
            llvm::function_ref<bool()> round) {
  return TensorLoop(state, std::move(locals), condition, round).run();
}

} // namespace kiln::python
