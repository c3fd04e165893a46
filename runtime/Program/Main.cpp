//===- Main.cpp - A compiled network as a program ---------------*- C++ -*-===//

#include "runtime/Error.h"
#include "runtime/Instance.h"
#include "runtime/Program/Bytes.h"
#include "runtime/Program/Info.h"
#include "runtime/Program/Inputs.h"
#include "runtime/Program/Measure.h"
#include "runtime/Program/Npy.h"
#include "runtime/Program/Options.h"
#include "runtime/Program/Results.h"
#include "runtime/Session.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

using namespace kiln::runtime;

/// The accessor of the model this program was linked with.
extern "C" const kiln_model *kiln_program_model(void);

static constexpr int failure = 1, wrongUsage = 2;

static int report(const char *program, int status) {
  fflush(stdout);
  fprintf(stderr, "%s: error: %s\n", program, kiln_last_error());
  return status;
}

/// Everything a run needs, released together.
namespace {
struct Program {
  const KilnModuleDescriptor &model;
  const Options &options;
  kiln_session *session = nullptr;
  Buffers buffers;

  ~Program() { kiln_session_close(session); }

  bool open();
  bool runFiles();
  bool measure();

private:
  /// The model at the named dimensions of the present run.
  const KilnModuleDescriptor &present() const { return *session->model; }
  bool reserveFor(int first);
  bool runOnce(int first, int count);
  bool show(int first, int count, bool last);
  Runner runner() const {
    return {session, buffers.inputs(), buffers.outputs()};
  }
};
} // namespace

bool Program::open() {
  kiln_session_options sessionOptions = KILN_SESSION_OPTIONS_INIT;
  sessionOptions.threads = options.threads;
  sessionOptions.weights_path = options.weights;
  return kiln_session_create(reinterpret_cast<const kiln_model *>(&model),
                             &sessionOptions, &session) == KILN_OK &&
         (model.dim_count || buffers.allocate(present()));
}

/// Gives named dimensions the values that the files from `first` on, or
/// options, have.
bool Program::reserveFor(int first) {
  if (!model.dim_count)
    return true;
  Bytes values;
  if (!values.allocate(sizeof(int64_t) * model.dim_count) ||
      !readDims(model, options, first, values.as<int64_t>()))
    return false;
  const KilnModuleDescriptor *before = session->model;
  if (kiln_session_reserve(session, values.as<int64_t>(), model.dim_count))
    return false;
  return before == session->model || buffers.allocate(present());
}

/// Writes outputs to files, or prints them.
bool Program::show(int first, int count, bool last) {
  const kiln_buffer *outputs = buffers.outputs();
  for (int i = 0; i < options.outputCount; ++i)
    if (!writeNpy(options.outputs[i], present().outputs[i], outputs[i].data))
      return false;
  if (options.outputCount && !options.json)
    return true;
  Bytes pointers;
  if (!pointers.allocate(sizeof(void *) * model.output_count))
    return false;
  for (uint32_t i = 0; i < model.output_count; ++i)
    pointers.as<const void *>()[i] = outputs[i].data;
  RunResults results = {&present(), pointers.as<const void *>(),
                        options.inputs + first, count, buffers.onePerRow()};
  if (!options.json)
    return printResults(results);
  printf(first ? ",\n" : "[");
  bool printed = printJson(results);
  printf(last ? "]\n" : "");
  return printed;
}

bool Program::runOnce(int first, int count) {
  if (!runner().run())
    return false;
  return show(first, count, first + count == options.inputCount);
}

bool Program::runFiles() {
  if (!model.input_count)
    return runOnce(0, 0);
  for (int first = 0; first < options.inputCount;) {
    int count = reserveFor(first) ? buffers.load(options, first) : 0;
    if (!count)
      return false;
    if (options.outputCount && (first || count < options.inputCount)) {
      fail(KILN_INVALID_ARGUMENT,
           "-o takes the outputs of one run, these inputs make several");
      return false;
    }
    if (!runOnce(first, count))
      return false;
    first += count;
  }
  return true;
}

