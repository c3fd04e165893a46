//===- OutlineKernels.cpp - Turn graphs into kernels and programs ---------===//

#include "codegen/Schedule/Passes.h"

#include "codegen/Schedule/Join.h"
#include "dialects/Kernel/KernelOps.h"
#include "dialects/Kiln/DataDims.h"
#include "dialects/Kiln/KilnOps.h"
#include "dialects/Kiln/Specialize.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/StringMap.h"

namespace kiln {
#define GEN_PASS_DEF_OUTLINEKERNELS
#include "codegen/Schedule/Passes.h.inc"
} // namespace kiln

using namespace mlir;

namespace kiln {
namespace {

/// Constants of at most this many elements become part of the kernels that
/// read them.
constexpr int64_t kInlineElements = 16;

bool isInlined(ConstantOp constant) {
  auto dense = dyn_cast<DenseElementsAttr>(constant.getValue());
  return dense &&
         (dense.isSplat() || dense.getNumElements() <= kInlineElements);
}

/// Ops that say where elements are and compute nothing.
bool isSilent(Operation &op) {
  return isa<ConstantOp, BroadcastOp, ReshapeOp, PackOp, UnpackOp>(op);
}

/// "conv_relu_max_pool": the ops of a kernel that compute something, or else
/// the last one.
std::string nameOf(Block &body) {
  constexpr int maxWords = 4;
  std::string name;
  int words = 0;
  StringRef last = "copy", previous;
  for (Operation &op : body.without_terminator()) {
    last = op.getName().stripDialect();
    if (isSilent(op) || last == previous || words == maxWords)
      continue;
    name += (words++ ? "_" : "") + last.str();
    previous = last;
  }
  return name.empty() ? last.str() : name;
}

/// The kernels of a module, each distinct body once.
class KernelTable {
public:
  explicit KernelTable(ModuleOp module) : symbols(module) {}

  /// The kernel equal to `candidate`, which is consumed.
  kernel::FuncOp intern(kernel::FuncOp candidate) {
    std::string text;
    llvm::raw_string_ostream stream(text);
    candidate.setSymName("kernel");
    candidate->print(stream, OpPrintingFlags().useLocalScope());
    auto [found, isNew] = kernels.try_emplace(text, candidate);
    if (!isNew) {
      candidate->erase();
      return found->second;
    }
    candidate.setSymName(nameOf(candidate.getBody().front()));
    symbols.insert(candidate);
    return candidate;
  }

  SymbolTable symbols;

private:
  llvm::StringMap<kernel::FuncOp> kernels;
};

/// Rewrites one graph as a program.
class Outliner {
public:
  Outliner(GraphOp graph, KernelTable &table)
      : graph(graph), table(table), dataDims(graph.getBody().front()),
        builder(graph) {}

  void run() {
    createProgram();
    Block &body = graph.getBody().front();
    convertOps(body);
    Operation *end = body.getTerminator();
    kernel::ReturnOp::create(builder, end->getLoc(), passedOn(end));
    graph->erase();
  }

private:
  void createProgram() {
    program = kernel::ProgramOp::create(
        builder, graph.getLoc(), graph.getSymName(), graph.getFunctionType());
    // A graph's other attributes mean the same on a program.
    for (NamedAttribute attribute : graph->getAttrs())
      if (!program->hasAttr(attribute.getName()))
        program->setAttr(attribute.getName(), attribute.getValue());
    table.symbols.remove(graph);
    table.symbols.insert(program);
    for (auto [from, to] :
         llvm::zip(graph.getArguments(), program.getArguments())) {
      to.setLoc(from.getLoc());
      mapping.map(from, to);
    }
    builder.setInsertionPointToEnd(&program.getBody().front());
  }

  void convertOps(Block &block) {
    for (Operation &op : block.without_terminator())
      convert(&op);
  }

  void convert(Operation *op) {
    if (auto choice = dyn_cast<IfOp>(op))
      return convertIf(choice);
    if (auto loop = dyn_cast<WhileOp>(op))
      return convertWhile(loop);
    if (isa<GetParameterOp>(op))
      return; // A weight at each use.
    if (auto scan = dyn_cast<ScanOp>(op))
      return loop(scan);
    if (auto define = dyn_cast<DefineDimOp>(op)) {
      mapping.map(define.getValue(), placed(define.getValue(), op->getLoc()));
      builder.clone(*op, mapping);
      return;
    }
    if (auto constant = dyn_cast<ConstantOp>(op)) {
      if (!isInlined(constant))
        constantSymbols[op] = createParameter(constant);
      return;
    }
    if (auto reshape = dyn_cast<ReshapeOp>(op); reshape && isView(reshape)) {
      Value view = kernel::ViewOp::create(builder, op->getLoc(),
                                          reshape.getResult().getType(),
                                          mapping.lookup(reshape.getInput()));
      mapping.map(reshape.getResult(), view);
      return;
    }
    if (joinsOperands(op) && join(op))
      return;
    call(op);
  }

