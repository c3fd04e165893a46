//===- PictureOptions.h - How pictures become inputs ------------*- C++ -*-===//
//
// The syntax is that of the programs themselves, see runtime/Program/Options.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_TOOLS_KILN_PICTUREOPTIONS_H
#define KILN_TOOLS_KILN_PICTUREOPTIONS_H

#include "runtime/ModuleDescriptor.h"

#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace kiln {

/// As given; empty where an option was not.
struct PictureOptions {
  std::string mean, deviation, resize;
  bool crop = false;
};

llvm::Expected<KilnPreprocessing>
parsePictureOptions(const PictureOptions &options);

/// What is fixed for pictures must be of use for the network's first input.
llvm::Error checkPictureOptions(const KilnPreprocessing &options,
                                mlir::RankedTensorType input);

} // namespace kiln

#endif
