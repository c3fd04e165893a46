//===- Copy.cpp - Operators that copy, convert and overwrite --------------===//

#include "compiler/Frontend/Aten/Ops/Ops.h"
#include "compiler/Frontend/Aten/Promotion.h"
#include "compiler/Frontend/Aten/Table.h"
#include "compiler/Frontend/Aten/Views.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

static Result buildContiguous(const Call &call) {
  Tensor self = call.tensor("self");
  if (isContiguous(self))
    return call.give(self);
  return call.give(copied(call.emit, self));
}

static Result buildClone(const Call &call) {
  return call.give(copied(call.emit, call.tensor("self")));
}

static Result buildDetach(const Call &call) {
  return call.give(call.tensor("self").alias());
}

static Result castTensor(const Call &call, DType type) {
  Tensor self = call.tensor("self");
  if (!isComputeType(type))
    return call.error() << "kiln does not compute in torch." << torchName(type);
  if (self.dtype() == type)
    return call.give(self);
  return call.give(
      call.emit.cast(call.value("self"), call.emit.elementType(type)));
}

static void addCast(Table &table, StringRef name, DType type) {
  table.add((name + "(Tensor self, *, MemoryFormat? memory_format=None) -> "
                    "Tensor")
                .str(),
            [type](const Call &call) { return castTensor(call, type); });
}

static Result buildTypeAs(const Call &call) {
  return castTensor(call, call.tensor("other").dtype());
}

static Result buildCopy(const Call &call) {
  Tensor self = call.tensor("self");
  Value value = call.emit.broadcast(
      call.emit.cast(call.value("src"), self.elementType()), self.shape());
  if (failed(call.emit.write(self, value)))
    return failure();
  return call.give(self);
}

static Result buildFillInPlace(const Call &call) {
  Tensor self = call.tensor("self");
  Value value = materialize(call.emit, call["value"], self.dtype());
  if (failed(call.emit.write(self, call.emit.broadcast(value, self.shape()))))
    return failure();
  return call.give(self);
}

static Result buildZeroInPlace(const Call &call) {
  Tensor self = call.tensor("self");
  if (failed(call.emit.write(self, call.emit.full(0, self.type()))))
    return failure();
  return call.give(self);
}

//===----------------------------------------------------------------------===//
// Registration
//===----------------------------------------------------------------------===//

void aten::addCopyOps(Table &table) {
  table.add("contiguous(Tensor self, *, MemoryFormat? memory_format=None) -> "
            "Tensor",
            buildContiguous);
  table.add("clone(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor",
            buildClone);
  table.add("detach(Tensor self) -> Tensor", buildDetach);
  table.alias("detach_", "detach");
  table.alias("alias", "detach");
  addCast(table, "float", DType::F32);
  addCast(table, "double", DType::F64);
  addCast(table, "half", DType::F16);
  addCast(table, "bfloat16", DType::BF16);
  addCast(table, "long", DType::I64);
  addCast(table, "int", DType::I32);
  addCast(table, "short", DType::I16);
  addCast(table, "char", DType::I8);
  addCast(table, "byte", DType::U8);
  addCast(table, "bool", DType::Bool);
  table.add("type_as(Tensor self, Tensor other) -> Tensor", buildTypeAs);
  table.add("copy_(Tensor self, Tensor src, bool non_blocking=False) -> Tensor",
            buildCopy);
  table.add("fill_(Tensor self, Operand value) -> Tensor", buildFillInPlace);
  table.add("zero_(Tensor self) -> Tensor", buildZeroInPlace);
}
