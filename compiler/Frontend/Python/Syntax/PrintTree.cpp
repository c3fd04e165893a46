//===- PrintTree.cpp - Syntax trees as text -------------------------------===//

#include "compiler/Frontend/Python/Syntax/PrintTree.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/Format.h"

using namespace kiln;
using namespace kiln::python;

static constexpr llvm::StringLiteral binaryOps[] = {
    "+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^"};
static constexpr llvm::StringLiteral unaryOps[] = {"not", "-", "+", "~"};
static constexpr llvm::StringLiteral comparisons[] = {
    "==", "!=", "<", "<=", ">", ">=", "is", "is-not", "in", "not-in"};

template <size_t N, typename Op>
static llvm::StringRef spelling(const llvm::StringLiteral (&names)[N], Op op) {
  return names[static_cast<size_t>(op)];
}

namespace {
/// Everything prints itself with a space before it.
class Printer {
public:
  explicit Printer(llvm::raw_ostream &os) : os(os) {}
  void put(const Stmt *stmt);

private:
  void put(llvm::StringRef text) { os << ' ' << text; }
  void put(const char *text) { put(llvm::StringRef(text)); }
  void put(const std::string &text) { put(llvm::StringRef(text)); }
  void put(const Name &name) { put(name.empty() ? "_" : name.text); }
  void put(const Expr *expr);
  void put(const Pattern *pattern);
  void put(const ComprehensionClause &clause) {
    group(clause.isAsync ? "async-for" : "for", clause.target, clause.iterable,
          clause.conditions);
  }
  void put(const FormattedPiece &piece);
  void put(const KeywordArgument &keyword) {
    group(keyword.name.empty() ? "**" : "=", keyword.name, keyword.value);
  }
  void put(const Parameter &parameter);
  void put(const ExceptHandler &handler) {
    group("except", handler.type, handler.target, handler.body);
  }
  void put(const WithItem &item) { group("as", item.context, item.target); }
  void put(const ImportAlias &alias) {
    group("as", alias.module, alias.boundName);
  }
  void put(const MatchCase &arm) {
    group("case", arm.pattern, arm.guard, arm.body);
  }
  void put(const TypeParameter &parameter) { put(parameter.name); }
  template <typename T> void put(llvm::ArrayRef<T> items) {
    os << " [";
    for (const T &item : items)
      put(item);
    os << ']';
  }
  template <typename T> void put(llvm::MutableArrayRef<T> items) {
    put(llvm::ArrayRef<T>(items));
  }
  template <typename... T> void group(llvm::StringRef head, const T &...parts) {
    os << " (" << head;
    (put(parts), ...);
    os << ')';
  }

  void putText(llvm::StringRef text) {
    os << '"';
    llvm::printEscapedString(text, os);
    os << '"';
  }
  void putConstant(const ConstantExpr *constant);
  void putCompare(const CompareExpr *compare);
  void putDict(const DictExpr *dict);
  void putComprehension(const ComprehensionExpr *comprehension);
  void putFunction(const FunctionStmt *stmt);
  void putImport(const ImportFromStmt *stmt);

  llvm::raw_ostream &os;
};
} // namespace

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

void Printer::putConstant(const ConstantExpr *constant) {
  using Literal = ConstantExpr::Literal;
  os << ' ';
  switch (constant->literal) {
  case Literal::None:
    os << "None";
    break;
  case Literal::True:
    os << "True";
    break;
  case Literal::False:
    os << "False";
    break;
  case Literal::Ellipsis:
    os << "...";
    break;
  case Literal::Integer:
    os << constant->integer;
    break;
  case Literal::BigInteger:
    os << constant->text;
    break;
  case Literal::Float:
    os << llvm::format("%.17e", constant->real);
    break;
  case Literal::Imaginary:
    os << llvm::format("%.17ej", constant->real);
    break;
  case Literal::Bytes:
    os << 'b';
    [[fallthrough]];
  case Literal::Str:
    putText(constant->text);
    break;
  }
}

