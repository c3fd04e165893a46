//===- Creation.cpp - Tensors from nothing --------------------------------===//

#include "compiler/Frontend/Aten/HostData.h"
#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Promotion.h"
#include "compiler/Frontend/Aten/Table.h"
#include "dialects/Kiln/HostTensorAttr.h"

#include <cmath>

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

/// What all functions that make tensors accept.
static constexpr const char *options =
    "*, Any out=None, ScalarType? dtype=None, Layout? layout=None, Device? "
    "device=None, bool? pin_memory=None, bool requires_grad=False, Generator? "
    "generator=None, MemoryFormat? memory_format=None) -> Tensor";

static FailureOr<RankedTensorType> typeOf(const Call &call, Shape shape,
                                          DType fallback) {
  DType type = call.dtype("dtype").value_or(fallback);
  if (!isComputeType(type))
    return call.error() << "kiln does not compute in torch." << torchName(type);
  if (failed(call.emit.checkSize(shape)))
    return failure();
  return call.emit.tensorType(shape, call.emit.elementType(type));
}

//===----------------------------------------------------------------------===//
// Filled tensors
//===----------------------------------------------------------------------===//

static Result filled(const Call &call, Shape shape, double number,
                     DType fallback) {
  auto type = typeOf(call, shape, fallback);
  if (failed(type))
    return failure();
  return call.give(call.emit.full(number, *type));
}

static Result unfilled(const Call &call, Shape shape, DType fallback) {
  auto type = typeOf(call, shape, fallback);
  if (failed(type))
    return failure();
  // Whatever runs on the user's machine must not depend on such elements.
  if (call.emit.isInGraph() && !call.schema.name.starts_with("empty") &&
      !call.schema.name.starts_with("new_empty"))
    return call.error() << "random numbers are not drawn here";
  if (call.emit.isInGraph())
    return call.give(call.emit.full(0, *type));
  return call.give(call.emit.uninitialized(*type));
}

static DType typeOfNumber(const Argument &number) {
  if (number.is<Tensor>())
    return number.get<Tensor>().dtype();
  return number.is<bool>()      ? DType::Bool
         : number.is<int64_t>() ? DType::I64
                                : DType::F32;
}

static Result buildFull(const Call &call) {
  const Argument &number = call["fill_value"];
  auto type = typeOf(call, call.ints("size"), typeOfNumber(number));
  if (failed(type))
    return failure();
  Value value =
      materialize(call.emit, number, *dtypeOf(type->getElementType()));
  return call.give(call.emit.broadcast(value, type->getShape()));
}

/// A tensor of this shape and the type of another one.
static Result filledAs(const Call &call, Shape shape) {
  auto type = typeOf(call, shape, call.tensor("self").dtype());
  if (failed(type))
    return failure();
  Value value = materialize(call.emit, call["fill_value"],
                            *dtypeOf(type->getElementType()));
  return call.give(call.emit.broadcast(value, type->getShape()));
}

static Result buildFullLike(const Call &call) {
  return filledAs(call, Shape(call.tensor("self").shape()));
}

static Result buildNewFull(const Call &call) {
  return filledAs(call, call.ints("size"));
}

static void addFilled(Table &table, std::string name, double number) {
  table.add(name + "(int[] size, " + options, [number](const Call &call) {
    return filled(call, call.ints("size"), number, DType::F32);
  });
  table.add(name + "_like(Tensor self, " + options, [number](const Call &call) {
    Tensor self = call.tensor("self");
    return filled(call, Shape(self.shape()), number, self.dtype());
  });
  table.add("new_" + name + "(Tensor self, int[] size, " + options,
            [number](const Call &call) {
              return filled(call, call.ints("size"), number,
                            call.tensor("self").dtype());
            });
}

static void addUnfilled(Table &table, std::string name) {
  table.add(name + "(int[] size, " + options, [](const Call &call) {
    return unfilled(call, call.ints("size"), DType::F32);
  });
  table.add(name + "_like(Tensor self, " + options, [](const Call &call) {
    Tensor self = call.tensor("self");
    return unfilled(call, Shape(self.shape()), self.dtype());
  });
}

