//===- ConvertCommand.cpp - kiln convert ----------------------------------===//

#include "compiler/Frontend/Archive/Convert.h"
#include "compiler/Pipeline/RunPhases.h"
#include "compiler/Tools/kiln/Commands.h"

using namespace kiln;

mlir::LogicalResult kiln::convert(mlir::MLIRContext &context,
                                  const ConvertCommand &command) {
  auto notes = convertWeights(command.options);
  if (!notes)
    return report(&context, notes.takeError());
  if (command.quiet)
    return mlir::success();
  for (const std::string &note : *notes)
    mlir::emitRemark(mlir::UnknownLoc::get(&context), note);
  return mlir::success();
}