void Printer::putCompare(const CompareExpr *compare) {
  os << " (cmp";
  put(compare->left);
  for (auto [op, operand] : llvm::zip(compare->ops, compare->operands)) {
    put(spelling(comparisons, op));
    put(operand);
  }
  os << ')';
}

void Printer::putComprehension(const ComprehensionExpr *comprehension) {
  llvm::StringRef name = comprehension->scope->name.text;
  group(name.drop_front().drop_back(), comprehension->element,
        comprehension->value, comprehension->clauses);
}

void Printer::put(const FormattedPiece &piece) {
  os << ' ';
  if (!piece.value)
    return putText(piece.text);
  os << '{';
  put(piece.value);
  if (piece.conversion)
    os << " !" << piece.conversion;
  if (piece.formatSpec)
    put(piece.formatSpec);
  os << '}';
}

void Printer::put(const Parameter &parameter) {
  static constexpr llvm::StringLiteral kinds[] = {"/", "", "*", "=", "**"};
  group(spelling(kinds, parameter.kind), parameter.name, parameter.annotation,
        parameter.defaultValue);
}

void Printer::putDict(const DictExpr *dict) {
  os << " (dict";
  for (auto [key, value] : llvm::zip(dict->keys, dict->values))
    group(key ? ":" : "**", key, value);
  os << ')';
}

