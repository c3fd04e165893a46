//===- Model.cpp - What a compiled model says about itself ------*- C++ -*-===//

#include "runtime/Cpu.h"
#include "runtime/Error.h"
#include "runtime/Instance.h"
#include "runtime/ModuleDescriptor.h"
#include "runtime/Session.h"

#include <stdio.h>
#include <string.h>

using namespace kiln::runtime;

#define KILN_TEXT_OF(Value) #Value
#define KILN_VERSION_TEXT(Major, Minor, Patch)                                 \
  KILN_TEXT_OF(Major) "." KILN_TEXT_OF(Minor) "." KILN_TEXT_OF(Patch)

const char *kiln_version(void) {
  return KILN_VERSION_TEXT(KILN_VERSION_MAJOR, KILN_VERSION_MINOR,
                           KILN_VERSION_PATCH);
}

//===----------------------------------------------------------------------===//
// Element types
//===----------------------------------------------------------------------===//

namespace {
struct DTypeRow {
  const char *name;
  size_t size;
};
constexpr DTypeRow dtypes[] = {
    {"f64", 8}, {"f32", 4}, {"f16", 2}, {"bf16", 2}, {"i64", 8},
    {"i32", 4}, {"i16", 2}, {"i8", 1},  {"u8", 1},   {"bool", 1},
};
constexpr size_t dtypeCount = sizeof dtypes / sizeof dtypes[0];
static_assert(dtypeCount == KILN_BOOL + 1, "one row per kiln_dtype");
} // namespace

const char *kiln_dtype_name(kiln_dtype dtype) {
  return size_t(dtype) < dtypeCount ? dtypes[dtype].name : "?";
}

size_t kiln_dtype_size(kiln_dtype dtype) {
  return size_t(dtype) < dtypeCount ? dtypes[dtype].size : 0;
}

//===----------------------------------------------------------------------===//
// The descriptor behind the handle
//===----------------------------------------------------------------------===//

static const KilnModuleDescriptor &cast(const kiln_model *model) {
  return *reinterpret_cast<const KilnModuleDescriptor *>(model);
}

const KilnModuleDescriptor *
kiln::runtime::descriptorOf(const kiln_model *model) {
  if (!model) {
    fail(KILN_INVALID_ARGUMENT, "the model is null");
    return nullptr;
  }
  const KilnModuleDescriptor &descriptor = cast(model);
  if (descriptor.magic != KILN_DESCRIPTOR_MAGIC) {
    fail(KILN_INVALID_ARGUMENT, "the model is no module compiled by kiln");
    return nullptr;
  }
  if (descriptor.version != KILN_DESCRIPTOR_VERSION ||
      descriptor.size != sizeof(KilnModuleDescriptor)) {
    fail(KILN_VERSION_MISMATCH,
         "the model has module version %u, the runtime %s reads version %u",
         descriptor.version, kiln_version(), KILN_DESCRIPTOR_VERSION);
    return nullptr;
  }
  return &descriptor;
}

