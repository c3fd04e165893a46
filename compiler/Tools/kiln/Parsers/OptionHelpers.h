//===- OptionHelpers.h - What parsers of commands share ---------*- C++ -*-===//
//
// CLI11 reports mistakes of the user by exceptions: only files that are
// compiled with them may include this.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_TOOLS_KILN_PARSERS_OPTIONHELPERS_H
#define KILN_TOOLS_KILN_PARSERS_OPTIONHELPERS_H

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Error.h"

#include <CLI/CLI.hpp>

namespace kiln {

/// A mistake that only shows when values are looked at together.
inline CLI::ValidationError mistake(const std::string &message) {
  return CLI::ValidationError(message, CLI::ExitCodes::ValidationError);
}

template <typename T> T valueOrMistake(llvm::Expected<T> value) {
  if (!value)
    throw mistake(llvm::toString(value.takeError()));
  return std::move(*value);
}

/// An option that takes one of a few words.
template <typename Enum>
CLI::Option *addChoice(CLI::App &app, const std::string &name, Enum &value,
                       std::vector<std::pair<std::string, Enum>> choices,
                       const std::string &description) {
  std::vector<std::string> words;
  for (const auto &choice : choices)
    words.push_back(choice.first);
  auto choose = [&value, choices, words, name](const std::string &text) {
    for (const auto &[word, meaning] : choices)
      if (word == text) {
        value = meaning;
        return;
      }
    throw mistake(name + " takes one of " + llvm::join(words, ", ") +
                  ", not '" + text + "'");
  };
  return app.add_option_function<std::string>(name, choose, description)
      ->type_name(llvm::join(words, "|"));
}

} // namespace kiln

#endif
