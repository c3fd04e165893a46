//===- CommandLine.h - What the user asks of kiln ---------------*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_COMMANDLINE_H
#define KILN_TOOLS_KILN_COMMANDLINE_H

#include "compiler/Frontend/Archive/Convert.h"
#include "compiler/Frontend/ImportModel.h"
#include "compiler/Link/Link.h"
#include "compiler/Pipeline/Pipelines.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kiln {

/// What is to be written.
enum class Emit { Executable, SharedLibrary, Object, Kiln, Kernel, LLVM, Asm };

/// How commands talk while they work.
struct OutputOptions {
  bool quiet = false;   ///< no progress and no summary
  bool time = false;    ///< say what each phase took
  bool printIr = false; ///< print the module after each phase
};

struct CompileCommand {
  ImportOptions import;
  std::string output; ///< empty: named after the model
  Emit emit = Emit::Executable;
  LinkLibC libc = LinkLibC::Musl;
  std::string targetCpu = "native";
  MathMode math = MathMode::FP32;
  KilnPreprocessing preprocessing = {};
  std::string labelsFile;
  std::string name;       ///< empty: that of the model
  std::string headerPath; ///< empty: beside the output
  /// Leave the weights in a file of their own; empty: named after the output.
  std::optional<std::string> weightsFile;
  bool dryRun = false;
  std::optional<std::string> depfile; ///< empty: named after the output
  std::optional<Phase> stopAfter;
  OutputOptions say;
};

struct InspectCommand {
  ImportOptions import;
  bool check = false; ///< say whether all is supported instead
};

struct RunCommand {
  ImportOptions import;
  std::vector<std::string> inputs, outputs;
};

struct VerifyCommand {
  ImportOptions import;
  std::vector<std::string> inputs; ///< .npy files; none: random values
  std::string targetCpu = "native";
  MathMode math = MathMode::FP32;
  double toleranceScale = 1;
  uint64_t seed = 0; ///< of random values
  /// The layer whose results are written, and where to.
  std::string dump, output;
  /// Break a kernel first, chosen by this seed.
  std::optional<uint64_t> faultSeed;
  OutputOptions say;
};

struct ConvertCommand {
  ConvertOptions options;
  bool quiet = false;
};

using Command = std::variant<CompileCommand, InspectCommand, RunCommand,
                             VerifyCommand, ConvertCommand>;

/// Reads the command line. Gives the exit status instead where there is
/// nothing to do: help was asked for (0), or there is a mistake (2).
std::variant<Command, int> parseCommandLine(int argc, char **argv);

} // namespace kiln

#endif
