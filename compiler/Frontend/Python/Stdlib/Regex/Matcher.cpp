//===- Matcher.cpp - Runs regular expressions -----------------------------===//

#include "compiler/Frontend/Python/Builtins/Unicode.h"
#include "compiler/Frontend/Python/Stdlib/Regex/Program.h"

#include <utility>

namespace kiln::python::regex {

namespace {

using Op = Instruction::Op;

/// Places to go back to, of which each takes 24 bytes.
static constexpr size_t maxChoices = size_t(8) << 20;

/// What to go back to: another branch, or the value that a slot had.
struct Choice {
  bool isBranch;
  uint32_t target; ///< the instruction, or the slot
  int64_t position;
};

class Matcher {
public:
  Matcher(const Program &program, Text text, int64_t end,
          std::vector<int64_t> &slots, llvm::function_ref<bool(uint64_t)> step)
      : program(program), text(text), end(end), slots(slots), step(step) {}

  bool mustEnd = false;
  /// Where an empty match does not count, or -1.
  int64_t notEmptyAt = -1;
  /// Matched unless the search had to stop.
  Outcome stopped = Outcome::Matched;
  bool isStopped() const { return stopped != Outcome::Matched; }

  bool matchAt(int64_t position) {
    slots.assign(program.slotCount, -1);
    choices.clear();
    return run(0, position);
  }

private:
  bool run(uint32_t start, int64_t position);
  /// Whether the instruction matches where it stands; moves on if so.
  bool execute(const Instruction &instruction);
  bool consume(const Instruction &instruction);
  bool matchesBackReference(const Instruction &instruction);
  bool matchesBody(const Instruction &instruction);
  bool atBoundary(bool ascii) const;
  bool backtrack(size_t base);
  bool countWork();
  void undo(size_t base);
  void keep(size_t base);
  void save(uint32_t slot) {
    choices.push_back({false, slot, slots[slot]});
    slots[slot] = at;
  }

