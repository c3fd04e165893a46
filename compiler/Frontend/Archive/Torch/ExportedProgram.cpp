//===- ExportedProgram.cpp - Weights of torch.export's archives -----------===//
//
// Until 2.8 the weights and constants are torch.save archives inside of the
// archive; since 2.9 they are raw records that a JSON file describes.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Readers.h"
#include "compiler/Frontend/Archive/Safetensors/JsonText.h"
#include "compiler/Frontend/Archive/Sniff.h"
#include "compiler/Frontend/Archive/StridedTensor.h"
#include "compiler/Frontend/Archive/Torch/ExportedTypes.h"

using namespace kiln;
using llvm::Error;
using llvm::StringRef;
using llvm::json::Object;

std::optional<DType> kiln::parseExportedType(int64_t number) {
  switch (number) {
  case 1:
    return DType::U8;
  case 2:
    return DType::I8;
  case 3:
    return DType::I16;
  case 4:
    return DType::I32;
  case 5:
    return DType::I64;
  case 6:
    return DType::F16;
  case 7:
    return DType::F32;
  case 8:
    return DType::F64;
  case 9:
    return DType::C32;
  case 10:
    return DType::C64;
  case 11:
    return DType::C128;
  case 12:
    return DType::Bool;
  case 13:
    return DType::BF16;
  case 28:
    return DType::U16;
  case 29:
    return DType::F8E4M3FN;
  case 30:
    return DType::F8E5M2;
  case 31:
    return DType::F8E4M3FNUZ;
  case 32:
    return DType::F8E5M2FNUZ;
  default:
    return std::nullopt;
  }
}

/// A plain number, or `{"as_int": 3}`; negative and symbolic ones are none.
static std::optional<int64_t> parseSymInt(const llvm::json::Value *value) {
  if (!value)
    return std::nullopt;
  if (const Object *object = value->getAsObject())
    value = object->get("as_int");
  std::optional<int64_t> number =
      value ? value->getAsInteger() : std::optional<int64_t>();
  return number && *number >= 0 ? number : std::nullopt;
}

static Error parseSymInts(const Object &meta, StringRef key,
                          llvm::SmallVectorImpl<int64_t> &result) {
  constexpr size_t maxRank = 64;
  const llvm::json::Array *array = meta.getArray(key);
  if (!array || array->size() > maxRank)
    return failure("its {0} are missing or more than {1}", key, maxRank);
  for (const llvm::json::Value &item : *array) {
    std::optional<int64_t> number = parseSymInt(&item);
    if (!number)
      return failure("its {0} hold something else than sizes", key);
    result.push_back(*number);
  }
  return Error::success();
}

namespace {

/// Reads one `*_config.json` and the records beside it.
class PayloadReader {
public:
  PayloadReader(ModelFile &model, const ZipArchive &archive,
                const ZipArchive::Entry &config, ReadContext &context)
      : model(model), archive(archive), config(config),
        folder(config.name.take_front(config.name.rfind('/') + 1)),
        context(context) {}

  Error run();

private:
  llvm::Expected<std::vector<JsonMember>> parseConfig(StringRef text);
  Error addTensor(const JsonMember &member);
  llvm::Expected<Blob> readRecord(StringRef record);

  ModelFile &model;
  const ZipArchive &archive;
  const ZipArchive::Entry &config;
  StringRef folder;
  ReadContext &context;
  /// Records that several tensors share are unpacked once.
  llvm::StringMap<Blob> records;
};

} // namespace

llvm::Expected<std::vector<JsonMember>>
PayloadReader::parseConfig(StringRef text) {
  llvm::Expected<std::vector<JsonMember>> root = splitJsonObject(text);
  if (!root)
    return root.takeError();
  auto config = llvm::find_if(
      *root, [](const JsonMember &member) { return member.key == "config"; });
  if (config == root->end())
    return failure("it has no object `config`");
  llvm::Expected<std::vector<JsonMember>> members =
      splitJsonObject(config->value);
  if (members && members->size() > context.options.maxTensors)
    return failure("it has {0} tensors, more than {1}", members->size(),
                   context.options.maxTensors);
  return members;
}

llvm::Expected<Blob> PayloadReader::readRecord(StringRef record) {
  auto known = records.find(record);
  if (known != records.end())
    return known->second;
  std::string name = (folder + record).str();
  const ZipArchive::Entry *entry = archive.find(name);
  if (!entry)
    return failure("member {0} is missing", quoted(name));
  llvm::Expected<Blob> content = archive.read(*entry, context.budget);
  if (content)
    records[record] = *content;
  return content;
}

