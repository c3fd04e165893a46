//===- Evaluator.h - Walks the syntax tree ----------------------*- C++ -*-===//
//
// One of these evaluates the body of one frame. Expressions give a value, null
// when an exception is pending; statements say how control goes on.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_EVALUATOR_EVALUATOR_H
#define KILN_FRONTEND_PYTHON_EVALUATOR_EVALUATOR_H

#include "compiler/Frontend/Python/Branches.h"
#include "compiler/Frontend/Python/Evaluator/Frame.h"
#include "compiler/Frontend/Python/Interpreter.h"

namespace kiln::python {

/// How control leaves a statement.
enum class Flow : uint8_t { Next, Break, Continue, Return, Raise };

/// Puts a frame on top of the interpreter's as long as it is in scope.
struct FrameScope {
  FrameScope(Interpreter &interp, Frame &frame)
      : interp(interp), saved(interp.frame) {
    frame.caller = saved;
    interp.frame = &frame;
    ++interp.depth;
  }
  ~FrameScope() {
    interp.frame = saved;
    --interp.depth;
  }
  FrameScope(const FrameScope &) = delete;
  FrameScope &operator=(const FrameScope &) = delete;

  /// False with an exception pending where calls are nested too deeply.
  static bool hasRoom(Interpreter &interp);

private:
  Interpreter &interp;
  Frame *saved;
};

/// The slots and cells of a frame.
struct FrameStorage {
  llvm::SmallVector<Value, 16> slots;
  llvm::SmallVector<CellObject *, 4> cells;

  /// Makes room for the names of `frame.node`, whose closure this is.
  void attach(Interpreter &interp, Frame &frame,
              llvm::ArrayRef<CellObject *> closure);
};

/// What of a module's failures its importers see.
enum class Failures : uint8_t {
  /// The first one ends the module.
  Propagate,
  /// The names that a failed top-level statement would have bound become
  /// opaque, and the module goes on.
  MakeOpaque,
};

class Evaluator {
public:
  Evaluator(Interpreter &interp, Frame &frame) : interp(interp), frame(frame) {}
  ~Evaluator();
  Evaluator(const Evaluator &) = delete;
  Evaluator &operator=(const Evaluator &) = delete;

  //===--------------------------------------------------------------------===//
  // Entry points
  //===--------------------------------------------------------------------===//

  /// Runs the top level of a module. Definition files also hold data sets and
  /// training loops, which need what kiln does not have: see Failures.
  static bool runModule(Interpreter &interp, ModuleObject *module,
                        const Tree &tree, Failures failures);
  /// Evaluates the expression of a tree from parseExpression() among a module's
  /// names, and `names` before them if that is not null.
  static Value evaluateExpression(Interpreter &interp, ModuleObject *module,
                                  const Tree &tree, DictObject *names);
  /// As evaluateExpression(), and what `finish` makes of the value there.
  static Value
  evaluateModelCall(Interpreter &interp, ModuleObject *module, const Tree &tree,
                    llvm::function_ref<Value(Interpreter &, Value)> finish);
  /// Runs statements as exec() does.
  static bool execute(Interpreter &interp, ModuleObject *module,
                      const Tree &tree, DictObject *names);
  static Value callFunction(Interpreter &interp, FunctionObject *function,
                            Arguments arguments);
  /// Runs a generator's body on its own stack until the end.
  static Value runGenerator(GeneratorObject &generator);
  /// `function.__annotations__`, which few ask for; null with an exception
  /// pending.
  static Value annotationsOf(Interpreter &interp, FunctionObject *function);
  static OpaqueObject *makeOpaque(Interpreter &interp, llvm::StringRef text,
                                  llvm::StringRef reason);
  /// The pending exception as "ValueError: message (net.py:3)", taken away.
  static std::string takeReason(Interpreter &interp);
  static Frame *currentFrame(Interpreter &interp) { return interp.frame; }

  //===--------------------------------------------------------------------===//
  // Expressions
  //===--------------------------------------------------------------------===//

  Value evaluate(const Expr *expr);

private:
  Value loadName(const Variable &variable, const Name &name);
  Value loadGlobal(StrObject *name);
  Value loadClassName(const Variable &variable, const Name &name);
  Value unbound(const Variable &variable, const Name &name);
  Value evaluateAttribute(const AttributeExpr *expr);
  Value evaluateSlice(const SliceExpr *expr);
  Value evaluateUnary(const UnaryExpr *expr);
  Value evaluateBinary(const BinaryExpr *expr);
  /// As evaluate(), where the truth of the value is all that is asked for.
  Value evaluateCondition(const Expr *expr);
  Value evaluateBoolOp(const BoolOpExpr *expr, bool isCondition = false);
  Value evaluateCompare(const CompareExpr *expr);
  Value compareOnce(Comparison op, Value left, Value right);
  Value evaluateDisplay(const Expr *expr);
  Value evaluateDict(const DictExpr *expr);
  Value evaluateFormatted(const FormattedStringExpr *expr);
  bool appendPiece(const FormattedPiece &piece, std::string &text);
  bool evaluateElements(Nodes<Expr> elements,
                        llvm::SmallVectorImpl<Value> &values);
  Value yield(Value value);
  Value evaluateYield(const YieldExpr *expr);
  Value evaluateYieldFrom(const YieldFromExpr *expr);
  /// Adds the entries of a mapping.
  bool mergeMapping(DictObject *dict, Value mapping);
  /// `bool(value)`: 0 or 1, or -1 with an exception pending.
  int truth(Value value) {
    if (value.isBool())
      return value.asBool();
    if (value.isNone())
      return 0;
    return slowTruth(value);
  }
  int slowTruth(Value value);
  /// Of a condition that was evaluated or raised: as truth().
  int truthOf(const Expr *condition);
  /// Of the condition of a check. It is `passes` where the condition needs
  /// elements that only the program knows: the check is left out.
  int truthOfCheck(const Stmt *check, const Expr *condition, bool passes);
  /// Forgets that a condition needs elements of the model's input, with a
  /// warning that what would be raised on it is not.
  bool leavesOutCheck(Position position);

