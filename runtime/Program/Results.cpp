//===- Results.cpp - Showing what a network answered ------------*- C++ -*-===//

#include "runtime/Program/Results.h"

#include "runtime/Error.h"
#include "runtime/Program/Bytes.h"
#include "runtime/Program/HalfFloat.h"
#include "runtime/Program/Npy.h"

#include <math.h>
#include <string.h>

using namespace kiln::runtime;

double kiln::runtime::elementAt(const KilnTensor &tensor, const void *data,
                                size_t index) {
  switch (tensor.dtype) {
  case KILN_F64:
    return static_cast<const double *>(data)[index];
  case KILN_F32:
    return static_cast<const float *>(data)[index];
  case KILN_F16:
    return halfToFloat(static_cast<const uint16_t *>(data)[index]);
  case KILN_BF16:
    return bfloatToFloat(static_cast<const uint16_t *>(data)[index]);
  case KILN_I64:
    return double(static_cast<const int64_t *>(data)[index]);
  case KILN_I32:
    return static_cast<const int32_t *>(data)[index];
  case KILN_I16:
    return static_cast<const int16_t *>(data)[index];
  case KILN_I8:
    return static_cast<const int8_t *>(data)[index];
  default:
    return static_cast<const uint8_t *>(data)[index];
  }
}

static size_t elementCount(const KilnTensor &tensor) {
  size_t count = 1;
  for (uint32_t i = 0; i < tensor.rank; ++i)
    count *= tensor.dims[i];
  return count;
}

static bool isFloat(const KilnTensor &tensor) {
  return tensor.dtype <= KILN_BF16;
}

//===----------------------------------------------------------------------===//
// The best labels
//===----------------------------------------------------------------------===//

static constexpr int mostLabels = 5;

namespace {
struct Score {
  int label;
  double probability;
};
} // namespace

bool kiln::runtime::hasLabels(const KilnModuleDescriptor &model) {
  if (!model.label_count || !model.output_count)
    return false;
  const KilnTensor &scores = model.outputs[0];
  return isFloat(scores) && scores.rank >= 1 && scores.rank <= 2 &&
         scores.dims[scores.rank - 1] == int64_t(model.label_count);
}

/// Networks end in logits, in log-probabilities or in probabilities; only the
/// last must not go through softmax once more.
static bool areProbabilities(const double *values, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; ++i) {
    if (!(values[i] >= 0))
      return false;
    sum += values[i];
  }
  return fabs(sum - 1) < 1e-3;
}

static void softmax(double *values, size_t count) {
  double most = -INFINITY, sum = 0;
  for (size_t i = 0; i < count; ++i)
    most = values[i] > most ? values[i] : most;
  for (size_t i = 0; i < count; ++i)
    sum += values[i] = exp(values[i] - most);
  for (size_t i = 0; i < count; ++i)
    values[i] /= sum;
}

/// The best labels of one row, best first; returns how many: none where the
/// scores are not finite, -1 without memory.
static int bestLabels(const RunResults &results, int row, Score *best) {
  const KilnTensor &tensor = results.model->outputs[0];
  size_t count = results.model->label_count;
  Bytes memory;
  if (!memory.allocate(count * sizeof(double)))
    return -1;
  double *values = memory.as<double>();
  for (size_t i = 0; i < count; ++i)
    values[i] = elementAt(tensor, results.outputs[0], row * count + i);
  if (!areProbabilities(values, count))
    softmax(values, count);
  int found = 0;
  for (size_t i = 0; i < count; ++i)
    if (!isfinite(values[i]))
      return 0;
  for (size_t i = 0; i < count; ++i) {
    int place = found;
    while (place > 0 && values[i] > best[place - 1].probability)
      --place;
    if (place == mostLabels)
      continue;
    found += found < mostLabels;
    for (int p = found - 1; p > place; --p)
      best[p] = best[p - 1];
    best[place] = {int(i), values[i]};
  }
  return found;
}

/// Rows of scores that were asked for: a partly filled batch has more.
static int rowCount(const RunResults &results) {
  const KilnTensor &scores = results.model->outputs[0];
  int rows = scores.rank == 2 ? int(scores.dims[0]) : 1;
  return results.onePerRow && results.fileCount < rows ? results.fileCount
                                                       : rows;
}

