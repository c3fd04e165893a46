//===- Options.cpp - The command line of a compiled program -----*- C++ -*-===//

#include "runtime/Program/Options.h"

#include "runtime/Error.h"
#include "runtime/Instance.h"
#include "runtime/Program/Npy.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

using namespace kiln::runtime;

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

static bool invalid(const char *option, const char *value, const char *wanted) {
  fail(KILN_INVALID_ARGUMENT, "%s takes %s, not '%s'", option, wanted, value);
  return false;
}

static bool parseInteger(const char *option, const char *value, int least,
                         int most, int &result) {
  char *end, wanted[64];
  errno = 0;
  long number = strtol(value, &end, 10);
  if (end != value && !*end && !errno && number >= least && number <= most) {
    result = int(number);
    return true;
  }
  snprintf(wanted, sizeof wanted, "a number from %d to %d", least, most);
  return invalid(option, value, wanted);
}

/// "0.5" or "0.485,0.456,0.406"; returns how many, 0 if malformed.
static uint32_t parseFloats(const char *value, float *results) {
  for (uint32_t count = 0; count < 4;) {
    char *end;
    results[count] = strtof(value, &end);
    if (end == value || !isfinite(results[count]))
      return 0;
    ++count;
    if (!*end)
      return count;
    if (*end != ',')
      return 0;
    value = end + 1;
  }
  return 0;
}

/// Sets one of mean and std; the other keeps its default for all channels.
static bool parseChannels(const char *option, const char *value, bool isMean,
                          KilnPreprocessing &how) {
  float values[4];
  uint32_t count = parseFloats(value, values);
  if (!count)
    return invalid(option, value, "one number or one per channel");
  for (uint32_t c = 0; !isMean && c < count; ++c)
    if (values[c] <= 0)
      return invalid(option, value, "positive numbers");
  uint32_t channels = how.channels > count ? how.channels : count;
  for (uint32_t c = 0; c < channels; ++c) {
    // A single number stands for all channels.
    uint32_t before = how.channels > 1 ? c : 0;
    float mean = how.channels ? how.mean[before] : 0;
    float deviation = how.channels ? how.std[before] : 1;
    float given = values[count > 1 ? c : 0];
    if (count > 1 && c >= count)
      return invalid(option, value, "one number or one per channel");
    how.mean[c] = isMean ? given : mean;
    how.std[c] = isMean ? deviation : given;
  }
  how.channels = channels;
  return true;
}

/// "256" (the shorter side) or "HEIGHTxWIDTH".
static bool parseResize(const char *option, const char *value,
                        KilnPreprocessing &how) {
  char *end;
  long height = strtol(value, &end, 10), width = 0;
  bool both = end != value && *end == 'x';
  if (both) {
    const char *second = end + 1;
    width = strtol(second, &end, 10);
    if (end == second)
      return invalid(option, value, "SHORTER or HEIGHTxWIDTH");
  }
  if (end == value || *end || height < 1 || height > 32768 || width < 0 ||
      width > 32768 || (both && !width))
    return invalid(option, value, "SHORTER or HEIGHTxWIDTH up to 32768");
  how.resize_height = both ? uint32_t(height) : 0;
  how.resize_width = uint32_t(width);
  how.resize_shorter = both ? 0 : uint32_t(height);
  return true;
}

//===----------------------------------------------------------------------===//
// The table of options
//===----------------------------------------------------------------------===//

namespace {

enum class Value { None, Optional, Required };

struct OptionRow {
  const char *name;
  Value value;
  bool (*set)(Options &options, const char *name, const char *value);
};

#define KILN_FLAG(Field)                                                       \
  [](Options &options, const char *, const char *) {                           \
    options.Field = true;                                                      \
    return true;                                                               \
  }
#define KILN_STRING(Field)                                                     \
  [](Options &options, const char *, const char *value) {                      \
    options.Field = value;                                                     \
    return true;                                                               \
  }

bool addDim(Options &options, const char *name, const char *value) {
  if (options.dimCount == Options::mostDims)
    return invalid(name, value, "fewer named dimensions");
  options.dims[options.dimCount++] = value;
  return true;
}

bool setBench(Options &options, const char *name, const char *value) {
  options.bench = true;
  return !value || parseInteger(name, value, 1, 100000000, options.benchRuns);
}

bool setOutput(Options &options, const char *, const char *value) {
  options.outputs[options.outputCount++] = value;
  return true;
}

bool setThreads(Options &options, const char *name, const char *value) {
  return parseInteger(name, value, 1, 1024, options.threads);
}

bool setMean(Options &options, const char *name, const char *value) {
  return parseChannels(name, value, /*isMean=*/true, options.preprocessing);
}

bool setStd(Options &options, const char *name, const char *value) {
  return parseChannels(name, value, /*isMean=*/false, options.preprocessing);
}

bool setResize(Options &options, const char *name, const char *value) {
  return parseResize(name, value, options.preprocessing);
}

bool setCrop(Options &options, const char *, const char *) {
  options.preprocessing.crop = 1;
  return true;
}

constexpr OptionRow rows[] = {
    {"-o", Value::Required, setOutput},
    {"--output", Value::Required, setOutput},
    {"--json", Value::None, KILN_FLAG(json)},
    {"--threads", Value::Required, setThreads},
    {"--dim", Value::Required, addDim},
    {"--mean", Value::Required, setMean},
    {"--std", Value::Required, setStd},
    {"--resize", Value::Required, setResize},
    {"--crop", Value::None, setCrop},
    {"--weights", Value::Required, KILN_STRING(weights)},
    {"--bench", Value::Optional, setBench},
    {"--profile", Value::None, KILN_FLAG(profile)},
    {"--trace", Value::Required, KILN_STRING(trace)},
    {"--taps", Value::Required, KILN_STRING(taps)},
    {"--info", Value::None, KILN_FLAG(info)},
    {"--licenses", Value::None, KILN_FLAG(licenses)},
    {"--help", Value::None, KILN_FLAG(help)},
    {"-h", Value::None, KILN_FLAG(help)},
    {"--version", Value::None, KILN_FLAG(version)},
};

/// The row of `argument`; `value` is what follows its '=', else null.
const OptionRow *findRow(const char *argument, const char *&value) {
  const char *equals = strchr(argument, '=');
  size_t length = equals ? size_t(equals - argument) : strlen(argument);
  value = equals ? equals + 1 : nullptr;
  for (const OptionRow &row : rows)
    if (strlen(row.name) == length && !strncmp(row.name, argument, length))
      return &row;
  return nullptr;
}

} // namespace