  /// Has the operands of a concatenation written where its result lies, unless
  /// one has no place of its own or lies in another already.
  bool join(Operation *op) {
    SmallVector<Value> parts;
    // Values that are there before a size is known do not move.
    if (dataDims.decide(op->getResult(0).getType()))
      return false;
    for (Value operand : op->getOperands()) {
      Value part = mapping.lookupOrNull(operand);
      if (!part || part.getParentBlock() != builder.getInsertionBlock() ||
          !isa_and_present<kernel::CallOp, kernel::JoinOp>(
              part.getDefiningOp()))
        return false;
      parts.push_back(part);
    }
    if (llvm::any_of(parts, [&](Value part) { return joined.contains(part); }))
      return false;
    joined.insert_range(parts);
    mapping.map(op->getResult(0),
                kernel::JoinOp::create(builder, op->getLoc(),
                                       op->getResult(0).getType(), parts));
    return true;
  }

  bool isView(ReshapeOp reshape) {
    return mapping.contains(reshape.getInput()) &&
           !layoutOf(reshape.getInput().getType()) &&
           !layoutOf(reshape.getResult().getType());
  }

  FlatSymbolRefAttr createParameter(ConstantOp constant) {
    OpBuilder atModule(program);
    auto parameter =
        ParameterOp::create(atModule, constant.getLoc(), "constant",
                            constant.getType(), constant.getValue());
    table.symbols.insert(parameter); // Makes the name unique.
    return FlatSymbolRefAttr::get(parameter.getSymNameAttr());
  }

  //===--------------------------------------------------------------------===//
  // Calls
  //===--------------------------------------------------------------------===//

  /// The weight that a value of the graph is, or null.
  FlatSymbolRefAttr weightOf(Value value) {
    Operation *op = value.getDefiningOp();
    if (auto parameter = dyn_cast_if_present<GetParameterOp>(op))
      return parameter.getNameAttr();
    return constantSymbols.lookup(op);
  }

  /// The value in the program; weights are read anew by each call, for packing
  /// depends on the kernel.
  Value valueOf(Value value, Location loc) {
    if (FlatSymbolRefAttr weight = weightOf(value))
      return kernel::WeightsOp::create(builder, loc, value.getType(), weight,
                                       kernel::PackingAttr(),
                                       kernel::SliceAttr());
    return mapping.lookup(value);
  }

  static bool isInlinedConstant(Value value) {
    auto constant = value.getDefiningOp<ConstantOp>();
    return constant && isInlined(constant);
  }

  /// Calls a kernel made of `op`: a kiln.fused or a single op.
  void call(Operation *op) {
    SmallVector<Value> operands;
    for (Value operand : op->getOperands())
      if (!isInlinedConstant(operand) && !llvm::is_contained(operands, operand))
        operands.push_back(operand);
    kernel::FuncOp callee =
        createKernel(op->getLoc(), operands, op->getResultTypes());
    OpBuilder body = OpBuilder::atBlockEnd(&callee.getBody().front());
    IRMapping inside;
    for (auto [operand, argument] : llvm::zip(operands, callee.getArguments()))
      inside.map(operand, argument);
    for (Value operand : op->getOperands())
      if (isInlinedConstant(operand) && !inside.contains(operand))
        inside.map(operand, body.clone(*operand.getDefiningOp())->getResult(0));
    SmallVector<Value> results = cloneBody(op, body, inside);
    kernel::ReturnOp::create(body, op->getLoc(), results);
    mapping.map(op->getResults(), callKernel(callee, op->getLoc(), operands));
  }

  SmallVector<Value> cloneBody(Operation *op, OpBuilder &body,
                               IRMapping &inside) {
    auto fused = dyn_cast<FusedOp>(op);
    if (!fused)
      return body.clone(*op, inside)->getResults();
    Block &block = fused.getBody().front();
    for (auto [argument, input] :
         llvm::zip(block.getArguments(), fused.getInputs()))
      inside.map(argument, inside.lookup(input));
    for (Operation &inner : block.without_terminator())
      body.clone(inner, inside);
    SmallVector<Value> results;
    for (Value value : block.getTerminator()->getOperands())
      results.push_back(inside.lookup(value));
    return results;
  }

  kernel::FuncOp createKernel(Location loc, ValueRange operands,
                              TypeRange results) {
    OpBuilder atModule(program);
    auto type = builder.getFunctionType(operands.getTypes(), results);
    auto callee = kernel::FuncOp::create(atModule, loc, "kernel", type);
    for (auto [index, operand] : llvm::enumerate(operands))
      if (weightOf(operand))
        callee.setConstant(index);
    return callee;
  }

