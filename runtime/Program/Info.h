//===- Info.h - What a compiled program says about itself -------*- C++ -*-===//

#ifndef KILN_RUNTIME_PROGRAM_INFO_H
#define KILN_RUNTIME_PROGRAM_INFO_H

#include "runtime/Program/Options.h"

namespace kiln::runtime {

void printInfo(const KilnModuleDescriptor &model,
               const KilnPreprocessing &preprocessing);
void printInfoJson(const KilnModuleDescriptor &model,
                   const KilnPreprocessing &preprocessing);
void printLicenses();

} // namespace kiln::runtime

#endif
