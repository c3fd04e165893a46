//===- AstExpr.h - Expressions and functions --------------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_SYNTAX_ASTEXPR_H
#define KILN_FRONTEND_PYTHON_SYNTAX_ASTEXPR_H

#include "compiler/Frontend/Python/Syntax/AstBase.h"

namespace kiln::python {

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

/// The body of a function that is to be parsed once it is needed.
struct DeferredBody {
  FunctionNode *function = nullptr;
  Tree *tree = nullptr; ///< the file's
  /// The lines of the block, of which `line` is the first.
  llvm::StringRef text;
  uint32_t line = 0;
  /// The indentation of the function's header, see Lexer::Indentation.
  uint32_t column = 0, tabless = 0;
  uint32_t depth = 0; ///< the parser's nesting there

  // Filled in by the resolver.

  /// Of the class around, for mangling; empty where names are not mangled.
  llvm::StringRef className;
  bool isMethod = false;
  /// `super` or `__class__` may occur in a method.
  bool usesClass = false;
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
  /// Until its body is parsed, which is what Importer::parseBody() does: then
  /// `body`, `docstring`, `isGenerator` and what the resolver fills in are not
  /// known, but for `captured` and `classCell`.
  DeferredBody *deferred = nullptr;

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

} // namespace kiln::python

#endif