  /// Whether some size of the kernel follows from named dimensions.
  static bool dependsOnDims(kernel::FuncOp kernel) {
    auto isOpen = [](Type type) {
      return !cast<RankedTensorType>(type).hasStaticShape();
    };
    return llvm::any_of(kernel.getArgumentTypes(), isOpen) ||
           llvm::any_of(kernel.getBody().front(), [&](Operation &op) {
             return llvm::any_of(op.getResultTypes(), isOpen);
           });
  }

  kernel::FuncOp intern(kernel::FuncOp candidate) {
    if (dependsOnDims(candidate))
      candidate->setAttr(kDimsAttr, program->getAttr(kDimsAttr));
    return table.intern(candidate);
  }

  ValueRange callKernel(kernel::FuncOp candidate, Location loc,
                        ValueRange operands) {
    kernel::FuncOp callee = intern(candidate);
    SmallVector<Value> values;
    for (Value operand : operands)
      values.push_back(valueOf(operand, loc));
    return kernel::CallOp::create(builder, loc, callee, values).getOutputs();
  }

  //===--------------------------------------------------------------------===//
  // Loops
  //===--------------------------------------------------------------------===//

  void loop(ScanOp scan) {
    Location loc = scan.getLoc();
    SmallVector<Value> sequences, initial;
    for (Value value : scan.getSequences())
      sequences.push_back(placed(value, loc));
    for (Value value : scan.getInitial())
      initial.push_back(placed(value, loc));
    Block &from = scan.getBody().front();
    for (auto [argument, value] :
         llvm::zip(scan.getSharedArguments(), scan.getShared()))
      mapping.map(argument, placed(value, loc));
    auto made = kernel::LoopOp::create(
        builder, loc, scan.getResultTypes(),
        sizeAttr(builder.getContext(), stepSymbol(scan.getSteps())), sequences,
        initial, scan.getReverse(), ArrayAttr());
    Block &body = made.getBody().emplaceBlock();
    for (BlockArgument argument :
         from.getArguments().drop_back(scan.getShared().size()))
      mapping.map(argument,
                  body.addArgument(argument.getType(), argument.getLoc()));
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToEnd(&body);
    convertOps(from);
    Operation *yield = from.getTerminator();
    kernel::YieldOp::create(builder, yield->getLoc(), passedOn(yield));
    mapping.map(scan.getResults(), made.getResults());
  }

  /// The number of a step, under a name that no dimension has.
  Dim stepSymbol(Dim steps) {
    DimSymbols taken;
    for (Dim dim : namedDimsOf(program))
      collectSymbols(dim.expression(), taken);
    std::string name = "step";
    while (llvm::any_of(taken, [&](auto &each) { return each.first == name; }))
      name += "_";
    return Dim::of(
        builder.getContext(),
        DimExpr::symbol(name, {1, std::max<int64_t>(steps.range().most, 2)}));
  }

  /// The value in the program, copied where it has no place of its own there.
  Value placed(Value value, Location loc) {
    Value converted = mapping.lookupOrNull(value);
    return converted ? converted : copy(value, converted, loc);
  }

  //===--------------------------------------------------------------------===//
  // Results
  //===--------------------------------------------------------------------===//

  /// The values that `terminator` passes on, each in a place of its own that
  /// is written in the block at hand.
  SmallVector<Value> passedOn(Operation *terminator) {
    Location loc = terminator->getLoc();
    SmallVector<Value> results;
    llvm::DenseSet<Value> storages;
    for (Value value : terminator->getOperands()) {
      auto type = cast<RankedTensorType>(value.getType());
      if (kernel::bytesOf(type) == 0) {
        results.push_back(kernel::EmptyOp::create(builder, loc, type));
        continue;
      }
      Value result = mapping.lookupOrNull(value);
      Value storage = result ? kernel::storageOf(result) : Value();
      if (!isWrittenHere(storage, terminator) ||
          !storages.insert(storage).second)
        result = copy(value, result, loc);
      results.push_back(result);
    }
    return results;
  }

  /// Whether `storage` is written in the block at hand, and not as a part of
  /// something else. Steps leave what their calls give.
  bool isWrittenHere(Value storage, Operation *terminator) {
    Operation *op = storage ? storage.getDefiningOp() : nullptr;
    if (!op || op->getBlock() != builder.getInsertionBlock() ||
        joined.contains(storage))
      return false;
    return isa<kernel::CallOp>(op) ||
           (isa<kernel::IfOp, kernel::LoopOp, kernel::WhileOp>(op) &&
            !isa<ScanOp>(terminator->getParentOp()));
  }