  // Comprehensions
  Value evaluateComprehension(const ComprehensionExpr *expr);
  bool runClauses(const ComprehensionExpr *expr, size_t clause, Value iterator,
                  Value result);
  bool emitElement(const ComprehensionExpr *expr, Value result);

  // Calls
  struct CallArguments {
    llvm::SmallVector<Value, 8> positional;
    llvm::SmallVector<Keyword, 4> keywords;
  };
  Value evaluateCall(const CallExpr *expr);
  Value findMethod(const CallExpr *expr, CallArguments &arguments);
  bool evaluateArguments(const CallExpr *expr, Value callee,
                         CallArguments &arguments);
  bool addKeywords(Value mapping, Value callee,
                   llvm::SmallVectorImpl<Keyword> &keywords);

  //===--------------------------------------------------------------------===//
  // Functions and classes
  //===--------------------------------------------------------------------===//

  Value makeFunction(const FunctionNode *node);
  /// Puts off the annotations of a new function where no function is around,
  /// whose variables may change.
  void annotate(FunctionObject *function);
  void evaluateAnnotations(FunctionObject *function);
  /// An annotation never fails: what is not known is opaque.
  Value evaluateAnnotation(const Expr *annotation);
  Value decorate(Nodes<Expr> decorators, llvm::ArrayRef<Value> values,
                 Value decorated);
  Flow executeFunction(const FunctionStmt *stmt);
  Flow executeClass(const ClassStmt *stmt);
  Value makeClassFrom(const ClassStmt *stmt);
  bool evaluateBases(const ClassStmt *stmt, llvm::SmallVectorImpl<Value> &bases,
                     llvm::SmallVectorImpl<Keyword> &keywords,
                     Value &metaclass);
  bool replaceBases(llvm::SmallVectorImpl<Value> &bases, DictObject *dict);
  DictObject *prepareClassDict(Value metaclass, StrObject *name,
                               llvm::ArrayRef<Value> bases,
                               llvm::ArrayRef<Keyword> keywords);
  StrObject *qualify(StrObject *name);

  //===--------------------------------------------------------------------===//
  // Statements
  //===--------------------------------------------------------------------===//

  Flow execute(Nodes<Stmt> body);
  Flow execute(const Stmt *stmt);
  Flow executeReturn(const ReturnStmt *stmt);
  Flow executeIf(const IfStmt *stmt);
  Flow executeWhile(const WhileStmt *stmt);
  Flow executeFor(const ForStmt *stmt);
  Flow executeRaise(const RaiseStmt *stmt);
  Flow executeAssert(const AssertStmt *stmt);
  Flow executeTry(const TryStmt *stmt);
  Flow executeHandlers(const TryStmt *stmt);
  Flow executeHandler(const ExceptHandler &handler, Value exception);
  Flow executeFinally(const TryStmt *stmt, Flow flow);
  int handles(const ExceptHandler &handler, Value exception);
  Flow executeWith(const WithStmt *stmt, size_t item);
  Flow leaveWith(Value context, Flow flow);
  Flow executeTypeAlias(const TypeAliasStmt *stmt);
  void setContext(Value handled);
  Value handledException() const;
  void restoreException(Value exception);
  Value exceptionFrom(Value raised);

  // Statements that cannot be decided, see Interpreter::onUnknown
  Flow goOnBehind(const Stmt *stmt);
  Flow goBothWays(const Stmt *stmt);
  Flow tryWay(Nodes<Stmt> body);
  void bindConsequence(const Expr *target);
  Value evaluateResult(const Expr *expr);
  Value resultOfEitherWay();