//===----------------------------------------------------------------------===//
// Sequences
//===----------------------------------------------------------------------===//

static Result buildArange(const Call &call) {
  Argument start = call["start"], end = call["end"], step = call["step"];
  bool areIntegers =
      !start.is<double>() && !end.is<double>() && !step.is<double>();
  DType type =
      call.dtype("dtype").value_or(areIntegers ? DType::I64 : DType::F32);
  double width = step.asDouble();
  if (width == 0)
    return call.error() << "step must not be zero";
  double count = std::ceil((end.asDouble() - start.asDouble()) / width);
  if (count < 0 || count > 1e9)
    return call.error() << "the bounds and the step do not fit each other";
  int64_t size = static_cast<int64_t>(count);
  if (failed(call.emit.reserve(type, size)))
    return failure();
  if (areIntegers)
    return call.give(
        call.emit.constant(integersToHost(type, {size}, [&](int64_t index) {
          return start.asInteger() + index * step.asInteger();
        })));
  return call.give(
      call.emit.constant(numbersToHost(type, {size}, [&](int64_t index) {
        return start.asDouble() + static_cast<double>(index) * width;
      })));
}

static Result buildArangeTo(const Call &call) {
  Argument bounds[] = {int64_t(0), call["end"]};
  std::vector<NamedArgument> named;
  if (call.has("dtype"))
    named.push_back({"dtype", call["dtype"]});
  return Table::get().call(call.emit, "arange", bounds, named);
}

/// Counts from both ends, as PyTorch does, so that the end is exact.
static double linspaceElement(double start, double end, int64_t steps,
                              int64_t index) {
  if (steps == 1)
    return start;
  double step = (end - start) / static_cast<double>(steps - 1);
  return index < steps / 2
             ? start + step * static_cast<double>(index)
             : end - step * static_cast<double>(steps - 1 - index);
}

