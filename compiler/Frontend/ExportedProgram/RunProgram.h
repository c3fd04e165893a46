//===- RunProgram.h - Exported programs as models ---------------*- C++ -*-===//

#ifndef KILN_FRONTEND_EXPORTEDPROGRAM_RUNPROGRAM_H
#define KILN_FRONTEND_EXPORTEDPROGRAM_RUNPROGRAM_H

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/ExportedProgram/CallOperator.h"
#include "compiler/Frontend/ExportedProgram/Program.h"

namespace kiln::exported {

/// Evaluates a program's nodes one after another, as forward() of a definition
/// would call the operators.
class ProgramRunner {
public:
  /// Messages begin with `title`; `inputNames` are the graph's names of
  /// the tensors that run() gets.
  ProgramRunner(python::TorchState &torch, llvm::StringRef title,
                const Program &program, llvm::ArrayRef<std::string> inputNames)
      : torch(torch), interp(torch.interp), title(title), program(program),
        inputNames(inputNames), caller(torch) {}

  /// The nn.Module whose state is the file's tensors and whose forward is the
  /// program. Null after an error.
  python::Value makeModel(const ModelFile &file);

private:
  using Values = llvm::StringMap<python::Value>;

  mlir::LogicalResult addState(const ModelFile &file, python::Value model);
  const ModelTensor *findTensor(const ModelFile &file, const InputSpec &input);
  mlir::LogicalResult addTensor(const ModelTensor &tensor,
                                const InputSpec &input, python::Value model);

  python::Value run(python::Arguments arguments);
  bool runGraph(const Graph &graph, Values &values);
  bool runNode(const Node &node, Values &values);
  /// What is passed to the graphs within a node: its operands, and those that
  /// are graphs.
  struct SubgraphCall {
    llvm::SmallVector<const Graph *, 2> graphs;
    llvm::SmallVector<python::Value> operands;
  };
  static bool hasSubgraphs(const Node &node);
  python::Value callSubgraphs(const Node &node, Values &values);
  python::Value callSubgraph(const Graph &graph,
                             llvm::ArrayRef<python::Value> arguments);
  python::Value choose(const SubgraphCall &call);
  python::Value repeat(const SubgraphCall &call);
  bool bindResults(const Node &node, python::Value result, Values &values);
  bool bindResult(const Operand &name, python::Value value, Values &values);
  python::Value evaluate(const Operand &operand, const Values &values);
  python::Value nest(const Pytree &tree, llvm::ArrayRef<python::Value> leaves,
                     size_t &next);
  python::Value finish(const Values &values);
  mlir::Location locationOf(const Node &node);
  bool fail(const llvm::Twine &message);

  python::TorchState &torch;
  python::Interpreter &interp;
  llvm::StringRef title;
  const Program &program;
  llvm::ArrayRef<std::string> inputNames;
  OperatorCaller caller;
  /// Parameters, buffers and constants by the graph's names.
  Values state;
  /// Tensors of the file that are one: tied weights.
  llvm::StringMap<python::Value> sharedTensors;
};

} // namespace kiln::exported

#endif
