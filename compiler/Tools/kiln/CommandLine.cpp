//===- CommandLine.cpp - What the user asks of kiln -----------------------===//

#include "compiler/Tools/kiln/CommandLine.h"

#include "compiler/Pipeline/Version.h"
#include "compiler/Tools/kiln/ConvertParser.h"
#include "compiler/Tools/kiln/ModelArguments.h"
#include "compiler/Tools/kiln/OptionHelpers.h"
#include "compiler/Tools/kiln/PictureOptions.h"
#include "compiler/Tools/kiln/UsageMistakes.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/StringSaver.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdio>
#include <sstream>

using namespace kiln;

namespace {

/// A file that the options name cannot be used.
struct FileProblem {
  std::string message;
};

/// A seed behind `=`; 0 where the option stands alone.
uint64_t parseSeed(const char *option, const std::string &text) {
  uint64_t seed = 0;
  if (text == "true") // CLI11's value of a flag without one.
    return seed;
  if (llvm::StringRef(text).getAsInteger(10, seed))
    throw mistake(std::string(option) + " takes a whole number, not '" + text +
                  "'");
  return seed;
}

/// What is asked of a definition may not depend on its weights.
void useAnyWeights(ImportOptions &import) {
  if (import.weights.empty() && isDefinition(import.model))
    import.randomWeightsSeed = import.randomWeightsSeed.value_or(0);
}

/// The parts of NAME=VALUE.
std::pair<std::string, std::string> parseAssignment(const char *option,
                                                    llvm::StringRef text) {
  auto [name, value] = text.split('=');
  if (name.trim().empty() || value.trim().empty())
    throw mistake(std::string(option) + " takes NAME=VALUE, not '" +
                  text.str() + "'");
  return {name.trim().str(), value.trim().str()};
}

std::vector<std::string> splitAsShell(llvm::StringRef text) {
  llvm::BumpPtrAllocator allocator;
  llvm::StringSaver saver(allocator);
  llvm::SmallVector<const char *> words;
  llvm::cl::TokenizeGNUCommandLine(text, saver, words);
  return {words.begin(), words.end()};
}

/// Standard input is read once.
void checkInputFiles(const std::vector<std::string> &files) {
  if (llvm::count(files, "-") > 1)
    throw mistake("standard input holds one array, but - is given " +
                  std::to_string(llvm::count(files, "-")) + " times");
}

//===----------------------------------------------------------------------===//
// Options that several commands share
//===----------------------------------------------------------------------===//

/// What names the model and its weights.
class ModelOptions {
public:
  void add(CLI::App &app) {
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
    app.add_option("--arg", constants,
                   "an argument of forward that is no tensor")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    app.add_flag("--allow-key-mismatch", import.allowKeyMismatch,
                 "only warn about missing and unexpected weights");
  }

  void addInputs(CLI::App &app) {
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

  ImportOptions finish() {
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
      for (auto &range : valueOrMistake(parseDimRanges(text)))
        import.dims.push_back(range);
    import.scriptArguments = splitAsShell(scriptArguments);
    if (inputOption)
      addSpecs();
    return import;
  }

private:
  /// Inputs count in the order in which both kinds of options were given.
  void addSpecs() {
    size_t nextInput = 0, nextExample = 0;
    for (const CLI::Option *option : command->parse_order()) {
      if (option == inputOption)
        import.inputs.push_back(
            valueOrMistake(parseArgumentSpec(inputs[nextInput++])));
      else if (option == exampleOption)
        import.inputs.push_back(specOf(examples[nextExample++]));
    }
  }

  static ArgumentSpec specOf(const std::string &example) {
    auto spec = specOfExample(example);
    if (!spec)
      throw FileProblem{llvm::toString(spec.takeError())};
    return *spec;
  }

  CLI::App *command = nullptr;
  CLI::Option *seedOption = nullptr, *inputOption = nullptr,
              *exampleOption = nullptr;
  ImportOptions import;
  std::string model, seed, scriptArguments;
  std::vector<std::string> inputs, examples, dims, globals, constants;
};

void addTarget(CLI::App &app, std::string &cpu, MathMode &math) {
  app.add_option("--target-cpu", cpu,
                 "processor to make code for: native, x86-64-v3, ...")
      ->type_name("CPU");
  addChoice<MathMode>(app, "--math", math,
                      {{"fp32", MathMode::FP32}, {"exact", MathMode::Exact}},
                      "fp32: may use Winograd's algorithms; exact: sums in the "
                      "documented order");
}

void addOutputOptions(CLI::App &app, OutputOptions &say) {
  app.add_flag("-q,--quiet", say.quiet, "no progress, no summary");
  app.add_flag("--time", say.time, "say what each phase takes");
  app.add_flag("--print-ir", say.printIr,
               "print the module after each phase, for developers");
}

//===----------------------------------------------------------------------===//
// Commands
//===----------------------------------------------------------------------===//

class CompileParser {
public:
  explicit CompileParser(CLI::App &root)
      : app(*root.add_subcommand("compile", "make a program of a model")) {
    model.add(app);
    model.addInputs(app);
    addTarget(app, command.targetCpu, command.math);
    addOutputs();
    addPictures();
    addDeveloper();
    addOutputOptions(app, command.say);
    app.footer(
        "Examples:\n"
        "  kiln compile net.py:Net --weights net.pt --input 1x3x32x32 -o net\n"
        "  kiln compile 'vgg.py:vgg16(num_classes=10)' --weights vgg.pth \\\n"
        "      --input 1x3x224x224 --emit=shared -o libvgg16.so\n"
        "  kiln compile net.py:Net --weights net.pt --input 1x3x32x32 \\\n"
        "      --mean 0.5 --std 0.5 --labels classes.txt -o net\n"
        "  kiln compile bert.py:Bert --random-weights --input i64:1x128 "
        "--dry-run");
  }

