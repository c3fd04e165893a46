//===- Results.h - Showing what a network answered --------------*- C++ -*-===//

#ifndef KILN_RUNTIME_PROGRAM_RESULTS_H
#define KILN_RUNTIME_PROGRAM_RESULTS_H

#include "runtime/ModuleDescriptor.h"
#include "runtime/include/kiln.h"

#include <stdio.h>

namespace kiln::runtime {

/// The answers of one run.
struct RunResults {
  const KilnModuleDescriptor *model;
  const void *const *outputs;   ///< one per output of the model
  const char *const *fileNames; ///< what the inputs came from
  int fileCount;
  bool onePerRow; ///< each file is one row of the batch; else all rows are one
};

/// True if the first output scores the compiled-in labels.
bool hasLabels(const KilnModuleDescriptor &model);

/// Prints the best labels of each row, or the values of each output.
bool printResults(const RunResults &results);

/// Prints the run as one JSON object, without a final newline.
bool printJson(const RunResults &results);

/// Element `index` of a tensor as a double.
double elementAt(const KilnTensor &tensor, const void *data, size_t index);

/// Writes `text` as a JSON string.
void printJsonString(FILE *file, const char *text);

} // namespace kiln::runtime

#endif