template <bool IsExponent> static Result buildLinspace(const Call &call) {
  int64_t steps = call.integer("steps");
  if (steps < 0 || steps > 1'000'000'000)
    return call.error() << "cannot make " << steps << " steps";
  double start = call.number("start"), end = call.number("end");
  double base = IsExponent ? call.number("base") : 0;
  DType type = call.dtype("dtype").value_or(DType::F32);
  if (failed(call.emit.reserve(type, steps)))
    return failure();
  return call.give(
      call.emit.constant(numbersToHost(type, {steps}, [&](int64_t index) {
        double x = linspaceElement(start, end, steps, index);
        return IsExponent ? std::pow(base, x) : x;
      })));
}

/// Whether a column less a row of a matrix compares to a number. In a graph
/// this is computed rather than stored: such masks are as large as sequences
/// are long, which may be known when the program runs only.
static Value compareDiagonals(Emitter &emit, ComparePredicate predicate,
                              int64_t rows, int64_t columns, int64_t diagonal) {
  if (emit.isInGraph()) {
    RankedTensorType type =
        emit.tensorType({rows, columns}, emit.elementType(DType::I64));
    Value number = emit.broadcast(
        emit.constant(HostTensor::of<int64_t>(DType::I64, {}, {diagonal})),
        {rows, columns});
    return emit.compare(predicate, emit.iota(type, 1),
                        emit.add(emit.iota(type, 0), number));
  }
  if (failed(emit.reserve(DType::Bool, {rows, columns})))
    return nullptr;
  return emit.constant(
      integersToHost(DType::Bool, {rows, columns}, [&](int64_t index) {
        int64_t offset = index % columns - index / columns;
        return predicate == ComparePredicate::eq   ? offset == diagonal
               : predicate == ComparePredicate::le ? offset <= diagonal
                                                   : offset >= diagonal;
      }));
}

static Result buildEye(const Call &call) {
  int64_t rows = call.integer("n");
  int64_t columns = call.has("m") ? call.integer("m") : rows;
  auto type = typeOf(call, {rows, columns}, DType::F32);
  if (failed(type))
    return failure();
  Value mask =
      compareDiagonals(call.emit, ComparePredicate::eq, rows, columns, 0);
  return call.give(call.emit.cast(mask, type->getElementType()));
}

/// Keeps the elements below (or above) a diagonal.
template <bool KeepsLower> static Result buildTriangle(const Call &call) {
  Emitter &emit = call.emit;
  Value x = call.value("self");
  if (!x || shapeOf(x).size() < 2)
    return call.error() << "expected at least 2 dimensions";
  ArrayRef<int64_t> shape = shapeOf(x);
  int64_t columns = shape.back(), rows = shape[shape.size() - 2];
  Value mask = compareDiagonals(
      emit, KeepsLower ? ComparePredicate::le : ComparePredicate::ge, rows,
      columns, call.integer("diagonal"));
  return call.give(
      emit.select(emit.broadcast(mask, shape), x, emit.full(0, x)));
}

static Result buildMeshgrid(const Call &call) {
  std::vector<Tensor> tensors = call.tensors("tensors");
  bool swaps = call.text("indexing") == "xy" && tensors.size() >= 2;
  if (swaps)
    std::swap(tensors[0], tensors[1]);
  Shape sizes;
  for (const Tensor &tensor : tensors) {
    if (tensor.rank() > 1)
      return call.error() << "expected tensors of at most 1 dimension, got "
                          << describe(tensor);
    sizes.push_back(tensor.numElements());
  }
  std::vector<Tensor> grids;
  for (auto [dim, tensor] : llvm::enumerate(tensors)) {
    Shape shape(tensors.size(), 1);
    shape[dim] = sizes[dim];
    Value grid = call.emit.broadcast(
        call.emit.reshape(call.emit.read(tensor), shape), sizes);
    if (!grid)
      return failure();
    grids.push_back(Tensor::of(grid));
  }
  if (swaps)
    std::swap(grids[0], grids[1]);
  return call.give(std::move(grids));
}

void aten::addCreationOps(Table &table) {
  std::string tail = options;
  addFilled(table, "zeros", 0);
  addFilled(table, "ones", 1);
  table.add("full(int[1] size, Operand fill_value, " + tail, buildFull);
  table.add("full_like(Tensor self, Operand fill_value, " + tail,
            buildFullLike);
  table.add("new_full(Tensor self, int[1] size, Operand fill_value, " + tail,
            buildNewFull);
  table.add("new_empty(Tensor self, int[] size, " + tail, [](const Call &call) {
    return unfilled(call, call.ints("size"), call.tensor("self").dtype());
  });
  for (const char *name : {"empty", "rand", "randn"})
    addUnfilled(table, name);
  table.add("randint(int high, int[] size, " + tail, [](const Call &call) {
    return unfilled(call, call.ints("size"), DType::I64);
  });
  table.add("randint(int low, int high, int[] size, " + tail,
            [](const Call &call) {
              return unfilled(call, call.ints("size"), DType::I64);
            });
  table.add("randperm(int n, " + tail, [](const Call &call) {
    return unfilled(call, {call.integer("n")}, DType::I64);
  });
  table.add("arange(Scalar start, Scalar end, Scalar step=1, " + tail,
            buildArange);
  table.add("arange(Scalar end, " + tail, buildArangeTo);
  table.add("linspace(Scalar start, Scalar end, int steps, " + tail,
            buildLinspace<false>);
  table.add("logspace(Scalar start, Scalar end, int steps, float base=10.0, " +
                tail,
            buildLinspace<true>);
  table.add("eye(int n, int? m=None, " + tail, buildEye);
  table.add("tril(Tensor self, int diagonal=0) -> Tensor", buildTriangle<true>);
  table.add("triu(Tensor self, int diagonal=0) -> Tensor",
            buildTriangle<false>);
  table.add("meshgrid(Tensor[] tensors, *, str indexing='ij') -> Tensor[]",
            buildMeshgrid);
}