const KilnVariant *
kiln::runtime::chooseVariant(const KilnModuleDescriptor &model) {
  uint64_t supported = supportedFeatures();
  for (uint32_t i = 0; i < model.variant_count; ++i)
    if (!(model.variants[i].required_features & ~supported))
      return &model.variants[i];
  // The last variant is the one that asks for least.
  char missing[300] = "";
  const char *level = "?";
  if (model.variant_count) {
    const KilnVariant &last = model.variants[model.variant_count - 1];
    level = last.level;
    describeFeatures(last.required_features & ~supported, missing,
                     sizeof missing);
  }
  fail(KILN_UNSUPPORTED_CPU,
       "this CPU cannot run %s, which was compiled for %s: missing %s",
       model.name, level, missing);
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Queries
//===----------------------------------------------------------------------===//

const char *kiln_model_name(const kiln_model *model) {
  return cast(model).name;
}
size_t kiln_model_input_count(const kiln_model *model) {
  return cast(model).input_count;
}
size_t kiln_model_output_count(const kiln_model *model) {
  return cast(model).output_count;
}
size_t kiln_model_state_count(const kiln_model *model) {
  return cast(model).state_count;
}
const char *kiln_model_input_tree(const kiln_model *model) {
  return cast(model).input_tree;
}
const char *kiln_model_output_tree(const kiln_model *model) {
  return cast(model).output_tree;
}
size_t kiln_model_label_count(const kiln_model *model) {
  return cast(model).label_count;
}
const char *kiln_model_label(const kiln_model *model, size_t index) {
  return index < cast(model).label_count ? cast(model).labels[index] : nullptr;
}

/// Fills as much of `info` as the caller's version of the struct has.
static kiln_status describe(const KilnTensor &tensor, kiln_tensor_info *info) {
  kiln_tensor_info full = {info->struct_size,
                           tensor.name,
                           static_cast<kiln_dtype>(tensor.dtype),
                           tensor.rank,
                           tensor.dims,
                           isFormula(tensor.bytes) ? 0 : tensor.bytes};
  memcpy(info, &full,
         info->struct_size < sizeof full ? info->struct_size : sizeof full);
  return KILN_OK;
}

static kiln_status checkQuery(size_t count, const char *what, size_t index,
                              const kiln_tensor_info *info) {
  if (!info || info->struct_size < sizeof(size_t) + sizeof(char *))
    return fail(KILN_INVALID_ARGUMENT,
                "kiln_tensor_info is null or its struct_size is not set");
  if (index >= count)
    return fail(KILN_INVALID_ARGUMENT,
                "there is no %s number %zu: the model has %zu", what, index,
                count);
  return KILN_OK;
}

kiln_status kiln_model_input(const kiln_model *model, size_t index,
                             kiln_tensor_info *info) {
  const KilnModuleDescriptor *descriptor = descriptorOf(model);
  if (!descriptor)
    return KILN_INVALID_ARGUMENT;
  if (kiln_status status =
          checkQuery(descriptor->input_count, "input", index, info))
    return status;
  return describe(descriptor->inputs[index], info);
}

kiln_status kiln_model_output(const kiln_model *model, size_t index,
                              kiln_tensor_info *info) {
  const KilnModuleDescriptor *descriptor = descriptorOf(model);
  if (!descriptor)
    return KILN_INVALID_ARGUMENT;
  if (kiln_status status =
          checkQuery(descriptor->output_count, "output", index, info))
    return status;
  return describe(descriptor->outputs[index], info);
}

kiln_status kiln_model_state(const kiln_model *model, size_t index,
                             kiln_tensor_info *info) {
  const KilnModuleDescriptor *descriptor = descriptorOf(model);
  if (!descriptor)
    return KILN_INVALID_ARGUMENT;
  if (kiln_status status =
          checkQuery(descriptor->state_count, "state", index, info))
    return status;
  return describe(descriptor->states[index].tensor, info);
}

//===----------------------------------------------------------------------===//
// Named dimensions
//===----------------------------------------------------------------------===//

size_t kiln_model_dim_count(const kiln_model *model) {
  return cast(model).dim_count;
}

kiln_status kiln_model_dim(const kiln_model *model, size_t index,
                           kiln_dim_info *info) {
  const KilnModuleDescriptor *descriptor = descriptorOf(model);
  if (!descriptor)
    return KILN_INVALID_ARGUMENT;
  if (!info || info->struct_size < sizeof(size_t) + sizeof(char *))
    return fail(KILN_INVALID_ARGUMENT,
                "kiln_dim_info is null or its struct_size is not set");
  if (index >= descriptor->dim_count)
    return fail(KILN_INVALID_ARGUMENT,
                "there is no named dimension number %zu: the model has %u",
                index, descriptor->dim_count);
  const KilnDim &dim = descriptor->dims[index];
  kiln_dim_info full = {info->struct_size, dim.name, dim.least, dim.most};
  memcpy(info, &full,
         info->struct_size < sizeof full ? info->struct_size : sizeof full);
  return KILN_OK;
}

int kiln_model_input_dim(const kiln_model *model, size_t index, uint32_t axis) {
  const KilnModuleDescriptor &descriptor = cast(model);
  if (index >= descriptor.input_count || axis >= descriptor.inputs[index].rank)
    return -1;
  return dimOfSize(descriptor, descriptor.inputs[index].dims[axis]);
}

static const KilnModuleDescriptor *reserved(const kiln_session *session) {
  if (session && session->model)
    return session->model;
  fail(KILN_INVALID_ARGUMENT, session
                                  ? "the named dimensions are not known: call "
                                    "kiln_session_reserve() first"
                                  : "the session is null");
  return nullptr;
}

kiln_status kiln_session_input(const kiln_session *session, size_t index,
                               kiln_tensor_info *info) {
  const KilnModuleDescriptor *model = reserved(session);
  if (!model)
    return KILN_INVALID_ARGUMENT;
  if (kiln_status status = checkQuery(model->input_count, "input", index, info))
    return status;
  return describe(model->inputs[index], info);
}

kiln_status kiln_session_output(const kiln_session *session, size_t index,
                                kiln_tensor_info *info) {
  const KilnModuleDescriptor *model = reserved(session);
  if (!model)
    return KILN_INVALID_ARGUMENT;
  if (kiln_status status =
          checkQuery(model->output_count, "output", index, info))
    return status;
  return describe(model->outputs[index], info);
}

kiln_status kiln_model_check_cpu(const kiln_model *model) {
  const KilnModuleDescriptor *descriptor = descriptorOf(model);
  if (!descriptor)
    return KILN_INVALID_ARGUMENT;
  return chooseVariant(*descriptor) ? KILN_OK : KILN_UNSUPPORTED_CPU;
}
