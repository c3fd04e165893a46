//===- FieldWriter.cpp - Sizes as fields of descriptors -------------------===//

#include "codegen/CPU/Program/FieldWriter.h"

#include "runtime/Formula.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <algorithm>

using namespace kiln;

using Steps = std::vector<KilnFormulaStep>;

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

namespace {

/// Writes expressions as steps that need as little room as they can: while one
/// operand is computed the results of those before it wait, so the one that
/// needs the most room is the first.
class StepsOf {
public:
  explicit StepsOf(const ModuleDescription &module) : module(module) {}

  Steps sum(const DimExpr &size) {
    std::vector<Steps> parts;
    for (const DimTerm &term : size.terms)
      parts.push_back(product(term));
    if (size.constant || parts.empty())
      parts.push_back({{KILN_FORMULA_NUMBER, size.constant}});
    return join(std::move(parts), KILN_FORMULA_ADD);
  }

private:
  Steps product(const DimTerm &term) {
    std::vector<Steps> parts;
    if (term.coefficient != 1)
      parts.push_back({{KILN_FORMULA_NUMBER, term.coefficient}});
    for (const DimAtom &factor : term.factors)
      parts.push_back(atom(factor));
    return join(std::move(parts), KILN_FORMULA_MULTIPLY);
  }

  Steps atom(const DimAtom &atom) {
    if (atom.kind == DimAtom::Symbol) {
      auto dim = llvm::find_if(module.dims, [&](const DimDescription &dim) {
        return dim.name == atom.name;
      });
      // Loops count their steps by a symbol that is no dimension of the model.
      if (dim == module.dims.end())
        return {{KILN_FORMULA_STEP, 0}};
      return {{KILN_FORMULA_DIM, dim - module.dims.begin()}};
    }
    std::vector<Steps> parts{sum(atom.operands->first),
                             sum(atom.operands->second)};
    return join(std::move(parts), atom.operation());
  }

  static Steps join(std::vector<Steps> parts, KilnFormulaOperation operation) {
    bool hasOrder = operation == KILN_FORMULA_FLOORDIV;
    auto deepest = llvm::max_element(parts, [](const Steps &a, const Steps &b) {
      return depthOfFormula(a.data(), a.size()) <
             depthOfFormula(b.data(), b.size());
    });
    if (!hasOrder)
      std::rotate(parts.begin(), deepest, deepest + 1);
    Steps steps = std::move(parts.front());
    for (const Steps &part : llvm::drop_begin(parts)) {
      llvm::append_range(steps, part);
      steps.push_back({operation, 0});
    }
    return steps;
  }

  const ModuleDescription &module;
};

} // namespace

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

/// Whether all numbers that the steps come to exist for all values of the
/// dimensions.
static bool alwaysExists(const Steps &steps, const ModuleDescription &module) {
  std::vector<DimRange> stack;
  for (const KilnFormulaStep &step : steps) {
    if (step.operation == KILN_FORMULA_NUMBER) {
      stack.push_back({step.value, step.value});
      continue;
    }
    if (step.operation == KILN_FORMULA_STEP) {
      int64_t most = 1;
      for (const DimDescription &dim : module.dims)
        most = std::max(most, dim.most);
      stack.push_back({0, most});
      continue;
    }
    if (step.operation == KILN_FORMULA_DIM) {
      const DimDescription &dim = module.dims[step.value];
      stack.push_back({dim.least, dim.most});
      continue;
    }
    DimRange b = stack.back();
    stack.pop_back();
    auto range = rangeOfResults(step.operation, stack.back(), b);
    if (!range)
      return false;
    stack.back() = *range;
  }
  return true;
}

/// Texts of formulas may be longer than anybody reads.
static std::string shortened(llvm::StringRef text) {
  constexpr size_t most = 200;
  return text.size() <= most ? text.str()
                             : (text.take_front(most) + "...").str();
}

uint64_t FieldWriter::dimNumber(llvm::StringRef name) const {
  auto found = llvm::find_if(
      module.dims, [&](const DimDescription &dim) { return dim.name == name; });
  assert(found != module.dims.end() && "a dimension without a description");
  return found - module.dims.begin();
}

llvm::Error FieldWriter::check(const FormulaDescription &formula) const {
  uint64_t depth = depthOfFormula(formula.steps.data(), formula.steps.size());
  if (depth > KILN_FORMULA_DEPTH)
    return llvm::createStringError(llvm::formatv(
        "a size is nested too deeply: the runtime keeps {0} numbers at once, "
        "this takes {1}: {2}",
        KILN_FORMULA_DEPTH, depth, shortened(formula.text)));
  if (alwaysExists(formula.steps, module))
    return llvm::Error::success();
  std::string ranges;
  for (const DimDescription &dim : module.dims)
    ranges += llvm::formatv("{0}{1} = {2}..{3}", ranges.empty() ? "" : ", ",
                            dim.name, dim.least, dim.most);
  return llvm::createStringError(
      llvm::formatv("expected a size of at most 64 bits, got {0} for {1}",
                    shortened(formula.text), ranges));
}

//===----------------------------------------------------------------------===//
// Fields
//===----------------------------------------------------------------------===//

void FieldWriter::fail(llvm::Error error) {
  if (problem)
    llvm::consumeError(std::move(error));
  else
    problem = std::move(error);
}

uint64_t FieldWriter::field(Dim size) {
  if (size.isKnown() && size.known() >= 0)
    return size.known();
  FormulaDescription formula{size.text(), {}};
  if (size.isKnown()) {
    fail(llvm::createStringError("expected a size of at most 64 bits, got " +
                                 formula.text));
    return 0;
  }
  auto found = llvm::find_if(
      module.formulas, [&](auto &known) { return known.text == formula.text; });
  if (found != module.formulas.end())
    return KILN_FORMULA_BIT | (found - module.formulas.begin());
  formula.steps = StepsOf(module).sum(size.expression());
  if (llvm::Error error = check(formula)) {
    fail(std::move(error));
    return 0;
  }
  module.formulas.push_back(std::move(formula));
  return KILN_FORMULA_BIT | (module.formulas.size() - 1);
}