Error PayloadReader::addTensor(const JsonMember &member) {
  llvm::Expected<llvm::json::Value> json = parseJson(member.value);
  if (!json)
    return json.takeError();
  const Object *description = json->getAsObject();
  std::optional<StringRef> recordName =
      description ? description->getString("path_name") : std::nullopt;
  if (!recordName || recordName->empty() || recordName->contains('/'))
    return failure("it names no record");
  const Object *meta = description->getObject("tensor_meta");
  bool isPickle = description->getBoolean("use_pickle").value_or(false);
  auto markUnusable = [&](const char *problem) {
    ModelTensor &unusable = model.tensors.emplace_back();
    unusable.name = member.key;
    unusable.problem = problem;
    return Error::success();
  };
  if (!meta || isPickle)
    return markUnusable("is an object of a class, not a plain tensor");
  std::optional<int64_t> typeNumber = meta->getInteger("dtype");
  std::optional<DType> dtype =
      typeNumber ? parseExportedType(*typeNumber) : std::nullopt;
  constexpr int64_t stridedLayout = 7;
  if (!dtype || meta->getInteger("layout") != stridedLayout)
    return markUnusable("has a type or layout that is not supported");
  llvm::SmallVector<int64_t, 4> sizes, strides;
  if (Error error = parseSymInts(*meta, "sizes", sizes))
    return error;
  if (Error error = parseSymInts(*meta, "strides", strides))
    return error;
  std::optional<int64_t> offset = parseSymInt(meta->get("storage_offset"));
  if (!offset || sizes.size() != strides.size())
    return failure("its offset, sizes and strides do not fit");
  llvm::Expected<Blob> record = readRecord(*recordName);
  if (!record)
    return record.takeError();
  llvm::Expected<HostTensor> tensor =
      makeDense({*dtype, sizes, strides, *offset}, *record, context.budget);
  if (!tensor)
    return tensor.takeError();
  if (Error error = checkBools(*tensor, context.budget))
    return error;
  kiln::addTensor(model, member.key, std::move(*tensor));
  ModelTensor &added = model.tensors.back();
  added.strides = strides;
  added.offset = *offset;
  added.storageKey = recordName->str();
  added.storageNumElements = record->size() / byteWidth(*dtype);
  added.storage = std::move(*record);
  return Error::success();
}

Error PayloadReader::run() {
  llvm::Expected<Blob> text = readStructure(archive, config, context);
  if (!text)
    return text.takeError();
  llvm::Expected<std::vector<JsonMember>> members = parseConfig(text->text());
  if (!members)
    return members.takeError();
  for (const JsonMember &member : *members)
    if (Error error = addTensor(member))
      return withPrefix("tensor " + quoted(member.key), std::move(error));
  return Error::success();
}

/// Reads a torch.save archive that is a member of another archive.
static Error readNested(ModelFile &model, const ZipArchive &archive,
                        const ZipArchive::Entry &entry, ReadContext &context) {
  llvm::Expected<Blob> content = archive.read(entry, context.budget);
  if (!content)
    return content.takeError();
  llvm::Expected<ZipArchive> inner =
      ZipArchive::open(*content, context.options);
  if (!inner)
    return inner.takeError();
  llvm::Expected<FileKind> kind = sniffArchive(*inner, context.budget);
  if (!kind)
    return kind.takeError();
  if (*kind != FileKind::TorchZip)
    return failure("it is a {0}, expected a {1}", describe(*kind),
                   describe(FileKind::TorchZip));
  ModelFile part;
  part.kind = *kind;
  part.values = model.values;
  if (Error error = readTorchZip(part, *inner, context))
    return error;
  llvm::move(part.tensors, std::back_inserter(model.tensors));
  return Error::success();
}

/// Whether a member is the graph of a program; `name` becomes the program's.
static bool isProgram(StringRef &name, StringRef prefix) {
  if (name == "serialized_exported_program.json") {
    name = "model";
    return true;
  }
  return name.consume_front(prefix) && name.consume_front("models/") &&
         name.consume_back(".json");
}

static Error readPart(ModelFile &model, const ZipArchive &archive,
                      const ZipArchive::Entry &entry, StringRef prefix,
                      ReadContext &context) {
  StringRef name = entry.name;
  if (isProgram(name, prefix)) {
    llvm::Expected<Blob> text = readStructure(archive, entry, context);
    if (!text)
      return text.takeError();
    model.programs.push_back({name.str(), std::move(*text)});
    return Error::success();
  }
  name = entry.name;
  if (name == "serialized_state_dict.json" ||
      name == "serialized_constants.json" ||
      name == "serialized_state_dict.pt" || name == "serialized_constants.pt")
    return readNested(model, archive, entry, context);
  if (!name.consume_front(prefix) || (!name.consume_front("data/weights/") &&
                                      !name.consume_front("data/constants/")))
    return Error::success();
  if (name.ends_with(".pt"))
    return readNested(model, archive, entry, context);
  if (name.ends_with("_config.json"))
    return PayloadReader(model, archive, entry, context).run();
  return Error::success();
}

static bool holdsConstants(StringRef member, StringRef prefix) {
  if (member.starts_with("serialized_constants."))
    return true;
  return member.consume_front(prefix) && member.starts_with("data/constants/");
}

Error kiln::readExportedProgram(ModelFile &model, const ZipArchive &archive,
                                ReadContext &context) {
  StringRef prefix = archivePrefix(archive);
  if (const auto *order = archive.find((prefix + "byteorder").str())) {
    llvm::Expected<Blob> content = archive.read(*order, context.budget);
    if (!content)
      return content.takeError();
    if (content->text().trim() != "little")
      return failure("its byte order is {0}, which is not supported",
                     quoted(content->text()));
  }
  for (const ZipArchive::Entry &entry : archive.entries()) {
    size_t first = model.tensors.size();
    if (Error error = readPart(model, archive, entry, prefix, context))
      return withPrefix("member " + quoted(entry.name), std::move(error));
    bool areConstants = holdsConstants(entry.name, prefix);
    for (size_t i = first; i < model.tensors.size(); ++i)
      model.tensors[i].isConstant = areConstants;
  }
  return Error::success();
}
