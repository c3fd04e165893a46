//===- AstPattern.h - Patterns of match -------------------------*- C++ -*-===//

#ifndef KILN_FRONTEND_PYTHON_SYNTAX_ASTPATTERN_H
#define KILN_FRONTEND_PYTHON_SYNTAX_ASTPATTERN_H

#include "compiler/Frontend/Python/Syntax/AstExpr.h"

namespace kiln::python {

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

} // namespace kiln::python

#endif
