//===- CompileCommand.cpp - kiln compile ----------------------------------===//

#include "compiler/Pipeline/BuildProgram.h"
#include "compiler/Pipeline/Hashes.h"
#include "compiler/Tools/kiln/Commands.h"
#include "compiler/Tools/kiln/ModelArguments.h"
#include "compiler/Tools/kiln/OutputPaths.h"
#include "compiler/Tools/kiln/PictureOptions.h"
#include "compiler/Tools/kiln/Progress.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <fmt/format.h>

using namespace mlir;

namespace kiln {

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

static std::string defaultOutput(Emit emit, const std::string &name) {
  switch (emit) {
  case Emit::SharedLibrary:
    return "lib" + name + ".so";
  case Emit::Object:
    return name + ".o";
  default:
    return name;
  }
}

/// What of the command line decides the program, in one order and without the
/// places of files, so that programs are the same wherever they are built.
static std::string flagsOf(const CompileCommand &command) {
  std::string flags =
      fmt::format("--target-cpu={} --math={}", command.targetCpu,
                  command.math == MathMode::FP32 ? "fp32" : "exact");
  if (command.emit == Emit::Executable)
    flags += command.libc == LinkLibC::Musl ? " --libc=musl" : " --libc=glibc";
  for (const ArgumentSpec &input : command.import.inputs)
    flags += " --input=" + formatArgumentSpec(input);
  for (const auto &[name, range] : command.import.dims)
    flags += fmt::format(" --dim={}={}..{}", name, range.least, range.most);
  if (!command.import.key.empty())
    flags += " --key=" + command.import.key;
  if (command.import.randomWeightsSeed)
    flags +=
        fmt::format(" --random-weights={}", *command.import.randomWeightsSeed);
  return flags;
}

/// The model's name without the folders of its file: "net.py:Net".
static std::string nameWithoutFolder(StringRef model) {
  StringRef file = fileOf(model);
  return (llvm::sys::path::filename(file) + model.drop_front(file.size()))
      .str();
}

/// The folder of the model's file, with a slash at its end if it has one.
static std::string folderOf(StringRef model) {
  StringRef file = fileOf(model);
  return file.drop_back(llvm::sys::path::filename(file).size()).str();
}

/// A path as make's rules spell it.
static std::string escapeForMake(StringRef path) {
  std::string text;
  for (char c : path) {
    if (c == ' ' || c == '#' || c == '\\')
      text += '\\';
    if (c == '$')
      text += '$';
    text += c;
  }
  return text;
}

//===----------------------------------------------------------------------===//
// The command
//===----------------------------------------------------------------------===//

namespace {

class Compilation {
public:
  Compilation(MLIRContext &context, const CompileCommand &command)
      : context(context), command(command), progress(command.say) {}

  LogicalResult run() {
    if (failed(prepare()) || failed(import()))
      return failure();
    LogicalResult result = runAfterImport();
    if (succeeded(result))
      progress.printTimes();
    return result;
  }

private:
  LogicalResult fail(const std::string &message) {
    return emitError(UnknownLoc::get(&context), message);
  }

  LogicalResult runAfterImport() {
    if (failed(checkOutputs()))
      return failure();
    if (command.stopAfter)
      return printAfter(*command.stopAfter);
    switch (command.emit) {
    case Emit::Kiln:
      return printAfter(Phase::FuseKernels);
    case Emit::Kernel:
      return printAfter(Phase::PlanMemory);
    case Emit::LLVM:
    case Emit::Asm:
      return printCode();
    case Emit::Executable:
    case Emit::SharedLibrary:
    case Emit::Object:
      return command.dryRun ? printCost() : build();
    }
    llvm_unreachable("unknown output");
  }

  /// Finds mistakes in options before anything takes time.
  LogicalResult prepare() {
    auto target = resolveCpu(command.targetCpu);
    if (!target)
      return report(&context, target.takeError());
    program.target = *target;
    program.level = command.targetCpu;
    auto options = PipelineOptions::create(program.target, command.math);
    if (!options)
      return report(&context, options.takeError());
    pipeline = *options;
    if (!command.labelsFile.empty()) {
      auto labels = readLabels(command.labelsFile);
      if (!labels)
        return report(&context, labels.takeError());
      program.labels = *labels;
    }
    return success();
  }