  bool given() const { return app.parsed(); }

  Command finish() {
    command.import = model.finish();
    if (command.dryRun)
      useAnyWeights(command.import);
    command.preprocessing = valueOrMistake(parsePictureOptions(pictures));
    if (weightsFileOption->count())
      command.weightsFile = weightsFile == "true" ? "" : weightsFile;
    if (depfileOption->count() || writeDepfile)
      command.depfile = depfile;
    if (!stopAfter.empty())
      command.stopAfter = parseStop();
    checkTogether();
    return command;
  }

private:
  void addOutputs() {
    app.add_option("-o,--output", command.output,
                   "file to write; named after the model if not given")
        ->type_name("FILE");
    emitOption = addChoice<Emit>(app, "--emit", command.emit,
                                 {{"exe", Emit::Executable},
                                  {"shared", Emit::SharedLibrary},
                                  {"obj", Emit::Object},
                                  {"kiln", Emit::Kiln},
                                  {"kernel", Emit::Kernel},
                                  {"llvm", Emit::LLVM},
                                  {"asm", Emit::Asm}},
                                 "exe: a program; shared, obj: a library or "
                                 "object with a header; others: text for "
                                 "readers");
    libcOption = addChoice<LinkLibC>(
        app, "--libc", command.libc,
        {{"musl", LinkLibC::Musl}, {"glibc", LinkLibC::Glibc}},
        "musl: a static program that runs anywhere; glibc: a dynamic one");
    app.add_option("--name", command.name,
                   "the model's name in symbols and in the header")
        ->type_name("NAME");
    headerOption = app.add_option("--header", command.headerPath,
                                  "the C header of a library or object")
                       ->type_name("FILE");
    weightsFileOption =
        app.add_flag("--weights-file", weightsFile,
                     "leave the weights in a file beside the output");
    weightsFileOption->type_name("[=FILE]")->disable_flag_override(false);
  }

  void addPictures() {
    app.add_option("--mean", pictures.mean,
                   "pictures: subtract from pixels scaled to 0..1")
        ->type_name("A[,B,C]");
    app.add_option("--std", pictures.deviation, "pictures: then divide by")
        ->type_name("A[,B,C]");
    app.add_option("--resize", pictures.resize,
                   "pictures: shorter side, or exact size, before cropping")
        ->type_name("N|HxW");
    app.add_flag("--crop", pictures.crop,
                 "pictures: keep proportions and cut out the centre");
    app.add_option("--labels", command.labelsFile,
                   "names of the classes, one a line")
        ->type_name("FILE");
  }

  void addDeveloper() {
    app.add_flag("--dry-run", command.dryRun,
                 "say what the program would compute and need");
    app.add_flag("--write-depfile", writeDepfile,
                 "(or -MD) write which files were read, for make and ninja");
    depfileOption =
        app.add_option("--depfile", depfile, "(or -MF) the same, to this file")
            ->type_name("FILE");
    app.add_option("--stop-after", stopAfter,
                   "print the module after a phase: " + phaseNames())
        ->type_name("PHASE");
  }

  Phase parseStop() const {
    std::optional<Phase> phase = parsePhase(stopAfter);
    if (!phase)
      throw mistake("unknown phase '" + stopAfter + "'; the phases are " +
                    phaseNames());
    if (*phase > Phase::PlanMemory)
      throw mistake("there is no module to print after phase '" + stopAfter +
                    "'; --emit=llvm and --emit=asm print code");
    return *phase;
  }

  void checkTogether() const {
    bool isLibrary =
        command.emit == Emit::SharedLibrary || command.emit == Emit::Object;
    bool isText = command.emit >= Emit::Kiln;
    bool prints = command.output.empty() || command.output == "-";
    if (command.output == "-" && !isText && !command.stopAfter)
      throw mistake("a program cannot go to standard output; name a file with "
                    "-o");
    if (headerOption->count() && !isLibrary)
      throw mistake("--header needs --emit=shared or --emit=obj");
    if (libcOption->count() && command.emit != Emit::Executable)
      throw mistake("--libc needs --emit=exe");
    if (command.weightsFile && isText)
      throw mistake("--weights-file needs --emit=exe, shared or obj");
    if (command.stopAfter && emitOption->count())
      throw mistake("--stop-after and --emit exclude each other");
    if (command.dryRun && (command.stopAfter || isText))
      throw mistake("--dry-run prints no module");
    if (command.dryRun && !command.output.empty())
      throw mistake("--dry-run and --output exclude each other");
    if (command.depfile && prints &&
        (isText || command.stopAfter || command.dryRun))
      throw mistake("a depfile needs an output file; give -o");
  }