  // Conditions that only the program knows, see Branches
  /// How a way ends that holds others: truth values, which may be open, and the
  /// result where it returns.
  struct Ends {
    Value returns, breaks, continues;
    Value result;
  };
  /// A loop that the program repeats, with a number that counts its rounds.
  struct OpenLoop {
    Nodes<Stmt> body, otherwise;
    std::function<Value(Value counter)> condition;
    std::function<bool(Value &counter)> beginRound;
    Value counter;
    bool isEndless = false; ///< but for what leaves it
  };
  bool isOpen(Value condition);
  LocalValues localValues();
  Flow goEitherWay(const IfStmt *stmt, Value condition);
  Flow runWay(Nodes<Stmt> body, Ends &ends);
  Flow endWays(std::unique_ptr<Fork> fork, const Ends &first,
               const Ends &second);
  Flow joinWays(Fork &fork, Flow flow, Value first, Value second);
  bool checkIterators(const Fork &fork);
  Value chooseEither(const ConditionalExpr *expr, Value condition);
  Value combineOpen(const BoolOpExpr *expr, size_t index, Value condition,
                    bool isCondition);
  Value compareOpen(const CompareExpr *expr, size_t index, Value left,
                    Value condition);
  /// Joins ways that leave a `try` or `with`, runs what its end does, and
  /// leaves again.
  Flow endBlock(size_t mark, Flow flow, llvm::function_ref<Flow(Flow)> end);
  static Ends endsOf(Flow flow, Value result);
  /// The end of a way where that is known.
  static std::optional<Flow> knownFlow(const Ends &ends);
  bool joinEnds(Fork &fork, const Ends &first, const Ends &second,
                Ends &joined);
  /// Joins all ways beyond the first `mark` with the one at hand, which ends as
  /// `ends` says.
  bool closeWays(size_t mark, Ends &ends);
  /// Goes on where a way does not end, having left it where it does.
  Flow leaveBy(const Ends &ends);
  bool leaveWay(std::unique_ptr<Fork> fork, Flow flow, Value result,
                bool holds);
  /// Joins ways beyond the first `mark` that were left where a function, a
  /// round or a loop ends. How that ends, or Flow::Raise.
  Flow endFunction(Flow flow);
  Flow endRound(size_t mark, Flow flow);
  Flow endLoop(size_t mark, Flow flow);
  bool closeLeft(size_t mark, Flow kind);
  bool hasLeft(size_t mark, Flow kind) const;
  void dropLeftWays(size_t mark);
  Flow repeat(const OpenLoop &loop);
  Flow repeatOpen(const WhileStmt *stmt, bool isEndless);
  Flow repeatOpen(const ForStmt *stmt, const RangeObject &range, int64_t next);
  std::optional<Flow> tryRepeat(llvm::function_ref<Flow()> repeatRest);
  Value goesOn(Value condition, llvm::ArrayRef<Value> left);

  // Match
  Flow executeMatch(const MatchStmt *stmt);
  /// 1 for a match, 0 for none, -1 with an exception pending.
  int matches(const Pattern *pattern, Value subject);
  int matchesValue(const ValuePattern *pattern, Value subject);
  int matchesSequence(const SequencePattern *pattern, Value subject);
  int matchesMapping(const MappingPattern *pattern, Value subject);
  int matchesClass(const ClassPattern *pattern, Value subject);
  int matchesAttribute(Value subject, StrObject *name, const Pattern *pattern);

  // Assignment
  bool storeName(const Variable &variable, const Name &name, Value value);
  bool assign(const Expr *target, Value value);
  bool unpackInto(Nodes<Expr> targets, Value value, Position position);
  Flow executeAugmented(const AugAssignStmt *stmt);
  bool augmentAttribute(const AugAssignStmt *stmt, const AttributeExpr *target);
  bool augmentSubscript(const AugAssignStmt *stmt, const SubscriptExpr *target);
  Flow executeAnnotated(const AnnAssignStmt *stmt);
  bool deleteTarget(const Expr *target);
  bool deleteName(const NameExpr *target);

  // Imports
  Flow executeImport(const ImportStmt *stmt);
  Flow executeImportFrom(const ImportFromStmt *stmt);
  bool importStar(Value module, llvm::StringRef name);
  Value importedName(Value module, llvm::StringRef moduleName,
                     const ImportAlias &alias);

  //===--------------------------------------------------------------------===//
  // Module statements
  //===--------------------------------------------------------------------===//

  bool executeTolerantly(const Stmt *stmt);
  void bindOpaque(const Stmt *stmt, llvm::StringRef reason);

  Value fail(Position position, TypeObject *type, const llvm::Twine &message) {
    frame.position = position;
    return interp.raise(type, message);
  }

  Interpreter &interp;
  Frame &frame;
  /// What a `return` statement gave.
  Value returned;
  /// A statement could not be decided.
  bool hasGoneOn = false;

  /// A way of a condition that has ended, while the other one goes on.
  struct LeftWay {
    std::unique_ptr<Fork> fork;
    Flow flow;
    Value returned;
    bool holds; ///< it is the way where the condition holds
  };
  std::vector<LeftWay> leftWays;
  /// How many ways that are joined at their end are around.
  uint32_t openWays = 0;
};

/// The names that a statement binds in the scope it stands in.
void collectBoundNames(const Stmt *stmt, llvm::SmallVectorImpl<Name> &names);
/// An annotation as its source text, near enough.
std::string spell(const Expr *expr);

} // namespace kiln::python

#endif
