//===- Program.h - Regular expressions that can be run ----------*- C++ -*-===//
//
// A pattern becomes instructions of a machine that backtracks over a stack of
// its own, so that long texts do not use up the program's stack.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_STDLIB_REGEX_PROGRAM_H
#define KILN_FRONTEND_PYTHON_STDLIB_REGEX_PROGRAM_H

#include "compiler/Frontend/Python/Stdlib/Regex/Pattern.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace kiln::python::regex {

struct Instruction {
  enum class Op : uint8_t {
    Character,     ///< a = the code point
    CharacterFold, ///< a = its lower case
    Any,
    AnyButNewline,
    Set, ///< a = the set
    /// Tries a, then b.
    Split,
    Jump, ///< to a
    /// Keeps the position in slot a.
    Save,
    /// Goes to b if the position is still that of slot a, or back if b is 0.
    CheckProgress,
    BackReference, ///< a = the group, b = whether case is ignored
    /// a = behind the body, b = flags of Look
    Look,
    /// Matches the body, which ends at a, in one way only.
    Atomic,
    EndOfBody,
    /// Goes to b unless group a has matched.
    IfGroup,
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
    TextEndOrNewline,
    WordBoundary, ///< a = negated, b = ASCII
    Match,
  };
  Op op;
  uint32_t a = 0, b = 0, c = 0;
};

struct Program {
  std::vector<Instruction> code;
  std::vector<CharacterSet> sets;
  uint32_t groupCount = 0;
  /// Two for each group, then those of loops.
  uint32_t slotCount = 0;
  /// Set when the pattern has too many repetitions.
  bool tooLarge = false;
};

Program compile(const Pattern &pattern);

/// SearchOn finds no empty match where it begins.
enum class Anchor : uint8_t { Search, Match, FullMatch, SearchOn };
enum class Outcome : uint8_t { Matched, NoMatch, OutOfSteps, OutOfMemory };

/// Matches text[begin, end). `slots` get the first and last position of each
/// group, -1 where it did not take part; `step` counts work and says when there
/// has been too much.
Outcome run(const Program &program, Text text, int64_t begin, int64_t end,
            Anchor anchor, std::vector<int64_t> &slots,
            llvm::function_ref<bool(uint64_t)> step);

} // namespace kiln::python::regex

#endif