  CLI::App &app;
  CompileCommand command;
  ModelOptions model;
  PictureOptions pictures;
  CLI::Option *emitOption, *libcOption, *headerOption, *weightsFileOption,
      *depfileOption;
  std::string weightsFile, depfile, stopAfter;
  bool writeDepfile = false;
};

class InspectParser {
public:
  explicit InspectParser(CLI::App &root)
      : app(*root.add_subcommand(
            "inspect", "show what is in a model, executing nothing")) {
    model.add(app);
    model.addInputs(app);
    app.add_flag("--check", check,
                 "say what of a model kiln does not support, all at once");
    app.footer("Examples:\n"
               "  kiln inspect checkpoint.pth\n"
               "  kiln inspect model.safetensors\n"
               "  kiln inspect net.py:Net --input 1x3x32x32\n"
               "  kiln inspect --check net.py:Net --input 1x3x32x32");
  }
  bool given() const { return app.parsed(); }
  Command finish() {
    InspectCommand command{model.finish(), check};
    if (check)
      useAnyWeights(command.import);
    return command;
  }

private:
  CLI::App &app;
  ModelOptions model;
  bool check = false;
};

class RunParser {
public:
  explicit RunParser(CLI::App &root)
      : app(*root.add_subcommand("run",
                                 "run a model in the reference interpreter")) {
    model.add(app);
    app.add_option("INPUT", command.inputs,
                   ".npy files, one per input; - is standard input");
    app.add_option("-o,--output", command.outputs,
                   "write the next output here (.npy); - is standard output")
        ->type_name("FILE")
        ->allow_extra_args(false);
    app.footer("Examples:\n"
               "  kiln run net.py:Net --weights net.pt x.npy\n"
               "  kiln run net.py:Net --weights net.pt a.npy b.npy -o y.npy");
  }
  bool given() const { return app.parsed(); }
  Command finish() {
    command.import = model.finish();
    checkInputFiles(command.inputs);
    return command;
  }

private:
  CLI::App &app;
  RunCommand command;
  ModelOptions model;
};

class VerifyParser {
public:
  explicit VerifyParser(CLI::App &root)
      : app(*root.add_subcommand(
            "verify", "compare compiled kernels with the reference")) {
    model.add(app);
    model.addInputs(app);
    app.add_option("INPUT", command.inputs,
                   ".npy files, one per input; random values if none");
    addTarget(app, command.targetCpu, command.math);
    app.add_option("--seed", seed, "of random inputs")->type_name("N");
    app.add_option("--tolerance-scale", command.toleranceScale,
                   "multiply what a kernel may lose")
        ->type_name("X")
        ->check([](const std::string &text) -> std::string {
          double scale;
          if (!llvm::StringRef(text).getAsDouble(scale) && scale > 0)
            return "";
          return "expected a positive number, got '" + text + "'";
        });
    app.add_option("--dump", command.dump,
                   "write what a layer gives, compiled and in the "
                   "reference, as .npy")
        ->type_name("LAYER");
    app.add_option("-o,--output", command.output,
                   "where to; named after the layer if not given")
        ->type_name("FILE");
    faultOption =
        app.add_flag("--inject-fault", faultSeed, "break a kernel first")
            ->group("")
            ->disable_flag_override(false);
    addOutputOptions(app, command.say);
    app.footer("Examples:\n"
               "  kiln verify net.py:Net --weights net.pt --input 1x3x32x32\n"
               "  kiln verify net.py:Net --weights net.pt x.npy\n"
               "  kiln verify net.py:Net --weights net.pt x.npy --dump conv1");
  }
  bool given() const { return app.parsed(); }
  Command finish() {
    command.import = model.finish();
    checkInputFiles(command.inputs);
    if (!command.inputs.empty() && !command.import.inputs.empty())
      throw mistake("give inputs as files or by --input and --example");
    if (!seed.empty())
      command.seed = parseSeed("--seed", seed);
    if (!command.output.empty() && command.dump.empty())
      throw mistake("--output needs --dump");
    if (command.output == "-")
      throw mistake("the layer's results cannot go to standard output, where "
                    "the answer goes; name a file with -o");
    if (faultOption->count())
      command.faultSeed = parseSeed("--inject-fault", faultSeed);
    return command;
  }

private:
  CLI::App &app;
  VerifyCommand command;
  ModelOptions model;
  CLI::Option *faultOption;
  std::string seed, faultSeed;
};

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