  /// A copy of a value of the graph, which may be an argument, a weight or a
  /// constant.
  Value copy(Value value, Value converted, Location loc) {
    bool isConstant = !converted && isInlinedConstant(value);
    ValueRange operands = isConstant ? ValueRange() : ValueRange(value);
    kernel::FuncOp callee = createKernel(loc, operands, value.getType());
    OpBuilder body = OpBuilder::atBlockEnd(&callee.getBody().front());
    Value result = isConstant ? body.clone(*value.getDefiningOp())->getResult(0)
                              : Value(callee.getArgument(0));
    kernel::ReturnOp::create(body, loc, result);
    return callKernel(callee, loc, operands)[0];
  }

  //===--------------------------------------------------------------------===//
  // Control flow
  //===--------------------------------------------------------------------===//

  void convertIf(IfOp choice) {
    auto result =
        kernel::IfOp::create(builder, choice.getLoc(), choice.getResultTypes(),
                             storedCondition(choice, choice.getCondition()));
    convertRegion(choice.getThenBody(), result.getThenBody());
    convertRegion(choice.getElseBody(), result.getElseBody());
    mapping.map(choice.getResults(), result.getResults());
  }

  void convertRegion(Region &from, Region &to) {
    OpBuilder::InsertionGuard guard(builder);
    builder.createBlock(&to);
    convertOps(from.front());
    Operation *yield = from.front().getTerminator();
    kernel::YieldOp::create(builder, yield->getLoc(), passedOn(yield));
  }

  void convertWhile(WhileOp loop) {
    SmallVector<Value> inits;
    for (Value init : loop.getInits())
      inits.push_back(firstValue(init, loop.getLoc()));
    auto result = kernel::WhileOp::create(builder, loop.getLoc(), inits);
    OpBuilder::InsertionGuard guard(builder);
    enterRegion(loop.getCondition(), result.getCondition());
    Operation *yield = loop.getCondition().front().getTerminator();
    kernel::YieldOp::create(builder, yield->getLoc(),
                            storedCondition(yield, yield->getOperand(0)));
    enterRegion(loop.getBody(), result.getBody());
    convertNext(loop.getBody().front().getTerminator());
    mapping.map(loop.getResults(), result.getResults());
  }

  /// What a carried value begins with, in the place where later ones are.
  Value firstValue(Value init, Location loc) {
    auto type = cast<RankedTensorType>(init.getType());
    if (kernel::bytesOf(type) == 0)
      return kernel::EmptyOp::create(builder, loc, type);
    return copy(init, mapping.lookupOrNull(init), loc);
  }

  void enterRegion(Region &from, Region &to) {
    Block *block = builder.createBlock(
        &to, {}, from.getArgumentTypes(),
        SmallVector<Location>(from.getNumArguments(), from.getLoc()));
    mapping.map(from.getArguments(), block->getArguments());
    convertOps(from.front());
  }

  /// Values of the next round are written over those of this one when nothing
  /// reads these any more: by copies at the end.
  void convertNext(Operation *yield) {
    Location loc = yield->getLoc();
    SmallVector<Value> next = passedOn(yield);
    for (Value &value : next)
      if (!value.getDefiningOp<kernel::EmptyOp>())
        value = copyOf(value, loc);
    kernel::YieldOp::create(builder, loc, next);
  }

  /// A condition that has a place in memory.
  Value storedCondition(Operation *user, Value condition) {
    Value stored = mapping.lookupOrNull(condition);
    return stored ? stored : copy(condition, stored, user->getLoc());
  }

  /// A copy of a value of the program.
  Value copyOf(Value value, Location loc) {
    kernel::FuncOp callee = createKernel(loc, value, value.getType());
    OpBuilder body = OpBuilder::atBlockEnd(&callee.getBody().front());
    kernel::ReturnOp::create(body, loc, callee.getArgument(0));
    return kernel::CallOp::create(builder, loc, intern(callee), value)
        .getOutputs()
        .front();
  }

  GraphOp graph;
  kernel::ProgramOp program;
  KernelTable &table;
  DataDims dataDims;
  OpBuilder builder;
  IRMapping mapping;
  llvm::DenseMap<Operation *, FlatSymbolRefAttr> constantSymbols;
  llvm::DenseSet<Value> joined;
};

struct OutlineKernelsPass : impl::OutlineKernelsBase<OutlineKernelsPass> {
  void runOnOperation() override {
    KernelTable table(getOperation());
    for (auto graph :
         llvm::make_early_inc_range(getOperation().getOps<GraphOp>()))
      Outliner(graph, table).run();
  }
};

} // namespace
} // namespace kiln