  const Program &program;
  Text text;
  int64_t end;
  std::vector<int64_t> &slots;
  llvm::function_ref<bool(uint64_t)> step;
  std::vector<Choice> choices;
  /// What has been done since it was counted last.
  uint64_t work = 0;
  uint32_t pc = 0;
  int64_t at = 0;
};

/// Goes back to the last branch above `base`.
bool Matcher::backtrack(size_t base) {
  while (choices.size() > base) {
    Choice choice = choices.back();
    choices.pop_back();
    if (choice.isBranch) {
      pc = choice.target;
      at = choice.position;
      return true;
    }
    slots[choice.target] = choice.position;
  }
  return false;
}

void Matcher::undo(size_t base) {
  for (; choices.size() > base; choices.pop_back())
    if (!choices.back().isBranch)
      slots[choices.back().target] = choices.back().position;
}

/// Forgets the branches above `base`, not what slots had before.
void Matcher::keep(size_t base) {
  size_t kept = base;
  for (size_t i = base; i < choices.size(); ++i)
    if (!choices[i].isBranch)
      choices[kept++] = choices[i];
  choices.resize(kept);
}

bool Matcher::consume(const Instruction &instruction) {
  if (at >= end)
    return false;
  uint32_t c = text[at];
  bool matches = false;
  switch (instruction.op) {
  case Op::Character:
    matches = c == instruction.a;
    break;
  case Op::CharacterFold:
    matches = toLower(c) == instruction.a;
    break;
  case Op::AnyButNewline:
    matches = c != '\n';
    break;
  case Op::Set:
    matches = program.sets[instruction.a].contains(c);
    break;
  default:
    matches = true;
    break;
  }
  at += matches;
  return matches;
}

bool Matcher::matchesBackReference(const Instruction &instruction) {
  int64_t first = slots[2 * instruction.a];
  int64_t last = slots[2 * instruction.a + 1];
  if (first < 0 || last < 0 || last - first > end - at)
    return false;
  work += static_cast<uint64_t>(last - first);
  for (; first < last; ++first, ++at) {
    bool same = instruction.b ? toLower(text[first]) == toLower(text[at])
                              : text[first] == text[at];
    if (!same)
      return false;
  }
  return true;
}

bool Matcher::atBoundary(bool ascii) const {
  bool before = at > 0 && isWord(text[at - 1], ascii);
  bool after = at < end && isWord(text[at], ascii);
  return before != after;
}

/// Look and Atomic: their body is matched on its own.
bool Matcher::matchesBody(const Instruction &instruction) {
  bool isLook = instruction.op == Op::Look;
  bool negated = isLook && instruction.b;
  uint32_t body = static_cast<uint32_t>(&instruction - program.code.data()) + 1;
  int64_t before = at;
  int64_t start = isLook ? at - instruction.c : at;
  size_t base = choices.size();
  bool matched = start >= 0 && run(body, start);
  if (isStopped())
    return false;
  if (matched && !negated)
    keep(base);
  else
    undo(base);
  if (isLook)
    at = before;
  pc = instruction.a;
  return matched != negated;
}

bool Matcher::execute(const Instruction &instruction) {
  switch (instruction.op) {
  case Op::Split:
    choices.push_back({true, instruction.b, at});
    pc = instruction.a;
    return true;
  case Op::Jump:
    pc = instruction.a;
    return true;
  case Op::Save:
    save(instruction.a);
    return true;
  case Op::CheckProgress:
    if (at != slots[instruction.a])
      return true;
    pc = instruction.b;
    return pc != 0;
  case Op::BackReference:
    return matchesBackReference(instruction);
  case Op::Look:
  case Op::Atomic:
    return matchesBody(instruction);
  case Op::IfGroup:
    if (slots[2 * instruction.a + 1] < 0)
      pc = instruction.b;
    return true;
  case Op::LineStart:
    return at == 0 || text[at - 1] == '\n';
  case Op::LineEnd:
    return at == end || text[at] == '\n';
  case Op::TextStart:
    return at == 0;
  case Op::TextEnd:
    return at == end;
  case Op::TextEndOrNewline:
    return at == end || (at == end - 1 && text[at] == '\n');
  case Op::WordBoundary:
    // An empty text has neither boundaries nor places without one.
    return !text.empty() &&
           atBoundary(instruction.b) != static_cast<bool>(instruction.a);
  case Op::Match:
    return (!mustEnd || at == end) &&
           (at != notEmptyAt || slots[0] != notEmptyAt);
  default:
    return consume(instruction);
  }
}

/// False where the search has to stop.
bool Matcher::countWork() {
  if (!step(std::exchange(work, 0)))
    stopped = Outcome::OutOfSteps;
  else if (choices.size() > maxChoices)
    stopped = Outcome::OutOfMemory;
  return !isStopped();
}

bool Matcher::run(uint32_t start, int64_t position) {
  size_t base = choices.size();
  pc = start;
  at = position;
  for (;;) {
    if (++work >= 1024 && !countWork())
      return false;
    const Instruction &instruction = program.code[pc++];
    if (instruction.op == Op::EndOfBody)
      return true;
    bool matched = execute(instruction);
    if (isStopped())
      return false;
    if (matched && instruction.op == Op::Match)
      return true;
    if (!matched && !backtrack(base))
      return false;
  }
}

} // namespace

Outcome run(const Program &program, Text text, int64_t begin, int64_t end,
            Anchor anchor, std::vector<int64_t> &slots,
            llvm::function_ref<bool(uint64_t)> step) {
  Matcher matcher(program, text, end, slots, step);
  matcher.mustEnd = anchor == Anchor::FullMatch;
  bool isSearch = anchor == Anchor::Search || anchor == Anchor::SearchOn;
  if (anchor == Anchor::SearchOn)
    matcher.notEmptyAt = begin;
  for (int64_t position = begin; position <= end; ++position) {
    if (!step(8 + program.slotCount / 8))
      return Outcome::OutOfSteps;
    if (matcher.matchAt(position))
      return Outcome::Matched;
    if (matcher.isStopped())
      return matcher.stopped;
    if (!isSearch)
      break;
  }
  return Outcome::NoMatch;
}

} // namespace kiln::python::regex
