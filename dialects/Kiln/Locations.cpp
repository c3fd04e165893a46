//===- Locations.cpp - Places in the user's files -------------------------===//

#include "dialects/Kiln/Locations.h"

#include <fmt/format.h>

using namespace mlir;

static FileLineColLoc userLocation(Location location) {
  if (auto file = dyn_cast<FileLineColLoc>(location))
    return file.getFilename().getValue().starts_with("<") ? FileLineColLoc()
                                                          : file;
  SmallVector<Location> inside;
  if (auto call = dyn_cast<CallSiteLoc>(location))
    inside = {call.getCallee(), call.getCaller()};
  else if (auto name = dyn_cast<NameLoc>(location))
    inside = {name.getChildLoc()};
  else if (auto fused = dyn_cast<FusedLoc>(location))
    inside.assign(fused.getLocations().begin(), fused.getLocations().end());
  for (Location inner : inside)
    if (FileLineColLoc found = userLocation(inner))
      return found;
  return FileLineColLoc();
}

std::string kiln::placeOf(Location location) {
  FileLineColLoc file = userLocation(location);
  if (!file)
    return "";
  return fmt::format("{}:{}:{}", file.getFilename().str(), file.getLine(),
                     file.getColumn());
}
