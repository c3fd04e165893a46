//===- Info.cpp - What a compiled program says about itself -----*- C++ -*-===//

#include "runtime/Program/Info.h"

#include "runtime/Cpu.h"
#include "runtime/Instance.h"
#include "runtime/Program/Bytes.h"
#include "runtime/Program/Npy.h"
#include "runtime/Program/PictureInput.h"
#include "runtime/Program/Results.h"

#include <stdio.h>

using namespace kiln::runtime;

using Number = unsigned long long;

/// A number, or the formula for it.
static const char *numberText(const KilnModuleDescriptor &model, uint64_t field,
                              char *text, size_t capacity) {
  if (isFormula(field))
    snprintf(text, capacity, "%s",
             model.formulas[field & ~KILN_FORMULA_BIT].text);
  else
    snprintf(text, capacity, "%llu", Number(field));
  return text;
}

static void printTensors(const KilnModuleDescriptor &model, const char *title,
                         const KilnTensor *tensors, uint32_t count) {
  char shape[300], bytes[200];
  for (uint32_t i = 0; i < count; ++i)
    printf("%-12s %s: %s %s, %s bytes\n", i ? "" : title, tensors[i].name,
           kiln_dtype_name(kiln_dtype(tensors[i].dtype)),
           sizesText(model, tensors[i], shape, sizeof shape),
           numberText(model, tensors[i].bytes, bytes, sizeof bytes));
}

static void printDims(const KilnModuleDescriptor &model) {
  char most[200];
  uint32_t count = model.dim_count + model.computed_dim_count;
  for (uint32_t i = 0; i < count; ++i)
    printf("%-12s %s = %lld..%s%s\n", i ? "" : "sizes", model.dims[i].name,
           (long long)model.dims[i].least,
           numberText(model, uint64_t(model.dims[i].most), most, sizeof most),
           i < model.dim_count ? "" : ", computed by each run");
}

/// The values that --info speaks of where numbers depend on them.
static const int64_t *mostValues(const KilnModuleDescriptor &model,
                                 Bytes &memory) {
  uint32_t count = model.dim_count + model.computed_dim_count;
  if (!memory.allocate(sizeof(int64_t) * (count + 1)))
    return nullptr;
  auto *values = memory.as<int64_t>();
  for (uint32_t i = 0; i < model.dim_count; ++i)
    values[i] = model.dims[i].most;
  setToBounds(model, values);
  return values;
}

static void printStates(const KilnModuleDescriptor &model) {
  for (uint32_t i = 0; i < model.state_count; ++i)
    printTensors(model, i ? "" : "state", &model.states[i].tensor, 1);
}

/// The compiler has seen to it that formulas have values.
static Number valueOf(const KilnModuleDescriptor &model, uint64_t field) {
  Bytes memory;
  const int64_t *values = mostValues(model, memory);
  uint64_t value = 0;
  return values && evaluate(model, field, values, value) ? value : 0;
}

static Number total(const KilnModuleDescriptor &model,
                    const KilnVariant &variant,
                    uint64_t KilnKernel::*quantity) {
  Bytes memory;
  const int64_t *values = mostValues(model, memory);
  Number sum = 0;
  for (uint32_t i = 0; values && i < variant.kernel_count; ++i)
    sum += valueOf(model, variant.kernels[i].*quantity) *
           timesRun(model, variant, i, values);
  return sum;
}

static Number calls(const KilnModuleDescriptor &model,
                    const KilnVariant &variant) {
  Bytes memory;
  const int64_t *values = mostValues(model, memory);
  Number sum = 0;
  for (uint32_t i = 0; values && i < variant.kernel_count; ++i)
    sum += timesRun(model, variant, i, values);
  return sum;
}

static void printVariant(const KilnModuleDescriptor &model,
                         const KilnVariant &variant) {
  char features[400];
  describeFeatures(variant.required_features, features, sizeof features);
  printf("%-12s %s (%s), needs %s\n", "target", variant.level,
         variant.target_cpu, *features ? features : "no more than x86-64");
  bool hasNames = model.dim_count || model.computed_dim_count;
  const char *where = hasNames ? " at the largest sizes" : "";
  printf("%-12s %llu, %llu flops and %llu bytes moved per run%s\n", "kernels",
         calls(model, variant), total(model, variant, &KilnKernel::flops),
         total(model, variant, &KilnKernel::bytes), where);
  printf("%-12s %llu bytes (at least %llu are live at once)%s\n", "arena",
         valueOf(model, variant.arena_bytes),
         valueOf(model, variant.arena_bound), where);
  if (variant.scratch_bytes)
    printf("%-12s %llu bytes per thread\n", "scratch",
           Number(variant.scratch_bytes));
}

