//===- ValueEmitter.h - Elements of a kernel's values -----------*- C++ -*-===//
//
// Generic code generation by pulling: asked for the elements of a value at
// some coordinates, the emitter writes the code that computes them, asking for
// the elements of the operands in turn, down to loads of the kernel's
// arguments. Nothing is stored in between. Several elements at once are a
// vector, whose lanes lie at equal steps along the dimensions. Where an op
// cannot do with vectors, the lanes are computed one by one.
//
// Contraction kernels use the same emitter for what happens to their sums: a
// value may be provided from outside.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_GENERIC_VALUEEMITTER_H
#define KILN_CODEGEN_CPU_GENERIC_VALUEEMITTER_H

#include "codegen/CPU/Generic/Loops.h"

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/DenseMap.h"

#include <functional>
#include <optional>

namespace kiln::generic {

/// One coordinate: that of lane l is base + l * step, and `base` is known to
/// be a multiple of `multiple`.
struct Coord {
  Offset base;
  int64_t step = 0;
  int64_t multiple = 1;

  Coord() = default;
  Coord(Offset base, int64_t step = 0, int64_t multiple = 1)
      : base(base), step(step), multiple(multiple) {}
  Coord(int64_t known) : base(known) {}
};
using Coords = llvm::SmallVector<Coord, 6>;

/// Elements computed at once. Only the first `active` are wanted; others must
/// not be read from memory.
struct Lanes {
  int64_t width = 1, active = 1;
  /// How many of the first lanes are of elements that exist, where these may be
  /// fewer: others are not read from memory unless it is padded. Where it is
  /// not positive, vectors lie behind the last element of their row, whose
  /// elements are read in their place.
  std::optional<Offset> existing;

  Lanes() = default;
  Lanes(int64_t width) : width(width), active(width) {}
  Lanes(int64_t width, int64_t active) : width(width), active(active) {}
  bool scalar() const { return width == 1; }
  /// Whether some of the active lanes may be of no element.
  bool mayLack() const {
    return existing && !(existing->isKnown() && existing->known >= active);
  }
};

/// The most lanes generic loops use.
constexpr int64_t kLanes = 16;

/// Where an argument of the kernel lies.
struct Memory {
  Value pointer;
  mlir::RankedTensorType type;
  /// At least a block of elements may be read from any index of a vector.
  bool padded = false;
};

/// Gives elements of a value that is computed elsewhere.
using Provider = std::function<Value(const Coords &, Lanes)>;

class ValueEmitter : public Loops {
public:
  ValueEmitter(mlir::OpBuilder &builder, mlir::Location loc,
               const GenericTarget &target);

  /// Says where the elements of a block argument lie.
  void bind(Value argument, Memory memory) { memories[argument] = memory; }
  void provide(Value value, Provider provider) {
    providers[value] = std::move(provider);
  }
  /// All tensors have one shape and are addressed by one linear index.
  void setFlat() { flat = true; }

  /// The elements of `value` at the coordinates, in a register.
  Value emit(Value value, const Coords &coords, Lanes lanes);

  /// The same, lane by lane in a loop.
  Value emitLaneByLane(Value value, const Coords &coords, Lanes lanes);

  /// The type of registers that hold elements of `value`.
  Type registerTypeOf(Value value, Lanes lanes);

  /// Loads elements; null if they do not lie at equal distances.
  Value load(const Memory &memory, const Coords &coords, Lanes lanes);
  /// Stores a register to consecutive elements.
  void store(Value elements, const Memory &memory, Offset offset);

  /// The offset in elements, and that between lanes; nothing if lanes do not
  /// lie at equal distances.
  struct Access {
    Offset offset;
    Offset step = 0;
  };
  std::optional<Access> access(const Memory &memory, const Coords &coords,
                               Lanes lanes);

  /// The bytes of a constant, in the module.
  Value constantPointer(mlir::ElementsAttr value);

  bool isFlat() const { return flat; }

private:
  /// Whether the value is provided or computed from one that is.
  bool isFromProvided(Value value);
  Value emitOp(mlir::Operation *op, Value value, const Coords &coords,
               Lanes lanes);
  Value address(const Memory &memory, Offset offset);

  /// Branches are not part of it while they are built.
  mlir::Operation *module;
  bool flat = false;
  llvm::DenseMap<Value, Memory> memories;
  llvm::DenseMap<Value, Provider> providers;
  llvm::DenseMap<Value, bool> fromProvided;
};

/// \name Op families. Each gives the elements of the op's result, or null if
/// the op cannot give these lanes at once or is of another family.
/// @{
Value emitElementwise(ValueEmitter &v, mlir::Operation *op,
                      const Coords &coords, Lanes lanes);
Value emitMoving(ValueEmitter &v, mlir::Operation *op, const Coords &coords,
                 Lanes lanes);
Value emitPooling(ValueEmitter &v, mlir::Operation *op, const Coords &coords,
                  Lanes lanes);
Value emitContraction(ValueEmitter &v, mlir::Operation *op,
                      const Coords &coords, Lanes lanes);
Value emitReduction(ValueEmitter &v, mlir::Operation *op, const Coords &coords,
                    Lanes lanes);
Value emitNormalization(ValueEmitter &v, mlir::Operation *op,
                        const Coords &coords, Lanes lanes);
/// @}

/// Whether lanes along `dim` of `value` are read from consecutive elements.
bool isContiguousAlong(Value value, int64_t dim);

/// Where elements of a reshaped tensor come from; nothing if the lanes do not
/// lie at equal steps there.
std::optional<Coords> reshapeCoords(Loops &loops, DimsRef from, DimsRef to,
                                    const Coords &coords, Lanes lanes);

inline mlir::RankedTensorType tensorTypeOf(Value value) {
  return llvm::cast<mlir::RankedTensorType>(value.getType());
}
inline Type elementTypeOf(Value value) {
  return tensorTypeOf(value).getElementType();
}

} // namespace kiln::generic

#endif
