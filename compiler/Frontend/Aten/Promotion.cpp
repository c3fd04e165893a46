//===- Promotion.cpp - PyTorch's type promotion ---------------------------===//

#include "compiler/Frontend/Aten/Promotion.h"

#include "compiler/Frontend/Aten/Emitter.h"

using namespace kiln;
using namespace kiln::aten;
using namespace mlir;

static int category(DType type) {
  if (isFloat(type))
    return 2;
  return type == DType::Bool ? 0 : 1;
}

static DType promoteIntegers(DType a, DType b) {
  // u8 with a signed type of its width needs the next wider one.
  if ((a == DType::U8 && b == DType::I8) || (a == DType::I8 && b == DType::U8))
    return DType::I16;
  return byteWidth(a) >= byteWidth(b) ? a : b;
}

static DType promoteFloats(DType a, DType b) {
  if (byteWidth(a) != byteWidth(b))
    return byteWidth(a) > byteWidth(b) ? a : b;
  // f16 and bf16 hold each other in f32 only.
  return DType::F32;
}

DType aten::promote(DType a, DType b) {
  if (a == b)
    return a;
  if (category(a) != category(b))
    return category(a) > category(b) ? a : b;
  return isFloat(a) ? promoteFloats(a, b) : promoteIntegers(a, b);
}

static DType typeOfNumber(const Argument &number) {
  if (number.is<bool>())
    return DType::Bool;
  return number.is<int64_t>() ? DType::I64 : DType::F32;
}

DType aten::resultType(ArrayRef<Argument> operands) {
  std::optional<DType> groups[3];
  for (const Argument &operand : operands) {
    auto *tensor = operand.getIf<Tensor>();
    if (!tensor && !operand.isNumber())
      continue;
    bool isNumber = !tensor || tensor->isNumber();
    auto &group = groups[isNumber ? 2 : tensor->rank() == 0 ? 1 : 0];
    DType type = tensor ? tensor->dtype() : typeOfNumber(operand);
    if (isNumber && isFloat(type))
      type = DType::F32;
    group = group ? promote(*group, type) : type;
  }
  std::optional<DType> result;
  for (const std::optional<DType> &group : groups)
    if (group && (!result || category(*group) > category(*result)))
      result = group;
  return result.value_or(DType::F32);
}

DType aten::floatType(DType type) { return isFloat(type) ? type : DType::F32; }

Value aten::materialize(Emitter &emit, const Argument &operand, DType type) {
  Type element = emit.elementType(type);
  if (auto *tensor = operand.getIf<Tensor>())
    return emit.cast(emit.read(*tensor), element);
  return emit.full(operand.asDouble(), emit.tensorType({}, element));
}

SmallVector<Value> aten::unify(Emitter &emit, ArrayRef<Argument> operands,
                               DType type) {
  SmallVector<Value> values;
  Shape shape;
  for (const Argument &operand : operands) {
    values.push_back(materialize(emit, operand, type));
    if (!values.back())
      return SmallVector<Value>(operands.size());
    ShapeResult next =
        inferBroadcast(shape, shapeOf(values.back()), emit.location());
    if (failed(next))
      return SmallVector<Value>(operands.size());
    shape = *next;
  }
  for (Value &value : values)
    value = emit.broadcast(value, shape);
  return values;
}
