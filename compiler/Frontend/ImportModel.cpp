//===- ImportModel.cpp - From any model file to the kiln dialect ----------===//

#include "compiler/Frontend/ImportModel.h"

#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/ExportedProgram/ImportExportedProgram.h"
#include "compiler/Frontend/NamedDims/ImportNamed.h"
#include "compiler/Frontend/Python/Import/ImportDefinition.h"
#include "compiler/Frontend/Python/Import/PickledModel.h"
#include "compiler/Frontend/TorchScript/ImportTorchScript.h"
#include "compiler/Support/Text.h"
#include "dialects/Kiln/HostTensorAttr.h"
#include "dialects/Kiln/KilnDialect.h"
#include "dialects/Kiln/KilnOps.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace kiln;
using namespace mlir;

static InFlightDiagnostic error(MLIRContext &context) {
  return emitError(UnknownLoc::get(&context));
}

//===----------------------------------------------------------------------===//
// What a file is
//===----------------------------------------------------------------------===//

namespace {
enum class Content { Python, Kiln, ModelFile };
} // namespace

static bool isText(StringRef content) {
  return llvm::all_of(content.take_front(4096), [](unsigned char c) {
    return c >= 32 || llvm::isSpace(c);
  });
}

static Content sniff(StringRef path, StringRef content) {
  bool isSource = path.ends_with(".py");
  bool isIndex = !isSource && content.ltrim().starts_with("{");
  if (!isText(content) || isIndex)
    return Content::ModelFile;
  return !isSource && content.contains("kiln.graph") ? Content::Kiln
                                                     : Content::Python;
}

//===----------------------------------------------------------------------===//
// kiln's own text
//===----------------------------------------------------------------------===//

/// The inputs that the user gave must be those of the graph.
static LogicalResult checkInputs(MLIRContext &context, GraphOp graph,
                                 ArrayRef<ArgumentSpec> specs) {
  if (specs.empty())
    return success();
  size_t count = graph.getNumArguments() - countStates(graph);
  if (specs.size() != count)
    return error(context) << "expected " << count << " inputs, got "
                          << specs.size();
  for (auto [index, spec] : llvm::enumerate(specs)) {
    auto type = cast<RankedTensorType>(graph.getArgumentTypes()[index]);
    std::optional<DType> dtype = dtypeOf(type.getElementType());
    if (!spec.name.empty())
      return error(context) << "--input: the inputs of a graph have no names";
    if (type.hasStaticShape() &&
        (dtype != spec.dtype || type.getShape() != ArrayRef(spec.shape)))
      return error(context)
             << "input " << index << ": expected " << shortName(*dtype) << " "
             << shapeText(type.getShape()) << ", got " << shortName(spec.dtype)
             << " " << shapeText(spec.shape);
  }
  return success();
}

static FailureOr<ImportedModel> importKiln(MLIRContext &context,
                                           const ImportOptions &options,
                                           const ModelReference &reference) {
  if (failed(checkOptions(context, options, "a graph of kiln's own text",
                          {"--input"})))
    return failure();
  ImportedModel result;
  result.module = parseSourceFile<ModuleOp>(reference.path, &context);
  if (!result.module)
    return failure();
  for (auto graph : result.module->getOps<GraphOp>()) {
    if (failed(checkInputs(context, graph, options.inputs)))
      return failure();
    break;
  }
  result.name = identifierOfPath(reference.path);
  result.dependencies.push_back(reference.path);
  return result;
}

/// Weights without the code that uses them.
static LogicalResult refuseModelFile(MLIRContext &context,
                                     const ModelFile &file) {
  InFlightDiagnostic refusal = error(context)
                               << file.path << " is a file of the kind '"
                               << describe(file.kind)
                               << "', which kiln cannot compile by itself yet";
  if (file.kind != FileKind::Onnx)
    refusal.attachNote() << "give the definition of the model, such as "
                            "net.py:Net, and this file with --weights";
  return refusal;
}

/// Files that hold the code of a model beside its weights.
static FailureOr<ImportedModel>
importModelFile(MLIRContext &context, const ImportOptions &options,
                const ModelReference &reference) {
  llvm::Expected<ModelFile> file = readModelFile(reference.path);
  if (!file)
    return error(context) << llvm::toString(file.takeError());
  if (file->kind == FileKind::TorchScript) {
    SmallVector<StringRef> meaningful = {"--input", "--dim", "--arg",
                                         "--weights", "--random-weights"};
    if (!options.weights.empty())
      meaningful.push_back("--key");
    if (failed(checkOptions(context, options, "a TorchScript archive",
                            meaningful)))
      return failure();
    return python::importTorchScript(context, options, *file);
  }
  FailureOr<ImportedModel> result = failure();
  if (file->kind == FileKind::ExportedProgram) {
    if (failed(checkOptions(
            context, options, "an exported program",
            {"--input", "--dim", "--weights", "--random-weights", "--key"})))
      return failure();
    result = exported::importProgram(context, options, *file);
  } else if (python::holdsModel(*file, options))
    result = python::importPickledModel(context, options, *file);
  else
    return refuseModelFile(context, *file);
  if (succeeded(result))
    result->name = identifierOfPath(reference.path);
  return result;
}

/// Finds what is no file or folder but ought to be.
static LogicalResult checkFiles(MLIRContext &context,
                                const ImportOptions &options,
                                const ModelReference &reference) {
  llvm::sys::fs::file_status status;
  if (std::error_code problem = llvm::sys::fs::status(reference.path, status))
    return error(context) << reference.path << ": " << problem.message();
  if (!llvm::sys::fs::is_regular_file(status))
    return error(context) << reference.path << ": expected a file, it is "
                          << (llvm::sys::fs::is_directory(status)
                                  ? "a folder"
                                  : "a device or pipe");
  for (const std::string &folder : options.searchPaths)
    if (!llvm::sys::fs::is_directory(folder))
      return error(context) << "--path: there is no folder '" << folder << "'";
  for (const std::string &path : options.dataPaths)
    if (!llvm::sys::fs::exists(path))
      return error(context) << "--data: there is no '" << path << "'";
  return success();
}

/// Imports by what the file is; all sizes are numbers.
static FailureOr<ImportedModel> importContent(MLIRContext &context,
                                              const ImportOptions &options) {
  ModelReference reference = parseModelReference(options.model);
  if (failed(checkFiles(context, options, reference)))
    return failure();
  auto buffer = llvm::MemoryBuffer::getFile(reference.path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!buffer)
    return error(context) << reference.path << ": "
                          << buffer.getError().message();
  switch (sniff(reference.path, (*buffer)->getBuffer())) {
  case Content::Python:
    if (!options.sources.empty())
      return error(context) << "--source has no meaning for a definition, "
                            << options.model << "; --path finds its imports";
    return python::importDefinition(context, options);
  case Content::Kiln:
    return importKiln(context, options, reference);
  case Content::ModelFile:
    return importModelFile(context, options, reference);
  }
  llvm_unreachable("unknown content");
}

FailureOr<ImportedModel> kiln::importModel(MLIRContext &context,
                                           const ImportOptions &options) {
  context.loadDialect<KilnDialect>();
  auto import = [&](const ImportOptions &options) {
    return importContent(context, options);
  };
  return importNamed(context, options, import);
}