static bool isOption(const char *argument) {
  return argument[0] == '-' && argument[1];
}

bool kiln::runtime::parseOptions(int argc, char **argv,
                                 const KilnModuleDescriptor &model,
                                 const char **storage, Options &options) {
  const char *slash = argc > 0 ? strrchr(argv[0], '/') : nullptr;
  options.program = slash ? slash + 1 : argc > 0 ? argv[0] : model.name;
  options.inputs = storage;
  options.outputs = storage + argc;
  options.preprocessing = model.preprocessing;
  bool onlyFiles = false;
  for (int i = 1; i < argc; ++i) {
    const char *argument = argv[i];
    if (!onlyFiles && !strcmp(argument, "--")) {
      onlyFiles = true;
      continue;
    }
    if (onlyFiles || !isOption(argument)) {
      bool isStandardInput = !strcmp(argument, "-");
      if (isStandardInput && options.readsStandardInput) {
        fail(KILN_INVALID_ARGUMENT, "standard input can be given once");
        return false;
      }
      options.readsStandardInput |= isStandardInput;
      options.inputs[options.inputCount++] = argument;
      continue;
    }
    const char *value;
    const OptionRow *row = findRow(argument, value);
    if (!row) {
      fail(KILN_INVALID_ARGUMENT, "unknown option %s; try --help", argument);
      return false;
    }
    if (value && row->value == Value::None) {
      fail(KILN_INVALID_ARGUMENT, "%s takes no value", row->name);
      return false;
    }
    if (!value && row->value == Value::Required) {
      if (i + 1 == argc) {
        fail(KILN_INVALID_ARGUMENT, "%s needs a value; try --help", row->name);
        return false;
      }
      value = argv[++i];
    }
    if (!row->set(options, row->name, value))
      return false;
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Help
//===----------------------------------------------------------------------===//

static void printTensors(const KilnModuleDescriptor &model, const char *title,
                         const KilnTensor *tensors, uint32_t count) {
  char shape[300];
  for (uint32_t i = 0; i < count; ++i)
    printf("  %-7s %s: %s %s\n", i ? "" : title, tensors[i].name,
           kiln_dtype_name(kiln_dtype(tensors[i].dtype)),
           sizesText(model, tensors[i], shape, sizeof shape));
}

void kiln::runtime::printHelp(const Options &options,
                              const KilnModuleDescriptor &model) {
  printf("usage: %s [options] INPUT...\n\n"
         "Runs the network %s, compiled by kiln %s.\n\n",
         options.program, model.name, model.compiler_version);
  printTensors(model, "inputs", model.inputs, model.input_count);
  printTensors(model, "outputs", model.outputs, model.output_count);
  for (uint32_t i = 0; i < model.dim_count; ++i)
    printf("  %-7s %s = %lld..%lld\n", i ? "" : "sizes", model.dims[i].name,
           (long long)model.dims[i].least, (long long)model.dims[i].most);
  printf(
      "\nAn INPUT is a .npy file, or a PNG or JPEG picture where the network\n"
      "takes one; - is standard input. Several inputs of the network are\n"
      "given in its order; for a network of one input, each file is one run,\n"
      "and pictures fill its batch.\n\n"
      "  -o FILE             write the next output to FILE (.npy)\n"
      "  --json              print results as JSON\n"
      "  --threads N         threads to use (default: all that are allowed)\n"
      "  --mean A[,B,C]      pictures: subtract from pixels scaled to 0..1\n"
      "  --std A[,B,C]       pictures: then divide by\n"
      "  --resize N|HxW      pictures: shorter side, or exact size, before\n"
      "                      the centre is cut out (default: the input's)\n"
      "  --crop              pictures: keep proportions and cut out the\n"
      "                      centre instead of stretching\n"
      "  --bench[=RUNS]      time runs, on random input if none is given\n"
      "  --profile           time each kernel\n"
      "  --trace FILE        write one run as a trace for Perfetto or Chrome\n"
      "  --info              what this program is and needs\n"
      "  --licenses          notices of what this program contains\n"
      "  --version           kiln's version\n");
  if (model.dim_count)
    printf(
        "  --dim NAME=VALUE    a named size (default: that of the inputs)\n");
  if (model.weights_file)
    printf("  --weights FILE      the weights (default: %s beside the "
           "program)\n",
           model.weights_file);
}
