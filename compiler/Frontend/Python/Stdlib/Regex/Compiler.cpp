//===- Compiler.cpp - From the tree of a pattern to instructions ----------===//

#include "compiler/Frontend/Python/Stdlib/Regex/Program.h"

namespace kiln::python::regex {

namespace {

using Op = Instruction::Op;

class Compiler {
public:
  explicit Compiler(const Pattern &pattern) {
    program.groupCount = pattern.groupCount;
    program.slotCount = 2 * (pattern.groupCount + 1);
    emit(Op::Save, 0);
    compile(*pattern.root);
    emit(Op::Save, 1);
    emit(Op::Match);
  }

  Program program;

private:
  static constexpr size_t maxSize = 200'000;

  uint32_t here() const { return static_cast<uint32_t>(program.code.size()); }

  uint32_t emit(Op op, uint32_t a = 0, uint32_t b = 0) {
    program.code.push_back({op, a, b});
    return here() - 1;
  }

  void compileChildren(const Node &node) {
    for (const auto &child : node.children)
      compile(*child);
  }

  void compile(const Node &node);
  void compileAlternation(const Node &node);
  void compileRepeat(const Node &node);
  void compileLoop(const Node &body, bool lazy);
  void compileOptionals(const Node &body, uint32_t count, bool lazy);
  void compileBody(Op op, const Node &node, uint32_t flags);
  void compileConditional(const Node &node);
  /// A branch that prefers the next instruction, or the other when lazy; gives
  /// the place where `skip` is to be put.
  void setSkip(uint32_t split, bool lazy);
  uint32_t addSet(const CharacterSet &set) {
    program.sets.push_back(set);
    return static_cast<uint32_t>(program.sets.size() - 1);
  }
};

void Compiler::setSkip(uint32_t split, bool lazy) {
  Instruction &instruction = program.code[split];
  instruction.a = lazy ? here() : split + 1;
  instruction.b = lazy ? split + 1 : here();
}

void Compiler::compileAlternation(const Node &node) {
  std::vector<uint32_t> jumps;
  for (const auto &child : node.children) {
    bool isLast = child == node.children.back();
    uint32_t split = isLast ? 0 : emit(Op::Split);
    compile(*child);
    if (isLast)
      continue;
    jumps.push_back(emit(Op::Jump));
    setSkip(split, false);
  }
  for (uint32_t jump : jumps)
    program.code[jump].a = here();
}

/// `body*`; an iteration that consumes nothing ends the loop.
void Compiler::compileLoop(const Node &body, bool lazy) {
  uint32_t slot = program.slotCount++;
  uint32_t split = emit(Op::Split);
  emit(Op::Save, slot);
  compile(body);
  uint32_t check = emit(Op::CheckProgress, slot);
  emit(Op::Jump, split);
  setSkip(split, lazy);
  if (!lazy)
    program.code[check].b = here();
}

/// `(body(body...)?)?`
void Compiler::compileOptionals(const Node &body, uint32_t count, bool lazy) {
  std::vector<uint32_t> splits;
  for (uint32_t i = 0; i < count && !program.tooLarge; ++i) {
    splits.push_back(emit(Op::Split));
    compile(body);
  }
  for (uint32_t split : splits)
    setSkip(split, lazy);
}

void Compiler::compileRepeat(const Node &node) {
  const Node &body = *node.children[0];
  uint32_t begin = here();
  for (uint32_t i = 0; i < node.minimum && !program.tooLarge; ++i) {
    compile(body);
    // However often nothing is repeated, it remains nothing.
    if (here() == begin)
      return;
  }
  if (node.maximum == Node::unbounded)
    compileLoop(body, node.lazy);
  else
    compileOptionals(body, node.maximum - node.minimum, node.lazy);
}

void Compiler::compileBody(Op op, const Node &node, uint32_t flags) {
  uint32_t start = emit(op, 0, flags);
  program.code[start].c = node.minimum;
  if (op == Op::Atomic && node.kind == Node::Kind::Repeat)
    compileRepeat(node);
  else
    compileChildren(node);
  emit(Op::EndOfBody);
  program.code[start].a = here();
}

void Compiler::compileConditional(const Node &node) {
  uint32_t test = emit(Op::IfGroup, node.group);
  compile(*node.children[0]);
  uint32_t jump = emit(Op::Jump);
  program.code[test].b = here();
  compile(*node.children[1]);
  program.code[jump].a = here();
}

void Compiler::compile(const Node &node) {
  if (program.code.size() > maxSize)
    program.tooLarge = true;
  if (program.tooLarge)
    return;
  switch (node.kind) {
  case Node::Kind::Empty:
    return;
  case Node::Kind::Character:
    emit(node.ignoreCase ? Op::CharacterFold : Op::Character, node.character);
    return;
  case Node::Kind::Any:
    emit(Op::Any);
    return;
  case Node::Kind::AnyButNewline:
    emit(Op::AnyButNewline);
    return;
  case Node::Kind::Set:
    emit(Op::Set, addSet(node.set));
    return;
  case Node::Kind::Sequence:
    return compileChildren(node);
  case Node::Kind::Alternation:
    return compileAlternation(node);
  case Node::Kind::Repeat:
    if (node.possessive)
      return compileBody(Op::Atomic, node, 0);
    return compileRepeat(node);
  case Node::Kind::Group:
    emit(Op::Save, 2 * node.group);
    compileChildren(node);
    emit(Op::Save, 2 * node.group + 1);
    return;
  case Node::Kind::BackReference:
    emit(Op::BackReference, node.group, node.ignoreCase);
    return;
  case Node::Kind::Look:
    return compileBody(Op::Look, node, node.negated);
  case Node::Kind::Atomic:
    return compileBody(Op::Atomic, node, 0);
  case Node::Kind::Conditional:
    return compileConditional(node);
  case Node::Kind::LineStart:
    emit(Op::LineStart);
    return;
  case Node::Kind::LineEnd:
    emit(Op::LineEnd);
    return;
  case Node::Kind::TextStart:
    emit(Op::TextStart);
    return;
  case Node::Kind::TextEnd:
    emit(Op::TextEnd);
    return;
  case Node::Kind::TextEndOrNewline:
    emit(Op::TextEndOrNewline);
    return;
  case Node::Kind::WordBoundary:
  case Node::Kind::NotWordBoundary:
    emit(Op::WordBoundary, node.kind == Node::Kind::NotWordBoundary,
         node.ascii);
    return;
  }
}

} // namespace

Program compile(const Pattern &pattern) { return Compiler(pattern).program; }

} // namespace kiln::python::regex
