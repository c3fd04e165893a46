//===- Split.cpp - Operators that take parts of tensors -------------------===//

#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Table.h"
#include "compiler/Frontend/Aten/Views.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

static Result buildSelect(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.existingDim("dim", self.rank());
  if (failed(dim))
    return failure();
  int64_t index = call.integer("index"), size = self.dim(*dim);
  if (index < -size || index >= size)
    return call.error() << "index " << index
                        << " is out of range for dimension " << *dim
                        << " of size " << size;
  return call.give(selected(self, *dim, index < 0 ? index + size : index));
}

static Result buildNarrow(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.existingDim("dim", self.rank());
  if (failed(dim))
    return failure();
  int64_t size = self.dim(*dim), start = call.integer("start");
  int64_t length = call.integer("length");
  if (start < 0)
    start += size;
  if (start < 0 || start > size || length < 0 || length > size - start)
    return call.error() << "start " << start << " and length " << length
                        << " exceed dimension " << *dim << " of size " << size;
  return call.give(narrowed(self, *dim, start, length));
}

static std::vector<Tensor> splitInto(const Tensor &self, int64_t dim,
                                     ArrayRef<int64_t> sizes) {
  std::vector<Tensor> parts;
  int64_t start = 0;
  for (int64_t size : sizes) {
    parts.push_back(narrowed(self, dim, start, size));
    start += size;
  }
  return parts;
}

static std::vector<Tensor> splitEvenly(const Tensor &self, int64_t dim,
                                       int64_t size) {
  SmallVector<int64_t> sizes;
  for (int64_t rest = self.dim(dim); rest > 0; rest -= size)
    sizes.push_back(std::min(rest, size));
  if (sizes.empty())
    sizes.push_back(0);
  return splitInto(self, dim, sizes);
}

static Result buildSplit(const Call &call, StringRef tensor,
                         StringRef sizeName) {
  Tensor self = call.tensor(tensor);
  FailureOr<int64_t> dim = call.existingDim("dim", self.rank());
  if (failed(dim))
    return failure();
  int64_t size = call.integer(sizeName);
  if (size <= 0)
    return call.error() << "expected a positive size, got " << size;
  return call.give(splitEvenly(self, *dim, size));
}

static Result buildSplitWithSizes(const Call &call, StringRef tensor,
                                  StringRef sizesName) {
  Tensor self = call.tensor(tensor);
  FailureOr<int64_t> dim = call.existingDim("dim", self.rank());
  if (failed(dim))
    return failure();
  Shape sizes = call.ints(sizesName);
  int64_t sum = 0;
  for (int64_t size : sizes) {
    if (size < 0)
      return call.error() << "expected sizes of at least 0, got " << size;
    sum += size;
  }
  if (sum != self.dim(*dim))
    return call.error() << "the sizes add up to " << sum << ", not to the "
                        << self.dim(*dim) << " of dimension " << *dim;
  return call.give(splitInto(self, *dim, sizes));
}

static Result buildChunk(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.existingDim("dim", self.rank());
  if (failed(dim))
    return failure();
  int64_t chunks = call.integer("chunks");
  if (chunks <= 0)
    return call.error() << "expected a positive number of chunks";
  int64_t size = llvm::divideCeil(self.dim(*dim), chunks);
  return call.give(splitEvenly(self, *dim, std::max<int64_t>(size, 1)));
}

static constexpr int64_t mostSections = 1 << 16;

static Result buildTensorSplit(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.existingDim("dim", self.rank());
  if (failed(dim))
    return failure();
  int64_t sections = call.integer("sections"), size = self.dim(*dim);
  if (sections < 1 || sections > mostSections)
    return call.error() << "expected 1 to " << mostSections << " sections, got "
                        << sections;
  Shape sizes(sections, size / sections);
  for (int64_t index = 0; index < size % sections; ++index)
    ++sizes[index];
  return call.give(splitInto(self, *dim, sizes));
}

static Result buildTensorSplitAt(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.existingDim("dim", self.rank());
  if (failed(dim))
    return failure();
  int64_t size = self.dim(*dim), start = 0;
  Shape sizes;
  for (int64_t index : call.ints("indices")) {
    int64_t end =
        std::clamp(index < 0 ? index + size : index, int64_t(0), size);
    if (end < start)
      return call.error() << "expected indices in ascending order";
    sizes.push_back(end - start);
    start = end;
  }
  sizes.push_back(size - start);
  return call.give(splitInto(self, *dim, sizes));
}

static Result buildUnbind(const Call &call) {
  Tensor self = call.tensor("self");
  FailureOr<int64_t> dim = call.existingDim("dim", self.rank());
  if (failed(dim))
    return failure();
  if (self.rank() == 0)
    return call.error() << "a tensor without dimensions has no parts";
  std::vector<Tensor> parts;
  for (int64_t index = 0; index < self.dim(*dim); ++index)
    parts.push_back(selected(self, *dim, index));
  return call.give(std::move(parts));
}

//===----------------------------------------------------------------------===//
// Registration
//===----------------------------------------------------------------------===//

/// Pieces of one size or of several, under the names that callers know.
static void addSplit(Table &table, StringRef name, StringRef tensor,
                     StringRef sizes) {
  std::string begin = (name + "(Tensor " + tensor + ", ").str();
  std::string end = (" " + sizes + ", int dim=0) -> Tensor[]").str();
  table.add(begin + "int" + end, [tensor, sizes](const Call &call) {
    return buildSplit(call, tensor, sizes);
  });
  table.add(begin + "int[]" + end, [tensor, sizes](const Call &call) {
    return buildSplitWithSizes(call, tensor, sizes);
  });
}

void aten::addSplitOps(Table &table) {
  table.add("select(Tensor self, int dim, int index) -> Tensor", buildSelect);
  table.add("narrow(Tensor self, int dim, int start, int length) -> Tensor",
            buildNarrow);
  addSplit(table, "split", "self", "split_size");
  addSplit(table, "split", "tensor", "split_size_or_sections");
  addSplit(table, "split_with_sizes", "self", "split_sizes");
  table.alias("unsafe_split", "split");
  table.add("chunk(Tensor self, int chunks, int dim=0) -> Tensor[]",
            buildChunk);
  table.alias("unsafe_chunk", "chunk");
  table.add("tensor_split(Tensor self, int sections, int dim=0) -> Tensor[]",
            buildTensorSplit);
  table.add("tensor_split(Tensor self, int[] indices, int dim=0) -> Tensor[]",
            buildTensorSplitAt);
  table.add("unbind(Tensor self, int dim=0) -> Tensor[]", buildUnbind);
}
