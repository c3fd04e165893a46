//===- Link.h - Objects, runtime and weights to a program -------*- C++ -*-===//
//
// The last phase. Objects stay in memory files, lld runs in this process, and
// the weights are streamed behind what lld wrote, into a read-only segment of
// their own: they never pass through the linker.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_LINK_LINK_H
#define KILN_LINK_LINK_H

#include "compiler/Link/ModuleDescription.h"
#include "compiler/Support/OutputFile.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <functional>
#include <string>
#include <vector>

namespace kiln {

enum class LinkOutput { Executable, SharedLibrary, Object };
enum class LinkLibC { Musl, Glibc };

struct LinkOptions {
  LinkOutput output = LinkOutput::Executable;
  LinkLibC libc =
      LinkLibC::Musl; ///< of executables; libraries always use glibc
  std::string outputPath;
  /// C header of libraries and objects; empty: the output's name with ".h".
  std::string headerPath;
  bool writesHeader = true;
  /// Where to write the weights when they stay beside the program
  /// (ModuleDescription::weightsFile); empty: beside the output.
  std::string weightsPath;
  /// Folder with the runtime's archives; empty: found beside the compiler.
  std::string runtimeDirectory;
};

struct LinkInputs {
  /// What the header describes; `objects` already hold its descriptor.
  const ModuleDescription *module = nullptr;
  /// Relocatable ELF objects.
  std::vector<llvm::ArrayRef<char>> objects;
  /// Writes exactly module->weightsBytes bytes.
  std::function<llvm::Error(llvm::raw_ostream &)> writeWeights;
};

/// Where the header of a library or object is written.
std::string headerPathOf(const LinkOptions &options);

/// Adds the output and, as options ask, header and weights file to `files`. The
/// bytes depend on nothing but the inputs. Not thread-safe, as lld is not.
llvm::Error linkModel(const LinkInputs &inputs, const LinkOptions &options,
                      OutputFiles &files);

/// lib/kiln of the build tree or installation that `program` belongs to.
llvm::Expected<std::string> findRuntimeDirectory();

/// The text of the C header of a model.
std::string modelHeader(const ModuleDescription &module);

} // namespace kiln

#endif
