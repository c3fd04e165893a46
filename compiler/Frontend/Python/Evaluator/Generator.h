//===- Generator.h - Functions that yield -----------------------*- C++ -*-===//
//
// The body of a generator runs on a stack of its own, so that the evaluator can
// recurse as it does anywhere else and still stop in the middle.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_EVALUATOR_GENERATOR_H
#define KILN_FRONTEND_PYTHON_EVALUATOR_GENERATOR_H

#include "compiler/Frontend/Python/Evaluator/Evaluator.h"

#include <memory>

namespace kiln::python {

class FibreStack;

class GeneratorObject : public IteratorObject {
public:
  explicit GeneratorObject(TypeObject *type);
  ~GeneratorObject() override;
  /// The generator that a value is, or null.
  static GeneratorObject *from(Interpreter &interp, Value value) {
    if (!value.isObject() || value.asObject()->type != interp.types.generator)
      return nullptr;
    return static_cast<GeneratorObject *>(value.asObject());
  }

  /// Makes the generator of a call, or of a generator expression over
  /// `iterator`. The frame's storage is the generator's own.
  static GeneratorObject *create(Interpreter &interp, const Frame &prototype,
                                 const ComprehensionExpr *expression,
                                 llvm::ArrayRef<CellObject *> closure);

  Value next(Interpreter &interp) override {
    return resume(interp, Value::none());
  }
  /// What `send(value)` gives; null at the end or with an exception pending.
  Value resume(Interpreter &interp, Value sent);
  /// Raises the exception where the generator stands.
  Value raiseInside(Interpreter &interp, Value exception);
  bool close(Interpreter &interp);
  bool isFinished() const { return state == State::Finished; }

  /// Called in the body: hands a value to the caller and gives what it sends;
  /// null if it raises.
  Value yield(Interpreter &interp, Value value);

  Frame frame;
  FrameStorage storage;
  /// Set for generator expressions.
  const ComprehensionExpr *expression = nullptr;
  /// What `return value` gave.
  Value result;

private:
  friend class GeneratorStacks;
  friend class Evaluator;
  enum class State : uint8_t { Created, Suspended, Running, Finished };

  Value switchIn(Interpreter &interp);
  void finish(Interpreter &interp);
  static void enter(unsigned high, unsigned low);

  Interpreter *interp = nullptr;
  State state = State::Created;
  FibreStack *stack = nullptr;
  /// What crosses from one stack to the other.
  Value transferred;
};

/// The stacks of an interpreter's generators.
class GeneratorStacks {
public:
  GeneratorStacks();
  ~GeneratorStacks();

  /// Null when there are too many.
  FibreStack *acquire();
  void release(FibreStack *stack);
  /// Unwinds what has not run to its end, so that nothing on its stack leaks.
  /// No Python code runs.
  void abandon(Interpreter &interp);

private:
  friend class GeneratorObject;
  std::vector<std::unique_ptr<FibreStack>> stacks;
  std::vector<FibreStack *> unused;
  /// Those that own a stack.
  std::vector<GeneratorObject *> running;
};

} // namespace kiln::python

#endif
