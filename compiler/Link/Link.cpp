//===- Link.cpp - Objects, runtime and weights to a program ---------------===//

#include "compiler/Link/Link.h"

#include "compiler/Link/WeightsSection.h"
#include "lld/Common/Driver.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

LLD_HAS_DRIVER(elf)

using namespace kiln;

//===----------------------------------------------------------------------===//
// Finding the runtime
//===----------------------------------------------------------------------===//

llvm::Expected<std::string> kiln::findRuntimeDirectory() {
  static int anchor;
  llvm::SmallString<256> path(
      llvm::sys::fs::getMainExecutable("kiln", &anchor));
  llvm::sys::path::remove_filename(path);
  llvm::sys::path::append(path, "..", "lib", "kiln");
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  if (llvm::sys::fs::is_directory(path))
    return std::string(path);
  return llvm::createStringError(
      "kiln's runtime is missing: there is no folder %s", path.c_str());
}

/// The C library of this machine, which dynamic programs will find again.
static llvm::Expected<std::string> findSharedLibrary(llvm::StringRef name) {
  for (llvm::StringRef folder :
       {"/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/usr/lib"}) {
    llvm::SmallString<64> path(folder);
    llvm::sys::path::append(path, name);
    if (llvm::sys::fs::exists(path))
      return std::string(path);
  }
  return llvm::createStringError("cannot find %s on this machine",
                                 name.str().c_str());
}

//===----------------------------------------------------------------------===//
// lld's command line
//===----------------------------------------------------------------------===//

namespace {

/// Puts the command line together and keeps the files in memory it names.
class LinkCommand {
public:
  LinkCommand(const LinkInputs &inputs, const LinkOptions &options,
              std::string runtimeDirectory)
      : inputs(inputs), options(options), runtime(std::move(runtimeDirectory)) {
  }

  llvm::Error run(const std::string &outputPath);

private:
  llvm::Error addObjects();
  llvm::Error addMemoryFile(llvm::StringRef content);
  llvm::Error addGlibc();
  llvm::Error addExecutable();
  llvm::Error addSharedLibrary();
  llvm::Error addOutputKind();
  void add(std::initializer_list<llvm::StringRef> arguments) {
    for (llvm::StringRef argument : arguments)
      command.push_back(argument.str());
  }
  void addRuntimeFile(llvm::StringRef name) {
    command.push_back(runtime + "/" + name.str());
  }

  const LinkInputs &inputs;
  const LinkOptions &options;
  std::string runtime;
  std::vector<std::string> command = {"ld.lld"};
  std::vector<MemoryFile> files;
};

} // namespace

static bool embedsWeights(const ModuleDescription &module) {
  return module.weightsBytes && module.weightsFile.empty();
}

llvm::Error LinkCommand::addMemoryFile(llvm::StringRef content) {
  auto file = MemoryFile::create(content);
  if (!file)
    return file.takeError();
  command.push_back(file->path());
  files.push_back(std::move(*file));
  return llvm::Error::success();
}

llvm::Error LinkCommand::addObjects() {
  for (llvm::ArrayRef<char> object : inputs.objects)
    if (llvm::Error error =
            addMemoryFile(llvm::StringRef(object.data(), object.size())))
      return error;
  if (!embedsWeights(*inputs.module))
    return llvm::Error::success();
  auto placeholder =
      weightsPlaceholder(inputs.module->name, inputs.module->weightsBytes,
                         options.output != LinkOutput::Object);
  if (!placeholder)
    return placeholder.takeError();
  return addMemoryFile(*placeholder);
}

llvm::Error LinkCommand::addGlibc() {
  auto libc = findSharedLibrary("libc.so.6");
  if (!libc)
    return libc.takeError();
  auto libm = findSharedLibrary("libm.so.6");
  if (!libm)
    return libm.takeError();
  add({"--as-needed", *libc, *libm});
  addRuntimeFile("glibc/libc_nonshared.a");
  return llvm::Error::success();
}

llvm::Error LinkCommand::addExecutable() {
  bool musl = options.libc == LinkLibC::Musl;
  std::string folder = musl ? "musl/" : "glibc/";
  if (musl)
    add({"-static", "-pie", "--no-dynamic-linker"});
  else
    add({"-pie", "--dynamic-linker=/lib64/ld-linux-x86-64.so.2"});
  add({"--gc-sections",
       "--defsym=kiln_program_model=" + accessorSymbol(inputs.module->name)});
  addRuntimeFile(folder + (musl ? "rcrt1.o" : "Scrt1.o"));
  addRuntimeFile(folder + "crti.o");
  if (llvm::Error error = addObjects())
    return error;
  addRuntimeFile(musl ? "libkiln_runtime_musl.a" : "libkiln_runtime_glibc.a");
  if (musl)
    addRuntimeFile("musl/libc.a");
  else if (llvm::Error error = addGlibc())
    return error;
  addRuntimeFile("libclang_rt.builtins-x86_64.a");
  addRuntimeFile(folder + "crtn.o");
  return llvm::Error::success();
}

