//===- UsageMistakes.cpp - What is wrong with a command line --------------===//

#include "compiler/Tools/kiln/Parsers/UsageMistakes.h"

#include "compiler/Support/Text.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace kiln;
using llvm::StringRef;

static std::string inQuotes(const std::string &text) {
  return "'" + text + "'";
}

/// "; did you mean 'compile'?", or nothing.
static std::string suggestion(StringRef given,
                              llvm::ArrayRef<std::string> known) {
  NearestName nearest(given);
  for (const std::string &name : known)
    nearest.consider(name);
  if (nearest.get().empty())
    return "";
  return "; did you mean " + inQuotes(nearest.get().str()) + "?";
}

std::optional<std::string> kiln::checkCommandWord(const CLI::App &app, int argc,
                                                  char **argv) {
  std::vector<std::string> names;
  for (const CLI::App *sub : app.get_subcommands(nullptr))
    names.push_back(sub->get_name());
  std::string known = "; there are " + llvm::join(names, ", ");
  if (argc < 2)
    return "no command is given" + known;
  std::string word = argv[1];
  if (StringRef(word).starts_with("-") || llvm::is_contained(names, word))
    return std::nullopt;
  std::string meant = suggestion(word, names);
  return "unknown command " + inQuotes(word) + (meant.empty() ? known : meant);
}

std::optional<std::string> kiln::findEmptyValue(const CLI::App &command) {
  for (const CLI::Option *option : command.get_options())
    for (const std::string &value : option->results())
      if (StringRef(value).trim().empty())
        return option->get_name() + " is empty";
  return std::nullopt;
}

/// The command whose options were being read.
static const CLI::App &commandOf(const CLI::App &app) {
  auto given = app.get_subcommands();
  return given.empty() ? app : *given.front();
}

static std::string describeUnknown(const CLI::App &command,
                                   llvm::ArrayRef<std::string> arguments) {
  auto isOption = [](StringRef text) {
    return text.size() > 1 && text.starts_with("-");
  };
  const std::string *option = llvm::find_if(arguments, isOption);
  if (option == arguments.end())
    return "unexpected argument " + inQuotes(arguments.back());
  std::vector<std::string> names;
  for (const CLI::Option *known : command.get_options())
    for (const std::string &name : known->get_lnames())
      names.push_back("--" + name);
  std::string given = StringRef(*option).split('=').first.str();
  if (given == "-")
    given = *option;
  return "unknown option " + inQuotes(given) + suggestion(given, names);
}

/// "--output: 1 required FILE missing", "--output: At Most 1 required but
/// received 2", "crop was given a disallowed flag override".
static std::string describeMismatch(StringRef text) {
  std::string option =
      text.take_until([](char c) { return c == ':' || c == ' '; }).str();
  if (text.ends_with("missing"))
    return option + " needs a value";
  if (text.contains("override"))
    return "--" + option + " takes no value";
  return option + " is given " + text.rsplit(' ').second.str() +
         " times, expected once";
}

/// CLI11 begins sentences with capitals; kiln's messages do not.
static std::string asMessage(std::string text) {
  if (text.size() > 1 && llvm::isLower(text[1]))
    text[0] = llvm::toLower(text[0]);
  return StringRef(text).rtrim().str();
}

std::string kiln::describeMistake(const CLI::App &app,
                                  const CLI::ParseError &error) {
  const CLI::App &command = commandOf(app);
  auto isKind = [&](CLI::ExitCodes code) {
    return error.get_exit_code() == static_cast<int>(code);
  };
  std::vector<std::string> rest = command.remaining();
  if (!rest.empty() && (isKind(CLI::ExitCodes::RequiredError) ||
                        isKind(CLI::ExitCodes::ExtrasError)))
    return describeUnknown(command, rest);
  if (isKind(CLI::ExitCodes::ArgumentMismatch))
    return describeMismatch(error.what());
  return asMessage(error.what());
}
