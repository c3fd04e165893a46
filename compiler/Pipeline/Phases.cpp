//===- Phases.cpp - The way of a model through the compiler ---------------===//

#include "compiler/Pipeline/Phases.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace kiln {

namespace {

struct PhaseRow {
  Phase phase;
  llvm::StringRef name, activity;
};

constexpr PhaseRow rows[] = {
    {Phase::Import, "import", "reading the model"},
    {Phase::Simplify, "simplify", "simplifying"},
    {Phase::FoldConstants, "fold-constants", "folding constants"},
    {Phase::FoldBatchNorm, "fold-batch-norm", "folding batch norms"},
    {Phase::FuseKernels, "fuse-kernels", "fusing kernels"},
    {Phase::AssignLayouts, "assign-layouts", "assigning layouts"},
    {Phase::OutlineKernels, "outline-kernels", "outlining kernels"},
    {Phase::SelectAlgorithms, "select-algorithms", "selecting algorithms"},
    {Phase::PlanMemory, "plan-memory", "planning memory"},
    {Phase::CompileKernels, "compile-kernels", "compiling kernels"},
    {Phase::Link, "link", "linking"},
};

const PhaseRow &rowOf(Phase phase) {
  const PhaseRow &row = rows[static_cast<size_t>(phase)];
  assert(row.phase == phase && "rows are in the order of the phases");
  return row;
}

} // namespace

llvm::ArrayRef<Phase> allPhases() {
  static const auto phases = llvm::to_vector_of<Phase, 16>(
      llvm::map_range(rows, [](const PhaseRow &row) { return row.phase; }));
  return phases;
}

llvm::StringRef nameOf(Phase phase) { return rowOf(phase).name; }

llvm::StringRef describe(Phase phase) { return rowOf(phase).activity; }

std::optional<Phase> parsePhase(llvm::StringRef name) {
  for (const PhaseRow &row : rows)
    if (row.name == name)
      return row.phase;
  return std::nullopt;
}

std::string phaseNames() {
  return llvm::join(
      llvm::map_range(rows, [](const PhaseRow &row) { return row.name; }),
      ", ");
}

} // namespace kiln