static void printWeights(const KilnModuleDescriptor &model) {
  printf("%-12s %llu bytes%s%s\n", "weights", Number(model.weights_bytes),
         model.weights_file ? " in " : "",
         model.weights_file ? model.weights_file : "");
  for (uint32_t i = 0; i < model.packed_form_count; ++i)
    printf("%-12s   %s: %llu tensor%s, %llu bytes\n", "",
           model.packed_forms[i].form, Number(model.packed_forms[i].tensors),
           model.packed_forms[i].tensors == 1 ? "" : "s",
           Number(model.packed_forms[i].bytes));
}

static void printChannels(const char *name, const float *values,
                          uint32_t count) {
  printf(", %s", name);
  for (uint32_t c = 0; c < count; ++c)
    printf(" %g", values[c]);
}

static void printPictures(const KilnModuleDescriptor &model,
                          const KilnPreprocessing &how) {
  if (!model.input_count || !picturesPerRun(model.inputs[0]))
    return;
  printf("%-12s ", "pictures");
  if (how.resize_height)
    printf("resized to %ux%u, centre cropped", how.resize_height,
           how.resize_width);
  else if (how.resize_shorter)
    printf("shorter side resized to %u, centre cropped", how.resize_shorter);
  else
    printf(how.crop ? "resized to cover the input, centre cropped"
                    : "stretched to the input");
  if (how.channels) {
    printChannels("mean", how.mean, how.channels);
    printChannels("std", how.std, how.channels);
  } else {
    printf(", scaled to 0..1");
  }
  printf("\n");
}