static bool printLabels(const RunResults &results, int row) {
  Score best[mostLabels];
  int count = bestLabels(results, row, best);
  if (count < 0)
    return false;
  if (results.onePerRow || rowCount(results) == 1)
    printf("%s:", results.fileNames[results.onePerRow ? row : 0]);
  else
    printf("%s[%d]:", results.fileNames[0], row);
  if (!count)
    printf(" the scores are not finite");
  for (int i = 0; i < count; ++i)
    printf("%s %s %.2f%%", i ? "," : "", results.model->labels[best[i].label],
           best[i].probability * 100);
  printf("\n");
  return true;
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

static long long integerAt(const KilnTensor &tensor, const void *data,
                           size_t index) {
  return tensor.dtype == KILN_I64 ? static_cast<const int64_t *>(data)[index]
                                  : (long long)elementAt(tensor, data, index);
}

static void printValue(const KilnTensor &tensor, const void *data,
                       size_t index) {
  double value = elementAt(tensor, data, index);
  if (!isFloat(tensor))
    printf(" %lld", integerAt(tensor, data, index));
  else if (isnan(value))
    printf(" nan"); // not "-nan": its sign means nothing
  else
    printf(" %.6g", value);
}

static void printValues(const KilnTensor &tensor, const void *data) {
  constexpr size_t most = 16;
  char shape[300];
  size_t count = elementCount(tensor);
  printf("%s: %s %s\n ", tensor.name, kiln_dtype_name(kiln_dtype(tensor.dtype)),
         shapeText(tensor.dims, tensor.rank, shape, sizeof shape));
  for (size_t i = 0; i < count && i < most; ++i)
    printValue(tensor, data, i);
  printf(count > most ? " ... (-o FILE writes all %zu)\n" : "\n", count);
}

bool kiln::runtime::printResults(const RunResults &results) {
  if (hasLabels(*results.model)) {
    for (int row = 0; row < rowCount(results); ++row)
      if (!printLabels(results, row))
        return false;
    return true;
  }
  for (uint32_t i = 0; i < results.model->output_count; ++i)
    printValues(results.model->outputs[i], results.outputs[i]);
  return true;
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

/// Bytes of the character at `text` in UTF-8; 0 if it is none.
static int utf8Length(const char *text) {
  auto byte = [&](int i) { return uint8_t(text[i]); };
  uint8_t first = byte(0);
  int length = first < 0x80                     ? 1
               : first >= 0xc2 && first <= 0xdf ? 2
               : first >= 0xe0 && first <= 0xef ? 3
               : first >= 0xf0 && first <= 0xf4 ? 4
                                                : 0;
  for (int i = 1; i < length; ++i)
    if ((byte(i) & 0xc0) != 0x80)
      return 0;
  // Longer than needed, halves of pairs, beyond the last character.
  bool isWrong =
      (first == 0xe0 && byte(1) < 0xa0) || (first == 0xed && byte(1) >= 0xa0) ||
      (first == 0xf0 && byte(1) < 0x90) || (first == 0xf4 && byte(1) >= 0x90);
  return isWrong ? 0 : length;
}

/// Names of files may be any bytes, JSON is UTF-8.
void kiln::runtime::printJsonString(FILE *file, const char *text) {
  fputc('"', file);
  for (const char *c = text; *c;) {
    int length = utf8Length(c);
    if (*c == '"' || *c == '\\')
      fprintf(file, "\\%c", *c);
    else if (uint8_t(*c) < 0x20)
      fprintf(file, "\\u%04x", uint8_t(*c));
    else if (!length)
      fputs("\\ufffd", file);
    else
      fwrite(c, length, 1, file);
    c += length ? length : 1;
  }
  fputc('"', file);
}

/// JSON knows neither NaN nor infinity.
static void printJsonNumber(const KilnTensor &tensor, const void *data,
                            size_t index) {
  double value = elementAt(tensor, data, index);
  if (tensor.dtype == KILN_BOOL)
    printf(value ? "true" : "false");
  else if (!isFloat(tensor))
    printf("%lld", integerAt(tensor, data, index));
  else if (!isfinite(value))
    printf("null");
  else
    printf(tensor.dtype == KILN_F64 ? "%.17g" : "%.9g", value);
}

static void printJsonTensor(const KilnTensor &tensor, const void *data) {
  char shape[300];
  printf("{\"name\": ");
  printJsonString(stdout, tensor.name);
  printf(", \"dtype\": \"%s\", \"shape\": %s, \"data\": [",
         kiln_dtype_name(kiln_dtype(tensor.dtype)),
         shapeText(tensor.dims, tensor.rank, shape, sizeof shape));
  size_t count = elementCount(tensor);
  for (size_t i = 0; i < count; ++i) {
    printf(i ? ", " : "");
    printJsonNumber(tensor, data, i);
  }
  printf("]}");
}

static bool printJsonLabels(const RunResults &results, int row) {
  Score best[mostLabels];
  int count = bestLabels(results, row, best);
  if (count < 0)
    return false;
  printf("%s{\"input\": ", row ? ", " : "");
  printJsonString(stdout, results.fileNames[results.onePerRow ? row : 0]);
  printf(", \"row\": %d, \"top\": [", row);
  for (int i = 0; i < count; ++i) {
    printf("%s{\"label\": ", i ? ", " : "");
    printJsonString(stdout, results.model->labels[best[i].label]);
    printf(", \"index\": %d, \"probability\": %.9g}", best[i].label,
           best[i].probability);
  }
  printf("]}");
  return true;
}

bool kiln::runtime::printJson(const RunResults &results) {
  printf("{\"inputs\": [");
  for (int file = 0; file < results.fileCount; ++file) {
    printf(file ? ", " : "");
    printJsonString(stdout, results.fileNames[file]);
  }
  printf("], ");
  if (hasLabels(*results.model)) {
    printf("\"predictions\": [");
    for (int row = 0; row < rowCount(results); ++row)
      if (!printJsonLabels(results, row))
        return false;
    printf("], ");
  }
  printf("\"outputs\": [");
  for (uint32_t i = 0; i < results.model->output_count; ++i) {
    printf(i ? ", " : "");
    printJsonTensor(results.model->outputs[i], results.outputs[i]);
  }
  printf("]}");
  return true;
}
