//===- ValueEmitterTest.cpp - Elements of a kernel's values ---------------===//

#include "codegen/CPU/Generic/ValueEmitter.h"

#include "dialects/Kiln/KilnDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "gtest/gtest.h"

using namespace kiln;
using namespace kiln::generic;
using namespace mlir;

namespace {

/// Emits elements of one argument into a module.
class ValueEmitterTest : public testing::Test {
protected:
  ValueEmitterTest() {
    context.loadDialect<KilnDialect, arith::ArithDialect, LLVM::LLVMDialect,
                        vector::VectorDialect>();
    Location loc = UnknownLoc::get(&context);
    module = ModuleOp::create(loc);
    builder.setInsertionPointToEnd(module->getBody());
    auto type = RankedTensorType::get({40}, Float32Type::get(&context));
    argument = block.addArgument(type, loc);
    emitter.emplace(builder, loc, target);
    Value pointer = LLVM::UndefOp::create(builder, loc,
                                          LLVM::LLVMPointerType::get(&context));
    emitter->bind(argument, {pointer, type});
  }

  Value emit(std::optional<Offset> existing) {
    Lanes lanes(16);
    lanes.existing = existing;
    return emitter->emit(argument, {Coord(0, 1, 16)}, lanes);
  }

  MLIRContext context;
  OpBuilder builder{&context};
  OwningOpRef<ModuleOp> module;
  Block block;
  Value argument;
  GenericTarget target;
  std::optional<ValueEmitter> emitter;
};

} // namespace

TEST_F(ValueEmitterTest, EqualElementsAreComputedOnce) {
  Value all = emit(std::nullopt);
  EXPECT_EQ(emit(std::nullopt), all);
  Value three = emit(Offset(3));
  EXPECT_EQ(emit(Offset(3)), three);
}

TEST_F(ValueEmitterTest, OtherLanesThatExistAreOtherElements) {
  Value all = emit(std::nullopt), three = emit(Offset(3));
  EXPECT_NE(three, all);
  EXPECT_NE(emit(Offset(5)), three);
  Location loc = UnknownLoc::get(&context);
  Value some = arith::ConstantIndexOp::create(builder, loc, 3);
  Value others = arith::ConstantIndexOp::create(builder, loc, 5);
  Value ofSome = emit(Offset(some));
  EXPECT_EQ(emit(Offset(some)), ofSome);
  EXPECT_NE(emit(Offset(others)), ofSome);
}