/// The whole interface of kiln.h, as a shared library of a model exports it.
static constexpr const char *publicFunctions[] = {
    "kiln_version",
    "kiln_last_error",
    "kiln_dtype_name",
    "kiln_dtype_size",
    "kiln_model_name",
    "kiln_model_input_count",
    "kiln_model_output_count",
    "kiln_model_input",
    "kiln_model_output",
    "kiln_model_state_count",
    "kiln_model_state",
    "kiln_model_input_tree",
    "kiln_model_output_tree",
    "kiln_model_dim_count",
    "kiln_model_dim",
    "kiln_model_input_dim",
    "kiln_model_label_count",
    "kiln_model_label",
    "kiln_model_check_cpu",
    "kiln_session_create",
    "kiln_session_reserve",
    "kiln_session_input",
    "kiln_session_output",
    "kiln_session_run",
    "kiln_session_reset",
    "kiln_session_threads",
    "kiln_session_close",
};

llvm::Error LinkCommand::addSharedLibrary() {
  std::string script = "{ global: " + accessorSymbol(inputs.module->name) + ";";
  for (llvm::StringRef function : publicFunctions) {
    add({"-u", function});
    script += " " + function.str() + ";";
  }
  script += " local: *; };\n";
  auto scriptFile = MemoryFile::create(script);
  if (!scriptFile)
    return scriptFile.takeError();
  add({"-shared", "-Bsymbolic", "--gc-sections",
       "-soname=" + llvm::sys::path::filename(options.outputPath).str(),
       "--version-script=" + scriptFile->path()});
  files.push_back(std::move(*scriptFile));
  addRuntimeFile("glibc/crti.o");
  if (llvm::Error error = addObjects())
    return error;
  addRuntimeFile("libkiln_runtime_pic.a");
  if (llvm::Error error = addGlibc())
    return error;
  addRuntimeFile("libclang_rt.builtins-x86_64.a");
  addRuntimeFile("glibc/crtn.o");
  return llvm::Error::success();
}

llvm::Error LinkCommand::addOutputKind() {
  switch (options.output) {
  case LinkOutput::Executable:
    return addExecutable();
  case LinkOutput::SharedLibrary:
    return addSharedLibrary();
  case LinkOutput::Object:
    add({"-r"});
    return addObjects();
  }
  llvm_unreachable("unknown kind of output");
}

llvm::Error LinkCommand::run(const std::string &outputPath) {
  add({"-m", "elf_x86_64", "--build-id=none", "--hash-style=gnu",
       "--strip-debug", "-z", "now", "-z", "relro", "-z", "text", "-z",
       "noexecstack", "-o", outputPath});
  if (llvm::Error error = addOutputKind())
    return error;
  std::vector<const char *> arguments;
  for (const std::string &argument : command)
    arguments.push_back(argument.c_str());
  std::string messages;
  llvm::raw_string_ostream stream(messages);
  lld::Result result =
      lld::lldMain(arguments, stream, stream, {{lld::Gnu, &lld::elf::link}});
  if (result.retCode == 0)
    return llvm::Error::success();
  return llvm::createStringError(
      "cannot link %s: %s", options.outputPath.c_str(),
      llvm::StringRef(messages).trim().str().c_str());
}

//===----------------------------------------------------------------------===//
// The phase
//===----------------------------------------------------------------------===//

static llvm::Error writeOutput(const LinkInputs &inputs,
                               const LinkOptions &options, OutputFiles &files) {
  std::string runtime = options.runtimeDirectory;
  if (runtime.empty()) {
    auto found = findRuntimeDirectory();
    if (!found)
      return found.takeError();
    runtime = *found;
  }
  auto path = files.add(options.outputPath);
  if (!path)
    return path.takeError();
  if (llvm::Error error = LinkCommand(inputs, options, runtime).run(*path))
    return error;
  return embedsWeights(*inputs.module) ? appendWeights(*path, inputs)
                                       : llvm::Error::success();
}

static std::string besideOutput(const LinkOptions &options,
                                llvm::StringRef name) {
  llvm::SmallString<256> path(options.outputPath);
  llvm::sys::path::remove_filename(path);
  llvm::sys::path::append(path, name);
  return std::string(path);
}

std::string kiln::headerPathOf(const LinkOptions &options) {
  if (!options.headerPath.empty())
    return options.headerPath;
  llvm::SmallString<256> path(options.outputPath);
  llvm::sys::path::replace_extension(path, "h");
  return std::string(path);
}

llvm::Error kiln::linkModel(const LinkInputs &inputs,
                            const LinkOptions &options, OutputFiles &files) {
  assert(inputs.module && "the module's description is needed");
  const ModuleDescription &module = *inputs.module;
  if (module.weightsBytes && !module.weightsFile.empty()) {
    auto path = files.add(options.weightsPath.empty()
                              ? besideOutput(options, module.weightsFile)
                              : options.weightsPath);
    if (!path)
      return path.takeError();
    if (llvm::Error error = writeWeightsFile(*path, inputs))
      return error;
  }
  if (llvm::Error error = writeOutput(inputs, options, files))
    return error;
  if (options.output == LinkOutput::Executable || !options.writesHeader)
    return llvm::Error::success();
  return files.add(headerPathOf(options), modelHeader(module));
}
