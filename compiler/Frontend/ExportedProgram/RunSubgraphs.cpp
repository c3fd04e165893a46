//===- RunSubgraphs.cpp - Graphs within exported programs -----------------===//

#include "compiler/Frontend/ExportedProgram/RunProgram.h"

namespace kiln::exported {

using namespace mlir;
using namespace python;
using Value = python::Value;
using llvm::StringRef;

static StringRef higherOrderName(const Node &node) {
  StringRef target = node.target;
  return target.consume_front("torch.ops.higher_order.") ? target : "";
}

/// `with torch.no_grad():` and the like: a graph that simply runs.
static bool isWrapper(StringRef name) {
  return name == "wrap_with_set_grad_enabled" || name == "wrap_with_autocast";
}

bool ProgramRunner::hasSubgraphs(const Node &node) {
  StringRef name = higherOrderName(node);
  return isWrapper(name) || name == "cond" || name == "while_loop";
}

Value ProgramRunner::callSubgraph(const Graph &graph,
                                  ArrayRef<Value> arguments) {
  if (arguments.size() != graph.inputs.size())
    return fail("a graph within the program does not fit its arguments"),
           Value();
  Values inner;
  for (auto [name, value] : llvm::zip(graph.inputs, arguments))
    inner[name.text] = value;
  if (!runGraph(graph, inner))
    return {};
  SmallVector<Value> results;
  for (const Operand &output : graph.outputs) {
    Value value = evaluate(output, inner);
    if (!value)
      return {};
    results.push_back(value);
  }
  return interp.tuple(results);
}

/// cond(condition, then, otherwise, operands)
Value ProgramRunner::choose(const SubgraphCall &call) {
  if (call.graphs.size() != 2 || call.operands.empty())
    return fail("cond takes a condition and two graphs"), Value();
  Value condition = call.operands.front();
  ArrayRef<Value> arguments = ArrayRef(call.operands).drop_front();
  if (!interp.isOpen(condition)) {
    FailureOr<bool> holds = interp.truth(condition);
    return failed(holds)
               ? Value()
               : callSubgraph(*call.graphs[*holds ? 0 : 1], arguments);
  }
  std::unique_ptr<Fork> fork = interp.branches->fork(condition, {});
  Value results[2];
  for (int way : {0, 1}) {
    if (!fork)
      return {};
    fork->enter(way == 0);
    results[way] = callSubgraph(*call.graphs[way], arguments);
    if (!results[way])
      return {};
  }
  SmallVector<Value, 1> joined;
  return fork->close({{results[0], results[1]}}, joined) ? joined.front()
                                                         : Value();
}

/// while_loop(condition, round, carried, others): `others` come behind what is
/// carried.
Value ProgramRunner::repeat(const SubgraphCall &call) {
  if (call.graphs.size() != 2 ||
      call.graphs[1]->outputs.size() > call.operands.size())
    return fail("while_loop takes two graphs and what rounds carry"), Value();
  SmallVector<Value> values = call.operands;
  size_t carried = call.graphs[1]->outputs.size();
  auto condition = [&]() -> Value {
    Value result = callSubgraph(*call.graphs[0], values);
    auto *tuple = llvm::dyn_cast_if_present<TupleObject>(result);
    return tuple && tuple->items.size() == 1 ? tuple->items.front() : result;
  };
  auto round = [&] {
    Value result = callSubgraph(*call.graphs[1], values);
    if (!result)
      return false;
    llvm::copy(llvm::cast<TupleObject>(result)->items, values.begin());
    return true;
  };
  while (true) {
    Value goesOn = condition();
    if (!goesOn || !interp.step())
      return {};
    if (interp.isOpen(goesOn)) {
      LocalValues locals{MutableArrayRef(values), [](size_t index) {
                           return ("carried value " + llvm::Twine(index)).str();
                         }};
      if (!interp.branches->loop(locals, condition, round))
        return {};
      break;
    }
    FailureOr<bool> holds = interp.truth(goesOn);
    if (failed(holds) || (*holds && !round()))
      return {};
    if (!*holds)
      break;
  }
  return interp.tuple(ArrayRef(values).take_front(carried));
}

Value ProgramRunner::callSubgraphs(const Node &node, Values &values) {
  StringRef name = higherOrderName(node);
  SubgraphCall call;
  for (const NamedOperand &input : node.inputs) {
    if (input.value.kind == Operand::Kind::Graph) {
      call.graphs.push_back(input.value.graph.get());
      continue;
    }
    // What stands before a wrapped graph says how it is wrapped.
    if (isWrapper(name) && call.graphs.empty())
      continue;
    Value value = evaluate(input.value, values);
    if (!value)
      return {};
    if (isWrapper(name) || !llvm::isa<ListObject>(value))
      call.operands.push_back(value);
    else
      llvm::append_range(call.operands, llvm::cast<ListObject>(value)->items);
  }
  if (name == "cond")
    return choose(call);
  if (name == "while_loop")
    return repeat(call);
  if (call.graphs.size() != 1)
    return fail("a graph within the program does not fit its arguments"),
           Value();
  return callSubgraph(*call.graphs.front(), call.operands);
}

} // namespace kiln::exported