void Printer::put(const Expr *expr) {
  if (!expr)
    return put("_");
  llvm::TypeSwitch<const Expr *>(expr)
      .Case([&](const ConstantExpr *e) { putConstant(e); })
      .Case([&](const NameExpr *e) { put(e->name); })
      .Case(
          [&](const AttributeExpr *e) { group(".", e->object, e->attribute); })
      .Case([&](const SubscriptExpr *e) { group("at", e->object, e->index); })
      .Case(
          [&](const SliceExpr *e) { group(":", e->lower, e->upper, e->step); })
      .Case([&](const CallExpr *e) {
        group("call", e->callee, e->arguments, e->keywords);
      })
      .Case([&](const UnaryExpr *e) {
        group(spelling(unaryOps, e->op), e->operand);
      })
      .Case([&](const BinaryExpr *e) {
        group(spelling(binaryOps, e->op), e->left, e->right);
      })
      .Case([&](const BoolOpExpr *e) {
        group(e->isAnd ? "and" : "or", e->operands);
      })
      .Case([&](const CompareExpr *e) { putCompare(e); })
      .Case([&](const ConditionalExpr *e) {
        group("if", e->condition, e->then, e->otherwise);
      })
      .Case([&](const LambdaExpr *e) {
        group("lambda", e->function->parameters, e->function->expression);
      })
      .Case([&](const TupleExpr *e) { group("tuple", e->elements); })
      .Case([&](const ListExpr *e) { group("list", e->elements); })
      .Case([&](const SetExpr *e) { group("set", e->elements); })
      .Case([&](const DictExpr *e) { putDict(e); })
      .Case([&](const ComprehensionExpr *e) { putComprehension(e); })
      .Case([&](const FormattedStringExpr *e) { group("f", e->pieces); })
      .Case([&](const StarredExpr *e) { group("*", e->value); })
      .Case([&](const NamedExpr *e) { group(":=", e->target, e->value); })
      .Case([&](const YieldExpr *e) { group("yield", e->value); })
      .Case([&](const YieldFromExpr *e) { group("yield-from", e->value); })
      .Case([&](const AwaitExpr *e) { group("await", e->value); });
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

void Printer::put(const Pattern *pattern) {
  if (!pattern)
    return put("_");
  llvm::TypeSwitch<const Pattern *>(pattern)
      .Case([&](const ValuePattern *p) { group("value", p->value); })
      .Case([&](const SequencePattern *p) { group("sequence", p->elements); })
      .Case([&](const MappingPattern *p) {
        group("mapping", p->keys, p->values, p->rest);
      })
      .Case([&](const ClassPattern *p) {
        group("class", p->cls, p->positional, p->keywordNames,
              p->keywordPatterns);
      })
      .Case([&](const StarPattern *p) { group("*", p->target); })
      .Case(
          [&](const CapturePattern *p) { group("as", p->pattern, p->target); })
      .Case([&](const OrPattern *p) { group("|", p->alternatives); });
}

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

void Printer::putFunction(const FunctionStmt *stmt) {
  const FunctionNode *function = stmt->function;
  llvm::StringRef head = function->isAsync       ? "async-def"
                         : function->isGenerator ? "generator"
                                                 : "def";
  group(head, function->name, stmt->typeParameters, function->parameters,
        function->returns, function->body, stmt->decorators);
}

void Printer::putImport(const ImportFromStmt *stmt) {
  std::string module = std::string(stmt->level, '.') + stmt->module.str();
  if (stmt->isStar)
    group("from", module, "*");
  else
    group("from", module, stmt->names);
}

void Printer::put(const Stmt *stmt) {
  llvm::TypeSwitch<const Stmt *>(stmt)
      .Case([&](const ExprStmt *s) { group("expr", s->value); })
      .Case([&](const AssignStmt *s) { group("=", s->targets, s->value); })
      .Case([&](const AugAssignStmt *s) {
        group((spelling(binaryOps, s->op) + "=").str(), s->target, s->value);
      })
      .Case([&](const AnnAssignStmt *s) {
        group(s->isParenthesized ? "()" : ":", s->target, s->annotation,
              s->value);
      })
      .Case([&](const ReturnStmt *s) { group("return", s->value); })
      .Case([&](const DeleteStmt *s) { group("del", s->targets); })
      .Case([&](const PassStmt *) { group("pass"); })
      .Case([&](const BreakStmt *) { group("break"); })
      .Case([&](const ContinueStmt *) { group("continue"); })
      .Case([&](const RaiseStmt *s) { group("raise", s->exception, s->cause); })
      .Case([&](const GlobalStmt *s) { group("global", s->names); })
      .Case([&](const NonlocalStmt *s) { group("nonlocal", s->names); })
      .Case([&](const AssertStmt *s) {
        group("assert", s->condition, s->message);
      })
      .Case([&](const IfStmt *s) {
        group("if", s->condition, s->body, s->otherwise);
      })
      .Case([&](const WhileStmt *s) {
        group("while", s->condition, s->body, s->otherwise);
      })
      .Case([&](const ForStmt *s) {
        group(s->isAsync ? "async-for" : "for", s->target, s->iterable, s->body,
              s->otherwise);
      })
      .Case([&](const TryStmt *s) {
        group(s->isStar ? "try*" : "try", s->body, s->handlers, s->otherwise,
              s->finally);
      })
      .Case([&](const WithStmt *s) {
        group(s->isAsync ? "async-with" : "with", s->items, s->body);
      })
      .Case([&](const FunctionStmt *s) { putFunction(s); })
      .Case([&](const ClassStmt *s) {
        group("class", s->name, s->typeParameters, s->bases, s->keywords,
              s->body, s->decorators);
      })
      .Case([&](const ImportStmt *s) { group("import", s->names); })
      .Case([&](const ImportFromStmt *s) { putImport(s); })
      .Case([&](const MatchStmt *s) { group("match", s->subject, s->cases); })
      .Case([&](const TypeAliasStmt *s) {
        group("type", s->name, s->typeParameters, s->value);
      });
}

void python::printTree(const Tree &tree, llvm::raw_ostream &os) {
  for (const Stmt *stmt : tree.body) {
    std::string text;
    llvm::raw_string_ostream stream(text);
    Printer(stream).put(stmt);
    os << llvm::StringRef(text).ltrim() << '\n';
  }
}