void kiln::runtime::printInfo(const KilnModuleDescriptor &model,
                              const KilnPreprocessing &preprocessing) {
  printf("%-12s %s\n", "model", model.name);
  printTensors(model, "inputs", model.inputs, model.input_count);
  printTensors(model, "outputs", model.outputs, model.output_count);
  printDims(model);
  printStates(model);
  printf("%-12s %s -> %s\n", "nesting", model.input_tree, model.output_tree);
  printPictures(model, preprocessing);
  if (model.label_count)
    printf("%-12s %u, from %s to %s\n", "labels", model.label_count,
           model.labels[0], model.labels[model.label_count - 1]);
  for (uint32_t i = 0; i < model.variant_count; ++i)
    printVariant(model, model.variants[i]);
  printWeights(model);
  printf("%-12s %d by default\n", "threads", availableCpus());
  printf("%-12s %s\n", "model hash", model.model_hash);
  printf("%-12s kiln %s, hash %s\n", "compiler", model.compiler_version,
         model.compiler_hash);
  printf("%-12s %s\n", "flags", model.compile_flags);
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

static void printJsonField(const char *name, const char *value) {
  printf(", \"%s\": ", name);
  printJsonString(stdout, value);
}

static void printJsonTensor(const KilnModuleDescriptor &model,
                            const KilnTensor &tensor) {
  printf("{\"name\": ");
  printJsonString(stdout, tensor.name);
  printf(", \"dtype\": \"%s\", \"shape\": [",
         kiln_dtype_name(kiln_dtype(tensor.dtype)));
  for (uint32_t i = 0; i < tensor.rank; ++i) {
    char size[200];
    const char *quote = isFormula(uint64_t(tensor.dims[i])) ? "\"" : "";
    printf("%s%s%s%s", i ? ", " : "", quote,
           numberText(model, uint64_t(tensor.dims[i]), size, sizeof size),
           quote);
  }
  printf("]}");
}

static void printJsonDims(const KilnModuleDescriptor &model) {
  printf(", \"sizes\": [");
  uint32_t count = model.dim_count + model.computed_dim_count;
  for (uint32_t i = 0; i < count; ++i)
    printf("%s{\"name\": \"%s\", \"least\": %lld, \"most\": %llu%s}",
           i ? ", " : "", model.dims[i].name, (long long)model.dims[i].least,
           valueOf(model, uint64_t(model.dims[i].most)),
           i < model.dim_count ? "" : ", \"computed\": true");
  printf("]");
}

static void printJsonTensors(const KilnModuleDescriptor &model,
                             const char *name, const KilnTensor *tensors,
                             uint32_t count) {
  printf(", \"%s\": [", name);
  for (uint32_t i = 0; i < count; ++i) {
    printf("%s", i ? ", " : "");
    printJsonTensor(model, tensors[i]);
  }
  printf("]");
}

static void printJsonStates(const KilnModuleDescriptor &model) {
  printf(", \"state\": [");
  for (uint32_t i = 0; i < model.state_count; ++i) {
    printf("%s", i ? ", " : "");
    printJsonTensor(model, model.states[i].tensor);
  }
  printf("]");
}

static void printJsonNumbers(const char *name, const float *values,
                             uint32_t count) {
  printf(", \"%s\": [", name);
  for (uint32_t i = 0; i < count; ++i)
    printf("%s%.9g", i ? ", " : "", double(values[i]));
  printf("]");
}

/// How pictures become inputs; null where the network takes none.
static void printJsonPictures(const KilnModuleDescriptor &model,
                              const KilnPreprocessing &how) {
  printf(", \"pictures\": ");
  if (!model.input_count || !picturesPerRun(model.inputs[0])) {
    printf("null");
    return;
  }
  printf("{\"resize\": ");
  if (how.resize_height)
    printf("[%u, %u]", how.resize_height, how.resize_width);
  else if (how.resize_shorter)
    printf("%u", how.resize_shorter);
  else
    printf("null");
  printf(", \"crop\": %s", how.crop ? "true" : "false");
  printJsonNumbers("mean", how.mean, how.channels);
  printJsonNumbers("std", how.std, how.channels);
  printf("}");
}

static void printJsonLabels(const KilnModuleDescriptor &model) {
  printf(", \"labels\": [");
  for (uint32_t i = 0; i < model.label_count; ++i) {
    printf("%s", i ? ", " : "");
    printJsonString(stdout, model.labels[i]);
  }
  printf("]");
}

static void printJsonForms(const KilnModuleDescriptor &model) {
  printf(", \"packed_weights\": [");
  for (uint32_t i = 0; i < model.packed_form_count; ++i) {
    const KilnPackedForm &form = model.packed_forms[i];
    printf("%s{\"form\": ", i ? ", " : "");
    printJsonString(stdout, form.form);
    printf(", \"tensors\": %llu, \"bytes\": %llu}", Number(form.tensors),
           Number(form.bytes));
  }
  printf("]");
}

void kiln::runtime::printInfoJson(const KilnModuleDescriptor &model,
                                  const KilnPreprocessing &preprocessing) {
  printf("{\"model\": ");
  printJsonString(stdout, model.name);
  printJsonTensors(model, "inputs", model.inputs, model.input_count);
  printJsonTensors(model, "outputs", model.outputs, model.output_count);
  if (model.dim_count || model.computed_dim_count)
    printJsonDims(model);
  printJsonStates(model);
  printJsonField("input_tree", model.input_tree);
  printJsonField("output_tree", model.output_tree);
  printJsonPictures(model, preprocessing);
  printJsonLabels(model);
  printf(", \"variants\": [");
  for (uint32_t i = 0; i < model.variant_count; ++i) {
    const KilnVariant &variant = model.variants[i];
    char features[400];
    describeFeatures(variant.required_features, features, sizeof features);
    printf("%s{\"level\": \"%s\", \"cpu\": \"%s\", \"needs\": \"%s\", "
           "\"kernels\": %llu, "
           "\"flops\": %llu, \"bytes\": %llu, \"arena_bytes\": %llu, "
           "\"arena_bound\": %llu, \"scratch_bytes\": %llu}",
           i ? ", " : "", variant.level, variant.target_cpu, features,
           calls(model, variant), total(model, variant, &KilnKernel::flops),
           total(model, variant, &KilnKernel::bytes),
           valueOf(model, variant.arena_bytes),
           valueOf(model, variant.arena_bound), Number(variant.scratch_bytes));
  }
  printf("], \"weights_bytes\": %llu", Number(model.weights_bytes));
  printJsonForms(model);
  printf(", \"threads\": %d", availableCpus());
  printJsonField("model_hash", model.model_hash);
  printJsonField("compiler_version", model.compiler_version);
  printJsonField("compiler_hash", model.compiler_hash);
  printJsonField("flags", model.compile_flags);
  printf("}\n");
}
