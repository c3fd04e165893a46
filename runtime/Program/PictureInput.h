//===- PictureInput.h - From a picture file to an input ---------*- C++ -*-===//

#ifndef KILN_RUNTIME_PROGRAM_PICTUREINPUT_H
#define KILN_RUNTIME_PROGRAM_PICTUREINPUT_H

#include "runtime/ModuleDescriptor.h"
#include "runtime/Program/Resize.h"

namespace kiln::runtime {

bool looksLikePicture(const uint8_t *data, size_t size);

/// Decodes a PNG or JPEG into `channels` (1 or 3) channels; alpha is dropped.
bool decodePicture(const char *path, const uint8_t *data, size_t size,
                   int channels, Picture &picture);

/// Pictures that one run of a model with this input takes; 0 if it takes none.
int64_t picturesPerRun(const KilnTensor &input);

/// Decodes, resizes, crops and normalises a picture into `elements`, the place
/// of one picture in the input's buffer.
bool readPicture(const char *path, const uint8_t *data, size_t size,
                 const KilnTensor &input, const KilnPreprocessing &how,
                 void *elements);

} // namespace kiln::runtime

#endif
