//===- ValueEmitter.cpp - Elements of a kernel's values -------------------===//

#include "codegen/CPU/Generic/ValueEmitter.h"

#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/KilnOps.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;

namespace kiln::generic {

ValueEmitter::ValueEmitter(OpBuilder &builder, Location loc,
                           const GenericTarget &target)
    : Loops(builder, loc, target),
      module(SymbolTable::getNearestSymbolTable(
          builder.getInsertionBlock()->getParentOp())) {}

Type ValueEmitter::registerTypeOf(Value value, Lanes lanes) {
  return n.registerType(elementTypeOf(value), lanes.width);
}

static MemoKey keyOf(Value value, const Coords &coords, Lanes lanes) {
  MemoKey key{reinterpret_cast<uintptr_t>(value.getAsOpaquePointer()),
              static_cast<uintptr_t>(lanes.width),
              static_cast<uintptr_t>(lanes.active), lanes.existing.has_value()};
  if (lanes.existing)
    Loops::append(key, *lanes.existing);
  for (const Coord &coord : coords) {
    Loops::append(key, coord.base);
    key.push_back(static_cast<uintptr_t>(coord.step));
  }
  return key;
}

/// Coordinates in dimensions of one element are 0, whatever was asked.
static Coords normalized(const Coords &coords, DimsRef shape) {
  Coords result(coords);
  for (auto [coord, size] : llvm::zip(result, shape))
    if (size == 1)
      coord = Coord(0);
  return result;
}

Value ValueEmitter::emit(Value value, const Coords &asked, Lanes lanes) {
  if (auto provider = providers.find(value); provider != providers.end())
    return provider->second(asked, lanes);
  // What is provided has lanes, whatever they mean.
  bool fixed = isFromProvided(value);
  Coords coords = flat || fixed ? asked : normalized(asked, dimsOf(value));
  bool uniform =
      !fixed && llvm::all_of(coords, [](auto &c) { return c.step == 0; });
  if (uniform && !lanes.scalar())
    return n.splat(emit(value, coords, 1), lanes.width);

  MemoKey key = keyOf(value, coords, lanes);
  if (Value known = recall(key))
    return known;
  Value result;
  if (auto memory = memories.find(value); memory != memories.end())
    result = load(memory->second, coords, lanes);
  else
    result = emitOp(value.getDefiningOp(), value, coords, lanes);
  if (!result)
    result = emitLaneByLane(value, coords, lanes);
  assert(result.getType() == registerTypeOf(value, lanes) &&
         "an emitter gave another type");
  remember(std::move(key), result);
  return result;
}

bool ValueEmitter::isFromProvided(Value value) {
  if (providers.empty() || providers.contains(value))
    return !providers.empty();
  Operation *op = value.getDefiningOp();
  if (!op)
    return false;
  if (auto known = fromProvided.find(value); known != fromProvided.end())
    return known->second;
  bool result = llvm::any_of(op->getOperands(),
                             [&](Value v) { return isFromProvided(v); });
  fromProvided[value] = result;
  return result;
}

Value ValueEmitter::emitOp(Operation *op, Value value, const Coords &coords,
                           Lanes lanes) {
  assert(op && "an argument without memory");
  for (auto *family : {emitElementwise, emitMoving, emitPooling,
                       emitContraction, emitReduction, emitNormalization})
    if (Value result = family(*this, op, coords, lanes))
      return result;
  return nullptr;
}

Value ValueEmitter::emitLaneByLane(Value value, const Coords &coords,
                                   Lanes lanes) {
  assert(!lanes.scalar() && "an op without code for scalars");
  Type type = registerTypeOf(value, lanes);
  Values result =
      loop(0, lanes.mayLack() ? *lanes.existing : Offset(lanes.active), 1,
           {n.number(type, 0)}, [&](Offset lane, ValueRange carried) -> Values {
             Coords at;
             for (const Coord &coord : coords)
               at.push_back(add(coord.base, scale(lane, coord.step)));
             Value element = emit(value, at, 1);
             Value position = e.materialize(lane);
             return {vector::InsertOp::create(builder, loc, element, carried[0],
                                              position)};
           });
  return result[0];
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

static Dims rowMajorStrides(DimsRef shape) {
  Dims strides(shape.size());
  Dim stride = 1;
  for (size_t i = shape.size(); i-- > 0; stride = stride * shape[i])
    strides[i] = stride;
  return strides;
}

static std::optional<ValueEmitter::Access>
blockedAccess(Loops &l, RankedTensorType type, BlockedAttr layout,
              const Coords &c, Lanes lanes) {
  int64_t block = layout.getBlock();
  Dims shape = layout.getPhysicalShape(dimsOf(type));
  // Blocked planes have known extents.
  Dims strideDims = rowMajorStrides(shape);
  ArrayRef<int64_t> strides = DimsRef(strideDims).known();
  ArrayRef<int64_t> halo = layout.getHalo();
  const Coord &channel = c[1];
  bool onePixel = shape[2] * shape[3] == 1;
  if (channel.step != 0 && !onePixel) {
    bool insideBlock =
        channel.step == 1 && lanes.width <= block &&
        (channel.multiple % block == 0 ||
         (channel.multiple % lanes.width == 0 && block % lanes.width == 0));
    if (!insideBlock)
      return std::nullopt;
  }
  Offset offset = l.scale(c[0].base, strides[0]);
  if (onePixel) {
    offset = l.add(offset, channel.base);
  } else {
    offset = l.add(offset, l.scale(l.divide(channel.base, block), strides[1]));
    // Vectors that start a block start at its first channel.
    if (channel.step == 0 || channel.multiple % block != 0)
      offset = l.add(offset, l.remainder(channel.base, block));
  }
  offset = l.add(offset, l.scale(l.add(c[2].base, halo[0]), strides[2]));
  offset = l.add(offset, l.scale(l.add(c[3].base, halo[1]), strides[3]));
  return ValueEmitter::Access{offset, c[0].step * strides[0] + channel.step +
                                          c[2].step * strides[2] +
                                          c[3].step * strides[3]};
}

std::optional<ValueEmitter::Access>
ValueEmitter::access(const Memory &memory, const Coords &coords, Lanes lanes) {
  if (flat)
    return Access{coords[0].base, coords[0].step};
  if (BlockedAttr layout = layoutOf(memory.type))
    return blockedAccess(*this, memory.type, layout, coords, lanes);
  Access result;
  result.offset = 0;
  for (auto [coord, size] :
       llvm::zip(coords, rowMajorStrides(dimsOf(memory.type)))) {
    Offset stride = extent(size);
    result.offset = add(result.offset, scale(coord.base, stride));
    result.step = add(result.step, scale(stride, coord.step));
  }
  return result;
}

Value ValueEmitter::address(const Memory &memory, Offset offset) {
  return e.address(memory.pointer, offset,
                   n.storageType(memory.type.getElementType(), 1));
}

static unsigned alignmentOf(Type storage) {
  return getElementTypeOrSelf(storage).getIntOrFloatBitWidth() / 8;
}

Value ValueEmitter::load(const Memory &memory, const Coords &coords,
                         Lanes lanes) {
  std::optional<Access> at = access(memory, coords, lanes);
  if (!at)
    return nullptr;
  Type element = memory.type.getElementType();
  Type type = n.storageType(element, lanes.width);
  Type scalar = n.storageType(element, 1);
  auto loadOne = [&](Offset offset) -> Value {
    return LLVM::LoadOp::create(builder, loc, scalar, address(memory, offset),
                                alignmentOf(scalar));
  };
  Value loaded;
  bool lacks = !memory.padded && lanes.mayLack();
  bool whole = memory.padded || (lanes.active == lanes.width && !lacks);
  if (lanes.scalar()) {
    loaded = loadOne(at->offset);
  } else if (at->step.isKnown() && at->step.known == 1 && whole) {
    loaded = LLVM::LoadOp::create(
        builder, loc, type, address(memory, at->offset), alignmentOf(scalar));
  } else if (at->step.isKnown() && at->step.known == 0) {
    loaded = n.splat(loadOne(at->offset), lanes.width);
  } else {
    Values elements;
    for (int64_t lane = 0; lane < lanes.active; ++lane) {
      // Those that do not exist repeat the last one that does, which lies
      // before the first lane where none of them does.
      Offset from = lacks ? min(lane, sub(*lanes.existing, 1)) : Offset(lane);
      elements.push_back(loadOne(add(at->offset, scale(from, at->step))));
    }
    elements.resize(lanes.width, elements.back());
    loaded = vector::FromElementsOp::create(builder, loc,
                                            cast<VectorType>(type), elements);
  }
  return n.fromStorage(loaded, element);
}

void ValueEmitter::store(Value elements, const Memory &memory, Offset offset) {
  Value stored = n.toStorage(elements, memory.type.getElementType());
  LLVM::StoreOp::create(builder, loc, stored, address(memory, offset),
                        alignmentOf(stored.getType()));
}

Value ValueEmitter::constantPointer(ElementsAttr value) {
  std::optional<HostTensor> tensor = toHostTensor(value);
  assert(tensor && "a constant without bytes");
  ArrayRef<char> bytes = tensor->bytes();
  auto type = LLVM::LLVMArrayType::get(builder.getI8Type(), bytes.size());
  // Not in the module yet: inserting it there makes its name unique.
  OpBuilder detached(builder.getContext());
  auto global = LLVM::GlobalOp::create(
      detached, loc, type, /*isConstant=*/true, LLVM::Linkage::Private,
      "constant", builder.getStringAttr(StringRef(bytes.data(), bytes.size())),
      /*alignment=*/64);
  SymbolTable(module).insert(global, module->getRegion(0).front().begin());
  return LLVM::AddressOfOp::create(builder, loc, global);
}

} // namespace kiln::generic
