//===- Reshape.cpp - Operators that view elements in another order --------===//

#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Table.h"
#include "compiler/Frontend/Aten/Views.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

//===----------------------------------------------------------------------===//
// Reshapes
//===----------------------------------------------------------------------===//

static Result buildView(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<Shape> shape = inferReshape(call.emit, self, call.ints("size"));
  if (failed(shape))
    return failure();
  return call.give(viewAs(self, *shape));
}

static Result buildReshape(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<Shape> shape = inferReshape(call.emit, self, call.ints("shape"));
  if (failed(shape))
    return failure();
  return call.give(reshapeTo(call.emit, self, *shape));
}

static Result buildViewAs(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<Shape> shape =
      inferReshape(call.emit, self, call.tensor("other").shape());
  if (failed(shape))
    return failure();
  return call.give(reshapeTo(call.emit, self, *shape));
}

static Result buildFlatten(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> start = call.dim("start_dim", self.rank());
  FailureOr<int64_t> end = call.dim("end_dim", self.rank());
  if (failed(start) || failed(end))
    return failure();
  if (self.rank() == 0)
    return call.give(viewAs(self, {1}));
  if (*start > *end)
    return call.error() << "start_dim is after end_dim";
  ArrayRef<int64_t> sizes = self.shape();
  Shape shape(sizes.take_front(*start));
  shape.push_back(1);
  for (int64_t size : sizes.slice(*start, *end - *start + 1))
    shape.back() *= size;
  llvm::append_range(shape, sizes.drop_front(*end + 1));
  return call.give(reshapeTo(call.emit, self, shape));
}

static Result buildUnflatten(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.existingDim("dim", self.rank());
  if (failed(dim))
    return failure();
  ArrayRef<int64_t> sizes = self.shape();
  Shape shape(sizes.take_front(*dim));
  Shape parts = call.ints("sizes"), known;
  for (int64_t part : parts)
    if (part != -1)
      known.push_back(part);
  int64_t count = checkedNumElements(known).value_or(0);
  for (int64_t &part : parts)
    if (part == -1 && count != 0)
      part = sizes[*dim] / count;
  llvm::append_range(shape, parts);
  llvm::append_range(shape, sizes.drop_front(*dim + 1));
  FailureOr<Shape> checked = inferReshape(call.emit, self, shape);
  if (failed(checked))
    return failure();
  return call.give(reshapeTo(call.emit, self, *checked));
}

static Result buildUnsqueeze(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.dim("dim", self.rank() + 1);
  if (failed(dim))
    return failure();
  return call.give(unsqueezed(self, *dim));
}

static Result buildSqueeze(const Call &call) {
  Tensor self = call.tensor("self");
  auto dims = call.dims("dim", self.rank());
  if (failed(dims))
    return failure();
  return call.give(squeezed(self, *dims));
}

//===----------------------------------------------------------------------===//
// Permutations
//===----------------------------------------------------------------------===//

static Result buildPermute(const Call &call) {
  Tensor self = call.tensor("self");
  Shape dims = call.ints("dims");
  for (int64_t &dim : dims) {
    FailureOr<int64_t> wrapped = wrapDim(call.emit, dim, self.rank());
    if (failed(wrapped))
      return failure();
    dim = *wrapped;
  }
  Shape sorted = dims;
  llvm::sort(sorted);
  if (!llvm::equal(sorted, llvm::seq<int64_t>(0, self.rank())))
    return call.error() << "expected every one of the " << self.rank()
                        << " dimensions once";
  return call.give(permuted(self, dims));
}

static Result buildTranspose(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> a = call.dim("dim0", self.rank());
  FailureOr<int64_t> b = call.dim("dim1", self.rank());
  if (failed(a) || failed(b))
    return failure();
  return call.give(transposed(self, *a, *b));
}

static Result buildT(const Call &call) {
  Tensor self = call.tensor("self");
  if (self.rank() > 2)
    return call.error() << "expected at most 2 dimensions, got " << self.rank();
  return call.give(self.rank() < 2 ? self.alias() : transposed(self, 0, 1));
}

static Result buildMovedim(const Call &call) {
  Tensor self = call.tensor("self");
  Shape sources = call.ints("source"), targets = call.ints("destination");
  Shape permutation(self.rank(), -1);
  SmallVector<bool> isMoved(self.rank(), false);
  if (sources.size() != targets.size())
    return call.error() << "expected as many sources as destinations";
  for (auto [source, target] : llvm::zip(sources, targets)) {
    FailureOr<int64_t> from = wrapDim(call.emit, source, self.rank());
    FailureOr<int64_t> to = wrapDim(call.emit, target, self.rank());
    if (failed(from) || failed(to))
      return failure();
    if (self.rank() == 0)
      continue;
    if (isMoved[*from] || permutation[*to] != -1)
      return call.error() << "a dimension appears twice";
    permutation[*to] = *from;
    isMoved[*from] = true;
  }
  int64_t next = 0;
  for (int64_t &dim : permutation) {
    if (dim != -1)
      continue;
    while (isMoved[next])
      ++next;
    dim = next++;
  }
  return call.give(permuted(self, permutation));
}

//===----------------------------------------------------------------------===//
// Registration
//===----------------------------------------------------------------------===//

void aten::addReshapeOps(Table &table) {
  table.add("view(Tensor self, int[] size) -> Tensor", buildView);
  table.add("reshape(Tensor self, int[] shape) -> Tensor", buildReshape);
  table.add("view_as(Tensor self, Tensor other) -> Tensor", buildViewAs);
  table.alias("reshape_as", "view_as");
  table.add("flatten(Tensor self, int start_dim=0, int end_dim=-1) -> Tensor",
            buildFlatten);
  table.add("ravel(Tensor self) -> Tensor", [](const Call &call) {
    return call.give(reshapeTo(call.emit, call.tensor("self"),
                               {call.tensor("self").numElements()}));
  });
  table.add("unflatten(Tensor self, int dim, int[] sizes) -> Tensor",
            buildUnflatten);
  table.add("unsqueeze(Tensor self, int dim) -> Tensor", buildUnsqueeze);
  table.add("squeeze(Tensor self, int[1]? dim=None) -> Tensor", buildSqueeze);
  table.add("permute(Tensor self, int[] dims) -> Tensor", buildPermute);
  table.add("transpose(Tensor self, int dim0, int dim1) -> Tensor",
            buildTranspose);
  table.alias("swapaxes", "transpose");
  table.alias("swapdims", "transpose");
  table.add("t(Tensor self) -> Tensor", buildT);
  table.add("movedim(Tensor self, int[1] source, int[1] destination) -> Tensor",
            buildMovedim);
  table.alias("moveaxis", "movedim");
}
