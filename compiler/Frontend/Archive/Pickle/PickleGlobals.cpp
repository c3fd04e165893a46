//===- PickleGlobals.cpp - Classes and functions known by name ------------===//

#include "compiler/Frontend/Archive/Pickle/PickleGlobals.h"

#include "llvm/ADT/StringSwitch.h"

using namespace kiln;
using llvm::StringRef;

bool kiln::isBuiltinModule(StringRef module) {
  return module == "builtins" || module == "__builtin__" ||
         module == "__builtins__";
}

/// Modules of which any call is refused, with all their submodules.
static bool isCodeModule(StringRef package) {
  return llvm::StringSwitch<bool>(package)
      .Cases({"os", "posix", "nt", "ntpath", "posixpath", "sys"}, true)
      .Cases({"subprocess", "commands", "popen2", "pty", "shutil"}, true)
      .Cases({"importlib", "imp", "runpy", "pkgutil", "zipimport"}, true)
      .Cases({"code", "codeop", "dis", "inspect", "trace"}, true)
      .Cases({"pdb", "bdb", "cProfile", "profile", "timeit", "doctest"}, true)
      .Cases({"pickle", "_pickle", "cPickle", "marshal", "shelve"}, true)
      .Cases({"dill", "cloudpickle", "joblib"}, true)
      .Cases({"ctypes", "_ctypes", "cffi", "gc"}, true)
      .Cases({"socket", "_socket", "ssl", "socketserver", "asyncio"}, true)
      .Cases({"http", "urllib", "urllib2", "httplib", "ftplib"}, true)
      .Cases({"smtplib", "telnetlib", "webbrowser", "requests", "aiohttp"},
             true)
      .Cases({"multiprocessing", "threading", "_thread", "signal"}, true)
      .Cases({"pip", "ensurepip", "venv", "setuptools", "distutils"}, true)
      .Cases({"pydoc", "idlelib", "lib2to3", "site", "tempfile"}, true)
      .Default(false);
}

static bool isCodeBuiltin(StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases({"eval", "exec", "execfile", "compile", "open", "file"}, true)
      .Cases({"__import__", "apply", "input", "raw_input", "breakpoint"}, true)
      .Cases({"globals", "locals", "vars", "setattr", "delattr"}, true)
      .Cases({"map", "filter", "exit", "quit", "help", "reload"}, true)
      .Default(false);
}

/// Single functions of packages that are harmless otherwise.
static bool isCodeFunction(StringRef qualifiedName) {
  return llvm::StringSwitch<bool>(qualifiedName)
      .Cases({"operator.attrgetter", "operator.methodcaller"}, true)
      .Cases({"_operator.attrgetter", "_operator.methodcaller"}, true)
      .Cases({"types.FunctionType", "types.CodeType", "types.MethodType"}, true)
      .Cases({"io.open", "_io.open", "io.open_code", "_io.open_code"}, true)
      .Cases({"io.FileIO", "_io.FileIO", "_pyio.FileIO", "_pyio.open"}, true)
      .Cases({"torch.load", "torch.serialization.load", "torch.save"}, true)
      .Cases({"torch.compile", "torch.from_file", "numpy.load"}, true)
      .Case("numpy.testing._private.utils.runstring", true)
      .StartsWith("torch.hub.", true)
      .StartsWith("torch.ops.load_library", true)
      .StartsWith("torch._ops.", true)
      .StartsWith("torch.utils.cpp_extension.", true)
      .StartsWith("torch.utils.model_zoo.", true)
      .StartsWith("torch.utils._config_module.", true)
      .StartsWith("torch.utils.bottleneck.", true)
      .StartsWith("torch.utils.collect_env.", true)
      .StartsWith("torch.utils.data.datapipes.utils.decoder.", true)
      .StartsWith("torch._inductor.", true)
      .StartsWith("torch._dynamo.", true)
      .StartsWith("torch.fx.experimental.", true)
      .StartsWith("torch.jit.unsupported_tensor_ops.execWrapper", true)
      .StartsWith("torch.jit.load", true)
      .StartsWith("torch.package.", true)
      .StartsWith("torch.multiprocessing.", true)
      .Default(false);
}

bool kiln::runsCode(const GlobalValue &global) {
  StringRef module = global.module;
  if (isBuiltinModule(module))
    // STACK_GLOBAL may reach into attributes: `eval.__call__`.
    return isCodeBuiltin(global.name.split('.').first);
  return isCodeModule(module.split('.').first) ||
         isCodeFunction(global.qualifiedName());
}

std::optional<StorageClass> kiln::storageClass(const GlobalValue &global) {
  StringRef package = global.module.split('.').first;
  StringRef name = global.name;
  if (package != "torch" || !name.consume_back("Storage"))
    return std::nullopt;
  using Class = std::optional<StorageClass>;
  return llvm::StringSwitch<Class>(name)
      .Case("Double", StorageClass{DType::F64, 8})
      .Case("Float", StorageClass{DType::F32, 4})
      .Case("Half", StorageClass{DType::F16, 2})
      .Case("BFloat16", StorageClass{DType::BF16, 2})
      .Case("Long", StorageClass{DType::I64, 8})
      .Case("Int", StorageClass{DType::I32, 4})
      .Case("Short", StorageClass{DType::I16, 2})
      .Case("Char", StorageClass{DType::I8, 1})
      .Case("Byte", StorageClass{DType::U8, 1})
      .Case("Untyped", StorageClass{DType::U8, 1})
      .Case("Bool", StorageClass{DType::Bool, 1})
      .Case("ComplexHalf", StorageClass{DType::C32, 4})
      .Case("ComplexFloat", StorageClass{DType::C64, 8})
      .Case("ComplexDouble", StorageClass{DType::C128, 16})
      .Case("QInt8", StorageClass{std::nullopt, 1})
      .Case("QUInt8", StorageClass{std::nullopt, 1})
      .Case("QInt32", StorageClass{std::nullopt, 4})
      .Case("QUInt4x2", StorageClass{std::nullopt, 0})
      .Case("QUInt2x4", StorageClass{std::nullopt, 0})
      .Default(std::nullopt);
}

StringRef kiln::storageClassOf(DType type) {
  switch (type) {
  case DType::F64:
    return "DoubleStorage";
  case DType::F32:
    return "FloatStorage";
  case DType::F16:
    return "HalfStorage";
  case DType::BF16:
    return "BFloat16Storage";
  case DType::I64:
    return "LongStorage";
  case DType::I32:
    return "IntStorage";
  case DType::I16:
    return "ShortStorage";
  case DType::I8:
    return "CharStorage";
  case DType::U8:
    return "ByteStorage";
  case DType::Bool:
    return "BoolStorage";
  case DType::C64:
    return "ComplexFloatStorage";
  case DType::C128:
    return "ComplexDoubleStorage";
  default:
    return "";
  }
}

std::optional<DType> kiln::dtypeOfGlobal(const GlobalValue &global) {
  if (global.module != "torch")
    return std::nullopt;
  std::optional<DType> type = parseDType(global.name);
  // parseDType() knows kiln's own spellings too, which torch does not have.
  return type && torchName(*type) == global.name ? type : std::nullopt;
}

bool kiln::isDictClass(const GlobalValue &global) {
  if (isBuiltinModule(global.module))
    return global.name == "dict";
  return global.module == "collections" &&
         (global.name == "OrderedDict" || global.name == "Counter" ||
          global.name == "defaultdict");
}