  LogicalResult import() {
    progress.started(Phase::Import);
    FailureOr<ImportedModel> imported = importModel(context, command.import);
    if (failed(imported))
      return failure();
    model = std::move(*imported);
    if (!command.labelsFile.empty())
      model.dependencies.push_back(command.labelsFile);
    program.name =
        modelSymbol(command.name.empty() ? model.name : command.name);
    progress.finished(Phase::Import, *model.module);
    return success();
  }

  LogicalResult rewrite(Phase last) {
    return runPhases(*model.module, Phase::Simplify, last, pipeline, progress);
  }

  //===--------------------------------------------------------------------===//
  // Texts
  //===--------------------------------------------------------------------===//

  LogicalResult writeText(StringRef text) {
    progress.hide();
    if (!writesTextFile()) {
      llvm::outs() << text;
      return success();
    }
    OutputFiles files;
    if (llvm::Error error = files.add(command.output, text))
      return report(&context, std::move(error));
    return keep(files, command.output);
  }

  /// Whether a text goes to a file, not to standard output.
  bool writesTextFile() const {
    return !command.output.empty() && command.output != "-";
  }

  LogicalResult printAfter(Phase last) {
    if (failed(rewrite(last)))
      return failure();
    std::string text;
    llvm::raw_string_ostream stream(text);
    printModule(stream, *model.module);
    return writeText(text);
  }

  LogicalResult printCode() {
    if (failed(rewrite(Phase::PlanMemory)))
      return failure();
    auto form =
        command.emit == Emit::LLVM ? KernelText::LLVM : KernelText::Assembly;
    auto text = printKernels(*model.module, program.name, program.target, form);
    if (!text)
      return report(&context, text.takeError());
    return writeText(*text);
  }

  //===--------------------------------------------------------------------===//
  // Programs
  //===--------------------------------------------------------------------===//

  FailureOr<kernel::ProgramOp> planProgram() {
    if (failed(rewrite(Phase::PlanMemory)))
      return failure();
    auto programs = model.module->getOps<kernel::ProgramOp>();
    if (programs.empty())
      return fail("the model has no graph to compile");
    kernel::ProgramOp planned = *programs.begin();
    if (failed(checkLabels(planned)) || failed(checkPictures(planned)))
      return failure();
    return planned;
  }

  /// Labels name the last dimension of the first output.
  LogicalResult checkLabels(kernel::ProgramOp planned) {
    if (program.labels.empty() || planned.getResultTypes().empty())
      return success();
    auto type = cast<RankedTensorType>(planned.getResultTypes().front());
    int64_t classes = type.getRank() ? type.getShape().back() : 1;
    if (classes == static_cast<int64_t>(program.labels.size()))
      return success();
    return fail(fmt::format("{}: expected {} labels, as many as the model has "
                            "classes, got {}",
                            command.labelsFile, classes,
                            program.labels.size()));
  }

  LogicalResult checkPictures(kernel::ProgramOp planned) {
    if (planned.getArgumentTypes().empty())
      return success();
    auto input = cast<RankedTensorType>(planned.getArgumentTypes().front());
    if (llvm::Error error = checkPictureOptions(command.preprocessing, input))
      return report(&context, std::move(error));
    return success();
  }

  LogicalResult printCost() {
    FailureOr<kernel::ProgramOp> planned = planProgram();
    if (failed(planned))
      return failure();
    auto description = describeProgram(*planned, program);
    if (!description)
      return report(&context, description.takeError());
    ProgramCost cost = costOf(*description);
    progress.hide();
    llvm::outs() << fmt::format("model    {}\n", program.name)
                 << fmt::format("kernels  {}, called {} times\n", cost.kernels,
                                cost.calls)
                 << fmt::format("flops    {}\n", cost.flops)
                 << fmt::format("bytes    {} read and written by kernels\n",
                                cost.bytesMoved)
                 << fmt::format("arena    {} bytes; the bound is {}\n",
                                cost.arenaBytes, cost.arenaBound)
                 << fmt::format("weights  {} bytes\n", cost.weightsBytes)
                 << fmt::format("program  about {} bytes\n", sizeGuess(cost));
    return success();
  }