bool Program::measure() {
  if (!reserveFor(0))
    return false;
  buffers.randomise();
  if (options.inputCount && !buffers.load(options, 0))
    return false;
  return (!options.taps || writeTaps(runner(), options.taps)) &&
         (!options.trace || writeTrace(runner(), options.trace)) &&
         (!options.profile || profile(runner())) &&
         (!options.bench || benchmark(runner(), options));
}

/// Whether both paths lead to one regular file, which exists.
static bool isSameFile(const char *first, const char *second) {
  struct stat a, b;
  return !stat(first, &a) && !stat(second, &b) && S_ISREG(a.st_mode) &&
         a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/// Fails where a result would take the place of an input.
static bool checkOutputFiles(const Options &options) {
  for (int o = 0; o < options.outputCount; ++o)
    for (int i = 0; i < options.inputCount; ++i)
      if (isSameFile(options.outputs[o], options.inputs[i])) {
        fail(KILN_INVALID_ARGUMENT, "-o %s would overwrite the input %s",
             options.outputs[o], options.inputs[i]);
        return false;
      }
  return true;
}

static bool checkUsage(const KilnModuleDescriptor &model,
                       const Options &options, bool measures) {
  if (uint32_t(options.outputCount) > model.output_count) {
    fail(KILN_INVALID_ARGUMENT,
         "-o is given %d times, but the network has %u output%s",
         options.outputCount, model.output_count,
         model.output_count == 1 ? "" : "s");
    return false;
  }
  if (options.weights && !model.weights_file) {
    fail(KILN_INVALID_ARGUMENT,
         "--weights has no meaning: the weights are in this program");
    return false;
  }
  if (options.inputCount && !model.input_count) {
    fail(KILN_INVALID_ARGUMENT, "the network takes no inputs, got %d",
         options.inputCount);
    return false;
  }
  if (!options.inputCount && model.input_count && !measures) {
    fail(KILN_INVALID_ARGUMENT, "no input given; try --help");
    return false;
  }
  if (model.input_count > 1 &&
      options.inputCount % int(model.input_count) != 0) {
    fail(KILN_INVALID_ARGUMENT, "the network takes %u inputs, got %d",
         model.input_count, options.inputCount);
    return false;
  }
  return checkOutputFiles(options);
}

/// Answers options that run nothing; false if there is none.
static bool answered(const KilnModuleDescriptor &model,
                     const Options &options) {
  if (options.help)
    printHelp(options, model);
  else if (options.version)
    printf("%s, compiled by kiln %s\n", model.name, model.compiler_version);
  else if (options.licenses)
    printLicenses();
  else if (options.info && options.json)
    printInfoJson(model, options.preprocessing);
  else if (options.info)
    printInfo(model, options.preprocessing);
  else
    return false;
  return true;
}

static int runProgram(const KilnModuleDescriptor &model,
                      const Options &options) {
  if (answered(model, options))
    return 0;
  bool measures =
      options.bench || options.profile || options.trace || options.taps;
  if (!checkUsage(model, options, measures))
    return report(options.program, wrongUsage);
  Program program = {model, options, nullptr, {}};
  if (!program.open() || !(measures ? program.measure() : program.runFiles()))
    return report(options.program, failure);
  return 0;
}

int main(int argc, char **argv) {
  const char *name = argc > 0 ? argv[0] : "kiln";
  const KilnModuleDescriptor *model = descriptorOf(kiln_program_model());
  if (!model)
    return report(name, failure);
  Bytes storage;
  Options options;
  if (!storage.allocate(sizeof(char *) * 2 * size_t(argc + 1)))
    return report(name, failure);
  if (!parseOptions(argc, argv, *model, storage.as<const char *>(), options))
    return report(options.program, wrongUsage);
  int status = runProgram(*model, options);
  if (fflush(stdout) || ferror(stdout)) {
    fail(KILN_IO_ERROR, "cannot write to standard output");
    return status ? status : report(options.program, failure);
  }
  return status;
}
