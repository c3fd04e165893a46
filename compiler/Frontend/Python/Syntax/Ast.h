//===- Ast.h - The syntax tree of Python ------------------------*- C++ -*-===//
//
// What the parser builds and the evaluator walks. Nodes live in the arena of
// their Tree and are never changed after parsing but for what Resolver.h fills
// in: where names live, and values of constants.
//
// The node kinds are those of Python's own `ast` module, whose documentation
// says what each means.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_SYNTAX_AST_H
#define KILN_FRONTEND_PYTHON_SYNTAX_AST_H

#include "compiler/Frontend/Python/Syntax/Operators.h"
#include "compiler/Frontend/Python/Value.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Casting.h"

#include <memory>
#include <string>
#include <vector>

namespace kiln::python {

class StrObject;
class Expr;
class Stmt;
class Pattern;
struct FunctionNode;

/// 1-based; columns count bytes.
struct Position {
  uint32_t line = 0, column = 0;
};

/// An identifier; `object` is its interned name once the tree is resolved.
struct Name {
  llvm::StringRef text;
  StrObject *object = nullptr;

  bool empty() const { return text.empty(); }
};

/// Where a name is found when it is read or written.
struct Variable {
  enum class Where : uint8_t {
    Unresolved,
    /// A slot of the frame.
    Local,
    /// A cell of the frame: made by this function, or one of its closure.
    Cell,
    /// The module's globals, then the builtins.
    Global,
    /// The dict of the class body that is running, then `slot` of the cells if
    /// not `noSlot`, then as Global.
    ClassBody,
  };
  static constexpr uint32_t noSlot = ~0u;
  Where where = Where::Unresolved;
  uint32_t slot = noSlot;
};

template <typename T> using Nodes = llvm::ArrayRef<T *>;

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

class Expr {
public:
  enum class Kind : uint8_t {
    Constant,
    Name,
    Attribute,
    Subscript,
    Slice,
    Call,
    Unary,
    Binary,
    BoolOp,
    Compare,
    Conditional,
    Lambda,
    Tuple,
    List,
    Set,
    Dict,
    Comprehension,
    FormattedString,
    Starred,
    NamedExpr,
    Yield,
    YieldFrom,
    Await,
  };
  const Kind kind;
  Position position;

protected:
  Expr(Kind kind, Position position) : kind(kind), position(position) {}
};

template <Expr::Kind K> class ExprOf : public Expr {
public:
  explicit ExprOf(Position position) : Expr(K, position) {}
  static bool classof(const Expr *expr) { return expr->kind == K; }
};

/// None, True, False, ..., a number, text or bytes.
class ConstantExpr : public ExprOf<Expr::Kind::Constant> {
public:
  using ExprOf::ExprOf;
  enum class Literal : uint8_t {
    None,
    True,
    False,
    Ellipsis,
    Integer,
    /// An integer of more than 63 bits: `text` has its digits, with prefix.
    BigInteger,
    Float,
    /// `real` is the factor of j.
    Imaginary,
    Str,
    Bytes,
  };
  Literal literal = Literal::None;
  int64_t integer = 0;
  double real = 0;
  llvm::StringRef text; ///< of Str (UTF-8), Bytes and BigInteger
  mutable Value value;  ///< made when the tree is resolved
};

class NameExpr : public ExprOf<Expr::Kind::Name> {
public:
  using ExprOf::ExprOf;
  Name name;
  Variable variable;
};

class AttributeExpr : public ExprOf<Expr::Kind::Attribute> {
public:
  using ExprOf::ExprOf;
  Expr *object = nullptr;
  Name attribute;
  Position attributePosition;
};

class SubscriptExpr : public ExprOf<Expr::Kind::Subscript> {
public:
  using ExprOf::ExprOf;
  Expr *object = nullptr;
  Expr *index = nullptr; ///< a TupleExpr for `x[a, b]`
};

/// Null where left out.
class SliceExpr : public ExprOf<Expr::Kind::Slice> {
public:
  using ExprOf::ExprOf;
  Expr *lower = nullptr, *upper = nullptr, *step = nullptr;
};

struct KeywordArgument {
  Name name; ///< empty for `**value`
  Expr *value = nullptr;
  Position position;
};

class CallExpr : public ExprOf<Expr::Kind::Call> {
public:
  using ExprOf::ExprOf;
  Expr *callee = nullptr;
  Nodes<Expr> arguments; ///< StarredExpr for `*value`
  llvm::MutableArrayRef<KeywordArgument> keywords;
  bool hasUnpacking = false; ///< any `*` or `**`
};

enum class UnaryOp : uint8_t { Not, Negative, Positive, Invert };

class UnaryExpr : public ExprOf<Expr::Kind::Unary> {
public:
  using ExprOf::ExprOf;
  UnaryOp op = UnaryOp::Not;
  Expr *operand = nullptr;
};

/// `position` is that of the operator's left operand, `opPosition` its own.
class BinaryExpr : public ExprOf<Expr::Kind::Binary> {
public:
  using ExprOf::ExprOf;
  BinaryOp op = BinaryOp::Add;
  Position opPosition;
  Expr *left = nullptr, *right = nullptr;
};

/// `a and b and c` or `a or b or c`.
class BoolOpExpr : public ExprOf<Expr::Kind::BoolOp> {
public:
  using ExprOf::ExprOf;
  bool isAnd = true;
  Nodes<Expr> operands;
};

enum class Comparison : uint8_t {
  Eq,
  Ne,
  Lt,
  Le,
  Gt,
  Ge,
  Is,
  IsNot,
  In,
  NotIn,
};

/// `left op0 operands[0] op1 operands[1] ...`
class CompareExpr : public ExprOf<Expr::Kind::Compare> {
public:
  using ExprOf::ExprOf;
  Expr *left = nullptr;
  llvm::ArrayRef<Comparison> ops;
  Nodes<Expr> operands;
};

/// `then if condition else otherwise`
class ConditionalExpr : public ExprOf<Expr::Kind::Conditional> {
public:
  using ExprOf::ExprOf;
  Expr *condition = nullptr, *then = nullptr, *otherwise = nullptr;
};

class LambdaExpr : public ExprOf<Expr::Kind::Lambda> {
public:
  using ExprOf::ExprOf;
  FunctionNode *function = nullptr;
};

/// Elements may be StarredExpr.
template <Expr::Kind K> class SequenceExpr : public ExprOf<K> {
public:
  using ExprOf<K>::ExprOf;
  Nodes<Expr> elements;
};
using TupleExpr = SequenceExpr<Expr::Kind::Tuple>;
using ListExpr = SequenceExpr<Expr::Kind::List>;
using SetExpr = SequenceExpr<Expr::Kind::Set>;

/// A null key stands for `**value`.
class DictExpr : public ExprOf<Expr::Kind::Dict> {
public:
  using ExprOf::ExprOf;
  Nodes<Expr> keys, values;
};

/// `for target in iterable if condition if condition ...`
struct ComprehensionClause {
  Expr *target = nullptr;
  Expr *iterable = nullptr;
  Nodes<Expr> conditions;
  bool isAsync = false;
  Position position;
};

class ComprehensionExpr : public ExprOf<Expr::Kind::Comprehension> {
public:
  using ExprOf::ExprOf;
  enum class Form : uint8_t { List, Set, Dict, Generator };
  Form form = Form::List;
  Expr *element = nullptr; ///< the key of a dict
  Expr *value = nullptr;   ///< of a dict, else null
  llvm::ArrayRef<ComprehensionClause> clauses;
  /// The scope of its variables: a function whose one parameter is the iterator
  /// of the first clause's iterable. Made by the parser, without a body.
  FunctionNode *scope = nullptr;
};

/// Text between `{}` of an f-string, or text itself (when `value` is null).
struct FormattedPiece {
  llvm::StringRef text;
  Expr *value = nullptr;
  char conversion = 0;        ///< 'r', 's', 'a' or 0
  Expr *formatSpec = nullptr; ///< a FormattedStringExpr or null
};

class FormattedStringExpr : public ExprOf<Expr::Kind::FormattedString> {
public:
  using ExprOf::ExprOf;
  llvm::ArrayRef<FormattedPiece> pieces;
};

/// `*value` in calls, displays and targets.
class StarredExpr : public ExprOf<Expr::Kind::Starred> {
public:
  using ExprOf::ExprOf;
  Expr *value = nullptr;
};

/// `target := value`
class NamedExpr : public ExprOf<Expr::Kind::NamedExpr> {
public:
  using ExprOf::ExprOf;
  NameExpr *target = nullptr;
  Expr *value = nullptr;
};

/// `value` may be null in YieldExpr.
template <Expr::Kind K> class ValueExpr : public ExprOf<K> {
public:
  using ExprOf<K>::ExprOf;
  Expr *value = nullptr;
};
using YieldExpr = ValueExpr<Expr::Kind::Yield>;
using YieldFromExpr = ValueExpr<Expr::Kind::YieldFrom>;
using AwaitExpr = ValueExpr<Expr::Kind::Await>;

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

struct Parameter {
  enum class Kind : uint8_t {
    PositionalOnly,
    Positional, ///< or by keyword
    VarPositional,
    KeywordOnly,
    VarKeyword,
  };
  Kind kind = Kind::Positional;
  Name name;
  Expr *annotation = nullptr;
  Expr *defaultValue = nullptr;
  Variable variable;
  Position position;
};

/// A function, lambda, comprehension or generator expression.
struct FunctionNode {
  Name name; ///< "<lambda>", "<listcomp>", ... where there is none
  llvm::MutableArrayRef<Parameter> parameters;
  Nodes<Stmt> body;
  Expr *expression = nullptr; ///< the body of a lambda
  Expr *returns = nullptr;    ///< the annotation
  llvm::StringRef docstring;
  bool hasDocstring = false;
  bool isGenerator = false;
  bool isAsync = false;
  Position position;