  /// Code is not there to be measured yet: a kernel takes about 12 KB, the
  /// runtime with its C library 150 KB.
  uint64_t sizeGuess(const ProgramCost &cost) const {
    uint64_t weights = command.weightsFile ? 0 : cost.weightsBytes;
    return weights + cost.kernels * 12'000 + 150'000;
  }

  LogicalResult build() {
    auto hash = hashFiles(nameWithoutFolder(command.import.model) + " " +
                              flagsOf(command),
                          model.dependencies);
    if (!hash)
      return report(&context, hash.takeError());
    program.modelHash = *hash;
    program.compileFlags = flagsOf(command);
    program.sourceFolder = folderOf(command.import.model);
    program.preprocessing = command.preprocessing;
    LinkOptions link = linkOptions();
    if (!link.weightsPath.empty())
      program.weightsFile = llvm::sys::path::filename(link.weightsPath).str();
    FailureOr<kernel::ProgramOp> planned = planProgram();
    if (failed(planned))
      return failure();
    auto kernels = compileKernelsOf(*model.module, program, progress);
    OutputFiles files;
    if (failed(kernels) ||
        failed(linkProgram(*planned, *kernels, program, link, files, progress)))
      return failure();
    return keep(files, link.outputPath);
  }

  LinkOptions linkOptions() const {
    LinkOptions link;
    link.output = command.emit == Emit::Executable ? LinkOutput::Executable
                  : command.emit == Emit::Object   ? LinkOutput::Object
                                                   : LinkOutput::SharedLibrary;
    link.libc = command.libc;
    link.outputPath = command.output.empty()
                          ? defaultOutput(command.emit, model.name)
                          : command.output;
    link.headerPath = command.headerPath;
    if (command.weightsFile)
      link.weightsPath = command.weightsFile->empty()
                             ? link.outputPath + ".weights"
                             : *command.weightsFile;
    return link;
  }

  //===--------------------------------------------------------------------===//
  // Files
  //===--------------------------------------------------------------------===//

  bool isText() const {
    return command.stopAfter || command.emit >= Emit::Kiln;
  }

  /// Finds what must not be written to before it is.
  LogicalResult checkOutputs() {
    if (command.dryRun || (isText() && !writesTextFile()))
      return success();
    OutputPaths paths(model.dependencies);
    LinkOptions link = linkOptions();
    llvm::Error error = paths.add("the output", link.outputPath);
    if (!error && command.weightsFile)
      error = paths.add("the weights", link.weightsPath);
    if (!error && !isText() && link.output != LinkOutput::Executable)
      error = paths.add("the header", headerPathOf(link));
    if (!error && command.depfile)
      error = paths.add("the depfile", depfileOf(link.outputPath));
    return error ? report(&context, std::move(error)) : success();
  }

  std::string depfileOf(const std::string &output) const {
    return command.depfile->empty() ? output + ".d" : *command.depfile;
  }

  /// Writes what goes with all outputs, and gives them their names.
  LogicalResult keep(OutputFiles &files, const std::string &output) {
    if (command.depfile) {
      std::string text = escapeForMake(output) + ":";
      for (const std::string &file : model.dependencies)
        text += " \\\n  " + escapeForMake(file);
      if (llvm::Error error = files.add(depfileOf(output), text + "\n"))
        return report(&context, std::move(error));
    }
    if (llvm::Error error = files.keep())
      return report(&context, std::move(error));
    return success();
  }

  MLIRContext &context;
  const CompileCommand &command;
  Progress progress;
  PipelineOptions pipeline;
  ProgramOptions program;
  ImportedModel model;
};

} // namespace

LogicalResult compile(MLIRContext &context, const CompileCommand &command) {
  return Compilation(context, command).run();
}

} // namespace kiln
