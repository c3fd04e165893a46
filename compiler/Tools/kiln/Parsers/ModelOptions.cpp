//===- ModelOptions.cpp - Options that several commands share -------------===//

#include "compiler/Tools/kiln/Parsers/ModelOptions.h"

#include "compiler/Tools/kiln/ModelArguments.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/StringSaver.h"

using namespace kiln;

/// The parts of NAME=VALUE.
static std::pair<std::string, std::string>
parseAssignment(const char *option, llvm::StringRef text) {
  auto [name, value] = text.split('=');
  if (name.trim().empty() || value.trim().empty())
    throw mistake(std::string(option) + " takes NAME=VALUE, not '" +
                  text.str() + "'");
  return {name.trim().str(), value.trim().str()};
}

static std::vector<std::string> splitAsShell(llvm::StringRef text) {
  llvm::BumpPtrAllocator allocator;
  llvm::StringSaver saver(allocator);
  llvm::SmallVector<const char *> words;
  llvm::cl::TokenizeGNUCommandLine(text, saver, words);
  return {words.begin(), words.end()};
}

uint64_t kiln::parseSeed(const char *option, const std::string &text) {
  uint64_t seed = 0;
  if (text == "true") // CLI11's value of a flag without one.
    return seed;
  if (llvm::StringRef(text).getAsInteger(10, seed))
    throw mistake(std::string(option) + " takes a whole number, not '" + text +
                  "'");
  return seed;
}

void kiln::useAnyWeights(ImportOptions &import) {
  if (import.weights.empty() && isDefinition(import.model))
    import.randomWeightsSeed = import.randomWeightsSeed.value_or(0);
}

void kiln::checkInputFiles(const std::vector<std::string> &files) {
  if (llvm::count(files, "-") > 1)
    throw mistake("standard input holds one array, but - is given " +
                  std::to_string(llvm::count(files, "-")) + " times");
}

void kiln::addTarget(CLI::App &app, std::string &cpu, MathMode &math) {
  app.add_option("--target-cpu", cpu,
                 "processor to make code for: native, x86-64-v3, ...")
      ->type_name("CPU");
  addChoice<MathMode>(app, "--math", math,
                      {{"fp32", MathMode::FP32}, {"exact", MathMode::Exact}},
                      "fp32: may use Winograd's algorithms; exact: sums in the "
                      "documented order");
}

void kiln::addOutputOptions(CLI::App &app, OutputOptions &say) {
  app.add_flag("-q,--quiet", say.quiet, "no progress, no summary");
  app.add_flag("--time", say.time, "say what each phase takes");
  app.add_flag("--print-ir", say.printIr,
               "print the module after each phase, for developers");
}

void ModelOptions::add(CLI::App &app) {
  command = &app;
  app.add_option("MODEL", model,
                 "net.py:Net, 'resnet.py:resnet18(num_classes=10)', or a "
                 "model file")
      ->required();
  app.add_option("--weights", import.weights,
                 "trained weights: a state_dict, a checkpoint, safetensors")
      ->type_name("FILE");
  app.add_option("--key", import.key,
                 "where in the file the weights or the model lie, a.b")
      ->type_name("KEY");
  seedOption = app.add_flag("--random-weights", seed,
                            "make weights up, from a seed if one is given");
  seedOption->type_name("[=SEED]")->disable_flag_override(false);
  app.add_option("--path", import.searchPaths,
                 "look for imported Python modules here too")
      ->type_name("DIR")
      ->allow_extra_args(false);
  app.add_option("--data", import.dataPaths,
                 "a file, or a folder of files, that the definition may read")
      ->type_name("PATH")
      ->allow_extra_args(false);
  app.add_option("--source", import.sources,
                 "a file that defines classes of a whole model")
      ->type_name("FILE.py")
      ->allow_extra_args(false);
  app.add_option("--set", globals,
                 "the value of a name at the top of the definition's file")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  app.add_option("--argv", scriptArguments,
                 "what the definition finds in sys.argv, as for a shell")
      ->type_name("'ARGUMENTS'")
      ->allow_extra_args(false);
  app.add_option("--arg", constants, "an argument of forward that is no tensor")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  app.add_flag("--allow-key-mismatch", import.allowKeyMismatch,
               "only warn about missing and unexpected weights");
}

void ModelOptions::addInputs(CLI::App &app) {
  inputOption =
      app.add_option("--input", inputs,
                     "an input of the model; repeat in forward's order")
          ->type_name("[NAME=][DTYPE:]SHAPE")
          ->allow_extra_args(false);
  exampleOption = app.add_option("--example", examples,
                                 "an input of the shape and type of an array")
                      ->type_name("FILE.npy")
                      ->allow_extra_args(false);
  app.add_option("--dim", dims,
                 "the values of a named dimension, 1..1024 without it")
      ->type_name("NAME=LEAST..MOST")
      ->allow_extra_args(false);
}

ImportOptions ModelOptions::finish() {
  import.model = model;
  if (seedOption->count()) {
    if (!import.weights.empty())
      throw mistake("--weights and --random-weights exclude each other");
    import.randomWeightsSeed = parseSeed("--random-weights", seed);
  }
  if (!import.key.empty() && import.weights.empty() && isDefinition(model))
    throw mistake("--key needs --weights");
  for (const std::string &text : globals)
    import.globals.push_back(parseAssignment("--set", text));
  for (const std::string &text : constants)
    import.arguments.push_back(parseAssignment("--arg", text));
  for (const std::string &text : dims)
    for (auto &dim : valueOrMistake(parseDimRanges(text))) {
      if (dim.second.least < 1)
        throw mistake("expected a named dimension and its range, such as "
                      "N=1..64, got '" +
                      text + "'");
      import.dims.push_back(dim);
    }
  import.scriptArguments = splitAsShell(scriptArguments);
  if (inputOption)
    addSpecs();
  return import;
}

void ModelOptions::addSpecs() {
  size_t nextInput = 0, nextExample = 0;
  for (const CLI::Option *option : command->parse_order()) {
    if (option == inputOption)
      import.inputs.push_back(
          valueOrMistake(parseArgumentSpec(inputs[nextInput++])));
    else if (option == exampleOption)
      import.inputs.push_back(specOf(examples[nextExample++]));
  }
}

ArgumentSpec ModelOptions::specOf(const std::string &example) {
  auto spec = specOfExample(example);
  if (!spec)
    throw FileProblem{llvm::toString(spec.takeError())};
  return *spec;
}
