//===- Inputs.h - From files to the buffers of a run ------------*- C++ -*-===//

#ifndef KILN_RUNTIME_PROGRAM_INPUTS_H
#define KILN_RUNTIME_PROGRAM_INPUTS_H

#include "runtime/Program/Bytes.h"
#include "runtime/Program/Options.h"
#include "runtime/include/kiln.h"

namespace kiln::runtime {

/// The buffers of a model, reused from run to run.
class Buffers {
public:
  bool allocate(const KilnModuleDescriptor &model);

  const kiln_buffer *inputs() const { return all.as<kiln_buffer>(); }
  const kiln_buffer *outputs() const { return inputs() + model->input_count; }

  /// Fills the inputs with reproducible noise.
  void randomise();

  /// Loads files from options.inputs[first] on, as many as one run takes;
  /// returns how many, 0 (with an error) on failure.
  int load(const Options &options, int first);

  /// True if the files loaded last are pictures, each one row of the batch.
  bool onePerRow() const { return pictures; }

private:
  int loadSeveral(const Options &options, int first);
  int loadBatch(const Options &options, int first);

  const KilnModuleDescriptor *model = nullptr;
  Bytes all, memory;
  bool pictures = false;
};

/// The values of named dimensions for the run that begins with
/// options.inputs[first]: those of the files' shapes, as many pictures as may
/// be for the dimension of a batch, else what --dim says, else the least ones.
/// False (with an error) where they disagree.
bool readDims(const KilnModuleDescriptor &model, const Options &options,
              int first, int64_t *values);

} // namespace kiln::runtime

#endif
