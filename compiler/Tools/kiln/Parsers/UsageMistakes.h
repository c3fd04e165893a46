//===- UsageMistakes.h - What is wrong with a command line ------*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_PARSERS_USAGEMISTAKES_H
#define KILN_TOOLS_KILN_PARSERS_USAGEMISTAKES_H

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

namespace kiln {

/// The mistake in what stands for the command, if it is no command.
std::optional<std::string> checkCommandWord(const CLI::App &app, int argc,
                                            char **argv);

/// An option or argument that is given without any text, if there is one.
std::optional<std::string> findEmptyValue(const CLI::App &command);

/// CLI11's error in kiln's words.
std::string describeMistake(const CLI::App &app, const CLI::ParseError &error);

} // namespace kiln

#endif
