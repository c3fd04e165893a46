//===- CommandLine.cpp - What the user asks of kiln -----------------------===//

#include "compiler/Tools/kiln/CommandLine.h"

#include "compiler/Pipeline/Version.h"
#include "compiler/Tools/kiln/Parsers/CompileParser.h"
#include "compiler/Tools/kiln/Parsers/ConvertParser.h"
#include "compiler/Tools/kiln/Parsers/InspectParser.h"
#include "compiler/Tools/kiln/Parsers/RunParser.h"
#include "compiler/Tools/kiln/Parsers/UsageMistakes.h"
#include "compiler/Tools/kiln/Parsers/VerifyParser.h"

#include "llvm/Support/raw_ostream.h"

#include <cstdio>
#include <sstream>

using namespace kiln;

namespace {

/// Compilers' names of two options: CLI11 knows no long ones with one dash.
std::vector<std::string> normalize(int argc, char **argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  for (std::string &argument : arguments)
    if (argument == "-MD")
      argument = "--write-depfile";
    else if (argument == "-MF")
      argument = "--depfile";
  std::reverse(arguments.begin(), arguments.end()); // As CLI11 wants them.
  return arguments;
}

int printMistake(const CLI::App &app, const std::string &message) {
  std::string command = "kiln";
  for (const CLI::App *sub : app.get_subcommands())
    command += " " + sub->get_name();
  std::fprintf(stderr, "kiln: error: %s\ntry '%s --help'\n", message.c_str(),
               command.c_str());
  return 2;
}

} // namespace

std::variant<Command, int> kiln::parseCommandLine(int argc, char **argv) {
  CLI::App app("kiln compiles trained PyTorch networks ahead of time into "
               "native programs.\nIt needs no Python and executes nothing of "
               "what it reads.",
               "kiln");
  app.set_version_flag("--version", "kiln " + version().str());
  app.require_subcommand(1);
  app.option_defaults()->disable_flag_override();
  app.failure_message(CLI::FailureMessage::simple);
  app.footer("Examples:\n"
             "  kiln compile net.py:Net --weights net.pt --input 1x3x32x32 -o "
             "net && ./net x.npy\n"
             "  kiln inspect checkpoint.pth\n\n"
             "'kiln COMMAND --help' says more about each.");
  CompileParser compile(app);
  InspectParser inspect(app);
  RunParser run(app);
  VerifyParser verify(app);
  ConvertParser convert(app);
  if (std::optional<std::string> message = checkCommandWord(app, argc, argv))
    return printMistake(app, *message);
  try {
    app.parse(normalize(argc, argv));
    for (const CLI::App *given : app.get_subcommands())
      if (auto message = findEmptyValue(*given))
        return printMistake(app, *message);
    if (compile.given())
      return compile.finish();
    if (inspect.given())
      return inspect.finish();
    if (run.given())
      return run.finish();
    if (convert.given())
      return convert.finish();
    return verify.finish();
  } catch (const CLI::Success &success) {
    std::ostringstream text;
    int status = app.exit(success, text, text);
    llvm::outs() << text.str();
    return status;
  } catch (const FileProblem &problem) {
    std::fprintf(stderr, "kiln: error: %s\n", problem.message.c_str());
    return 1;
  } catch (const CLI::ParseError &error) {
    return printMistake(app, describeMistake(app, error));
  }
}