  // Filled in by the resolver.

  /// Slots of a frame, parameters first and in order.
  uint32_t slotCount = 0;
  std::vector<Name> slotNames;
  /// Cells of a frame: those that the function makes, then those of its
  /// closure, which are the cells `captured` of the enclosing frame.
  uint32_t ownCellCount = 0;
  std::vector<Name> cellNames;
  std::vector<uint32_t> captured;
  /// Parameters that closures use: (index of the parameter, cell).
  std::vector<std::pair<uint32_t, uint32_t>> parameterCells;
  /// `super()` or `__class__` occurs: the cell that holds the class.
  uint32_t classCell = Variable::noSlot;
};

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

class Pattern {
public:
  enum class Kind : uint8_t {
    Value,
    Sequence,
    Mapping,
    Class,
    Star,
    Capture,
    Or,
  };
  const Kind kind;
  Position position;

protected:
  Pattern(Kind kind, Position position) : kind(kind), position(position) {}
};

template <Pattern::Kind K> class PatternOf : public Pattern {
public:
  explicit PatternOf(Position position) : Pattern(K, position) {}
  static bool classof(const Pattern *pattern) { return pattern->kind == K; }
};

/// A literal or dotted name; None, True and False compare by identity.
class ValuePattern : public PatternOf<Pattern::Kind::Value> {
public:
  using PatternOf::PatternOf;
  Expr *value = nullptr;
};

class SequencePattern : public PatternOf<Pattern::Kind::Sequence> {
public:
  using PatternOf::PatternOf;
  Nodes<Pattern> elements;
};

class MappingPattern : public PatternOf<Pattern::Kind::Mapping> {
public:
  using PatternOf::PatternOf;
  Nodes<Expr> keys;
  Nodes<Pattern> values;
  NameExpr *rest = nullptr; ///< of `**rest`, or null
};

class ClassPattern : public PatternOf<Pattern::Kind::Class> {
public:
  using PatternOf::PatternOf;
  Expr *cls = nullptr;
  Nodes<Pattern> positional;
  llvm::MutableArrayRef<Name> keywordNames;
  Nodes<Pattern> keywordPatterns;
};

/// `*name` or `*_` within a sequence.
class StarPattern : public PatternOf<Pattern::Kind::Star> {
public:
  using PatternOf::PatternOf;
  NameExpr *target = nullptr; ///< null for `*_`
};

/// `pattern as name`, `name`, or `_`.
class CapturePattern : public PatternOf<Pattern::Kind::Capture> {
public:
  using PatternOf::PatternOf;
  Pattern *pattern = nullptr; ///< null where anything matches
  NameExpr *target = nullptr; ///< null for `_`
};

class OrPattern : public PatternOf<Pattern::Kind::Or> {
public:
  using PatternOf::PatternOf;
  Nodes<Pattern> alternatives;
};

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

class Stmt {
public:
  enum class Kind : uint8_t {
    Expr,
    Assign,
    AugAssign,
    AnnAssign,
    Return,
    Delete,
    Pass,
    Break,
    Continue,
    Raise,
    Global,
    Nonlocal,
    Assert,
    If,
    While,
    For,
    Try,
    With,
    Function,
    Class,
    Import,
    ImportFrom,
    Match,
    TypeAlias,
  };
  const Kind kind;
  Position position;

protected:
  Stmt(Kind kind, Position position) : kind(kind), position(position) {}
};

template <Stmt::Kind K> class StmtOf : public Stmt {
public:
  explicit StmtOf(Position position) : Stmt(K, position) {}
  static bool classof(const Stmt *stmt) { return stmt->kind == K; }
};

class ExprStmt : public StmtOf<Stmt::Kind::Expr> {
public:
  using StmtOf::StmtOf;
  Expr *value = nullptr;
};

/// `targets[0] = targets[1] = value`
class AssignStmt : public StmtOf<Stmt::Kind::Assign> {
public:
  using StmtOf::StmtOf;
  Nodes<Expr> targets;
  Expr *value = nullptr;
};

class AugAssignStmt : public StmtOf<Stmt::Kind::AugAssign> {
public:
  using StmtOf::StmtOf;
  BinaryOp op = BinaryOp::Add;
  Expr *target = nullptr, *value = nullptr;
};

class AnnAssignStmt : public StmtOf<Stmt::Kind::AnnAssign> {
public:
  using StmtOf::StmtOf;
  Expr *target = nullptr, *annotation = nullptr;
  Expr *value = nullptr; ///< may be null
  bool isParenthesized = false;
};

class ReturnStmt : public StmtOf<Stmt::Kind::Return> {
public:
  using StmtOf::StmtOf;
  Expr *value = nullptr; ///< may be null
};

class DeleteStmt : public StmtOf<Stmt::Kind::Delete> {
public:
  using StmtOf::StmtOf;
  Nodes<Expr> targets;
};

using PassStmt = StmtOf<Stmt::Kind::Pass>;
using BreakStmt = StmtOf<Stmt::Kind::Break>;
using ContinueStmt = StmtOf<Stmt::Kind::Continue>;

class RaiseStmt : public StmtOf<Stmt::Kind::Raise> {
public:
  using StmtOf::StmtOf;
  Expr *exception = nullptr, *cause = nullptr; ///< may be null
};

template <Stmt::Kind K> class NamesStmt : public StmtOf<K> {
public:
  using StmtOf<K>::StmtOf;
  llvm::MutableArrayRef<Name> names;
};
using GlobalStmt = NamesStmt<Stmt::Kind::Global>;
using NonlocalStmt = NamesStmt<Stmt::Kind::Nonlocal>;

class AssertStmt : public StmtOf<Stmt::Kind::Assert> {
public:
  using StmtOf::StmtOf;
  Expr *condition = nullptr;
  Expr *message = nullptr; ///< may be null
};

/// `elif` is an IfStmt alone in `otherwise`.
class IfStmt : public StmtOf<Stmt::Kind::If> {
public:
  using StmtOf::StmtOf;
  Expr *condition = nullptr;
  Nodes<Stmt> body, otherwise;
};

class WhileStmt : public StmtOf<Stmt::Kind::While> {
public:
  using StmtOf::StmtOf;
  Expr *condition = nullptr;
  Nodes<Stmt> body, otherwise;
};

class ForStmt : public StmtOf<Stmt::Kind::For> {
public:
  using StmtOf::StmtOf;
  Expr *target = nullptr, *iterable = nullptr;
  Nodes<Stmt> body, otherwise;
  bool isAsync = false;
};

struct ExceptHandler {
  Expr *type = nullptr;       ///< null catches everything
  NameExpr *target = nullptr; ///< of `as name`, or null
  Nodes<Stmt> body;
  Position position;
};

class TryStmt : public StmtOf<Stmt::Kind::Try> {
public:
  using StmtOf::StmtOf;
  Nodes<Stmt> body;
  llvm::ArrayRef<ExceptHandler> handlers;
  Nodes<Stmt> otherwise, finally;
  bool isStar = false; ///< `except*`
};

struct WithItem {
  Expr *context = nullptr;
  Expr *target = nullptr; ///< may be null
};

class WithStmt : public StmtOf<Stmt::Kind::With> {
public:
  using StmtOf::StmtOf;
  llvm::ArrayRef<WithItem> items;
  Nodes<Stmt> body;
  bool isAsync = false;
};

/// `T` of `def f[T](...)`, `class A[T]` or `type A[T] = ...` (PEP 695): a name
/// of the enclosing scope, to be bound to something opaque.
struct TypeParameter {
  Name name;
  Variable variable;
  Position position;
};

class FunctionStmt : public StmtOf<Stmt::Kind::Function> {
public:
  using StmtOf::StmtOf;
  llvm::MutableArrayRef<TypeParameter> typeParameters;
  FunctionNode *function = nullptr;
  Nodes<Expr> decorators;
  Variable variable; ///< of the function's name
};

class ClassStmt : public StmtOf<Stmt::Kind::Class> {
public:
  using StmtOf::StmtOf;
  llvm::MutableArrayRef<TypeParameter> typeParameters;
  Name name;
  Nodes<Expr> bases; ///< may be StarredExpr
  llvm::MutableArrayRef<KeywordArgument> keywords;
  Nodes<Stmt> body;
  Nodes<Expr> decorators;
  llvm::StringRef docstring;
  bool hasDocstring = false;
  Variable variable; ///< of the class's name
  /// The class body as a function without parameters, whose names are of
  /// Variable::Where::ClassBody. Made by the parser.
  FunctionNode *scope = nullptr;
};

/// `import a.b as c`; without `as` binds `a`.
struct ImportAlias {
  llvm::StringRef module; ///< dotted; the name itself in ImportFromStmt
  Name importedName;      ///< of ImportFromStmt
  Name boundName;
  Variable variable;
  bool hasAs = false;
  Position position;
};

class ImportStmt : public StmtOf<Stmt::Kind::Import> {
public:
  using StmtOf::StmtOf;
  llvm::MutableArrayRef<ImportAlias> names;
};

class ImportFromStmt : public StmtOf<Stmt::Kind::ImportFrom> {
public:
  using StmtOf::StmtOf;
  uint32_t level = 0; ///< the number of leading dots
  llvm::StringRef module;
  llvm::MutableArrayRef<ImportAlias> names; ///< empty for `*`
  bool isStar = false;
};

struct MatchCase {
  Pattern *pattern = nullptr;
  Expr *guard = nullptr; ///< may be null
  Nodes<Stmt> body;
};

class MatchStmt : public StmtOf<Stmt::Kind::Match> {
public:
  using StmtOf::StmtOf;
  Expr *subject = nullptr;
  llvm::ArrayRef<MatchCase> cases;
};

/// `type Name[T] = value`: bound to a name, never evaluated.
class TypeAliasStmt : public StmtOf<Stmt::Kind::TypeAlias> {
public:
  using StmtOf::StmtOf;
  llvm::MutableArrayRef<TypeParameter> typeParameters;
  NameExpr *name = nullptr;
  Expr *value = nullptr;
};

//===----------------------------------------------------------------------===//
// Trees
//===----------------------------------------------------------------------===//

/// The tree of one file. Text in it lives in the arena.
class Tree {
public:
  Nodes<Stmt> body;
  /// The module as a function without parameters; all its names are global.
  FunctionNode *scope = nullptr;
  llvm::BumpPtrAllocator arena;

  template <typename T, typename... Args> T *make(Args &&...args) {
    return new (arena.Allocate<T>()) T(std::forward<Args>(args)...);
  }
  /// FunctionNodes hold vectors, so the tree destroys them.
  FunctionNode *makeFunction() {
    functions.push_back(std::make_unique<FunctionNode>());
    return functions.back().get();
  }
  template <typename T> llvm::MutableArrayRef<T> copy(llvm::ArrayRef<T> items) {
    T *data = arena.Allocate<T>(items.size());
    std::uninitialized_copy(items.begin(), items.end(), data);
    return llvm::MutableArrayRef<T>(data, items.size());
  }
  llvm::StringRef copy(llvm::StringRef text) { return text.copy(arena); }

private:
  std::vector<std::unique_ptr<FunctionNode>> functions;
};

} // namespace kiln::python

#endif
