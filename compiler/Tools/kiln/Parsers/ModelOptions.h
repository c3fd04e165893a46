//===- ModelOptions.h - Options that several commands share -----*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_PARSERS_MODELOPTIONS_H
#define KILN_TOOLS_KILN_PARSERS_MODELOPTIONS_H

#include "compiler/Tools/kiln/CommandLine.h"
#include "compiler/Tools/kiln/Parsers/OptionHelpers.h"

namespace kiln {

/// A file that the options name cannot be used.
struct FileProblem {
  std::string message;
};

/// A seed behind `=`; 0 where the option stands alone.
uint64_t parseSeed(const char *option, const std::string &text);

/// What is asked of a definition may not depend on its weights.
void useAnyWeights(ImportOptions &import);

/// Standard input is read once.
void checkInputFiles(const std::vector<std::string> &files);

/// `--target-cpu` and `--math`.
void addTarget(CLI::App &app, std::string &cpu, MathMode &math);

/// What is printed beside the result.
void addOutputOptions(CLI::App &app, OutputOptions &say);

/// What names the model and its weights.
class ModelOptions {
public:
  void add(CLI::App &app);

  void addInputs(CLI::App &app);

  ImportOptions finish();

private:
  /// Inputs count in the order in which both kinds of options were given.
  void addSpecs();

  static ArgumentSpec specOf(const std::string &example);

  CLI::App *command = nullptr;
  CLI::Option *seedOption = nullptr, *inputOption = nullptr,
              *exampleOption = nullptr;
  ImportOptions import;
  std::string model, seed, scriptArguments;
  std::vector<std::string> inputs, examples, dims, globals, constants;
};

} // namespace kiln

#endif
