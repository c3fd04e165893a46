//===- Safetensors.cpp - Hugging Face's tensor files ----------------------===//
//
// A 64-bit length, that many bytes of JSON, then the tensors' bytes without
// holes or overlaps.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Archive/ByteReader.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Readers.h"
#include "compiler/Frontend/Archive/Safetensors/JsonText.h"
#include "compiler/Frontend/Archive/Safetensors/SafetensorsTypes.h"
#include "compiler/Frontend/Archive/StridedTensor.h"
#include "compiler/Support/Text.h"

#include "llvm/Support/MathExtras.h"

using namespace kiln;
using llvm::Error;
using llvm::StringRef;

bool kiln::isSafetensors(llvm::ArrayRef<char> bytes) {
  ByteReader reader(bytes);
  uint64_t length;
  StringRef start;
  // A quote, a brace or a space also tells a header that was cut short.
  return reader.read(length) && length >= 2 && reader.take(2, start) &&
         start[0] == '{' &&
         (length - 2 <= reader.remaining() ||
          StringRef("\"} ").contains(start[1]));
}

namespace {

/// One tensor as the header describes it.
struct Entry {
  StringRef name;
  const SafetensorsType *type;
  llvm::SmallVector<int64_t, 4> shape;
  uint64_t begin, end;
};

} // namespace

llvm::ArrayRef<SafetensorsType> kiln::safetensorsTypes() {
  static constexpr SafetensorsType types[] = {
      {"BOOL", 8, DType::Bool},
      {"F4", 4, std::nullopt},
      {"F6_E2M3", 6, std::nullopt},
      {"F6_E3M2", 6, std::nullopt},
      {"U8", 8, DType::U8},
      {"I8", 8, DType::I8},
      {"F8_E5M2", 8, DType::F8E5M2},
      {"F8_E4M3", 8, DType::F8E4M3FN},
      {"F8_E8M0", 8, DType::F8E8M0FNU},
      {"F8_E4M3FNUZ", 8, DType::F8E4M3FNUZ},
      {"F8_E5M2FNUZ", 8, DType::F8E5M2FNUZ},
      {"I16", 16, DType::I16},
      {"U16", 16, DType::U16},
      {"F16", 16, DType::F16},
      {"BF16", 16, DType::BF16},
      {"I32", 32, DType::I32},
      {"U32", 32, DType::U32},
      {"F32", 32, DType::F32},
      {"C64", 64, DType::C64},
      {"F64", 64, DType::F64},
      {"I64", 64, DType::I64},
      {"U64", 64, DType::U64},
  };
  return types;
}

static const SafetensorsType *parseType(StringRef name) {
  for (const SafetensorsType &type : safetensorsTypes())
    if (type.name == name)
      return &type;
  return nullptr;
}

static Error parseShape(const llvm::json::Object &object, Entry &entry) {
  const llvm::json::Array *shape = object.getArray("shape");
  if (!shape)
    return failure("it has no `shape`");
  constexpr size_t maxRank = 64;
  if (shape->size() > maxRank)
    return failure("it has {0} dimensions, more than {1}", shape->size(),
                   maxRank);
  for (const llvm::json::Value &dim : *shape) {
    std::optional<int64_t> size = dim.getAsInteger();
    if (!size || *size < 0)
      return failure("its shape holds something else than sizes");
    entry.shape.push_back(*size);
  }
  return Error::success();
}

static llvm::Expected<Entry> parseEntry(StringRef name,
                                        const llvm::json::Value &value) {
  Entry entry;
  entry.name = name;
  const llvm::json::Object *object = value.getAsObject();
  if (!object)
    return failure("it is described by something else than an object");
  std::optional<StringRef> typeName = object->getString("dtype");
  entry.type = typeName ? parseType(*typeName) : nullptr;
  if (!entry.type)
    return failure("its type is {0}, which safetensors has not",
                   typeName ? quoted(*typeName) : "missing");
  if (Error error = parseShape(*object, entry))
    return error;
  const llvm::json::Array *offsets = object->getArray("data_offsets");
  std::optional<uint64_t> begin, end;
  if (offsets && offsets->size() == 2) {
    begin = (*offsets)[0].getAsUINT64();
    end = (*offsets)[1].getAsUINT64();
  }
  if (!begin || !end || *begin > *end)
    return failure("its `data_offsets` are not a begin and an end");
  entry.begin = *begin;
  entry.end = *end;
  if (object->size() != 3)
    return failure("it has {0} properties, expected dtype, shape and "
                   "data_offsets",
                   object->size());
  std::optional<int64_t> count = checkedNumElements(entry.shape);
  int64_t bits;
  if (!count || llvm::MulOverflow<int64_t>(*count, entry.type->bits, bits))
    return failure("its shape {0} has too many elements",
                   shapeText(entry.shape));
  if (bits % 8 || static_cast<uint64_t>(bits / 8) != entry.end - entry.begin)
    return failure("it has {0} bytes, expected {1} bits for {2} of {3}",
                   entry.end - entry.begin, bits, shapeText(entry.shape),
                   entry.type->name);
  return entry;
}

static Error addNotes(ModelFile &model, const llvm::json::Value &metadata) {
  const llvm::json::Object *object = metadata.getAsObject();
  if (!object)
    return failure("`__metadata__` is not an object");
  for (const auto &[key, value] : *object) {
    std::optional<StringRef> text = value.getAsString();
    if (!text)
      return failure("`__metadata__` holds something else than a string for "
                     "{0}",
                     quoted(key));
    model.notes.push_back({std::string(key.str()), text->str()});
  }
  // The order of JSON objects is not kept: make one.
  llvm::sort(model.notes);
  return Error::success();
}

/// Sorts by place and checks that the tensors cover the data exactly.
static Error checkLayout(std::vector<Entry> &entries, uint64_t dataBytes) {
  llvm::sort(entries, [](const Entry &a, const Entry &b) {
    return std::tie(a.begin, a.end, a.name) < std::tie(b.begin, b.end, b.name);
  });
  uint64_t last = 0;
  for (const Entry &entry : entries) {
    if (entry.begin != last)
      return failure("tensor {0} begins at byte {1} of the data, expected {2}: "
                     "there must be no holes or overlaps",
                     quoted(entry.name), entry.begin, last);
    last = entry.end;
  }
  if (last != dataBytes)
    return failure("the tensors take {0} bytes, but the file has {1}", last,
                   dataBytes);
  return Error::success();
}

static Error addEntry(ModelFile &model, const Entry &entry, const Blob &data,
                      ByteBudget &budget) {
  if (!entry.type->dtype) {
    ModelTensor &tensor = model.tensors.emplace_back();
    tensor.name = entry.name.str();
    tensor.typeName = entry.type->name.str();
    tensor.shape = entry.shape;
    tensor.problem = "has the type " + quoted(entry.type->name);
    return Error::success();
  }
  llvm::SmallVector<int64_t, 4> strides = rowMajorStrides(entry.shape);
  llvm::Expected<HostTensor> tensor =
      makeDense({*entry.type->dtype, entry.shape, strides},
                data.slice(entry.begin, entry.end - entry.begin), budget);
  if (!tensor)
    return tensor.takeError();
  if (Error error = checkBools(*tensor, budget))
    return error;
  addTensor(model, entry.name, std::move(*tensor));
  return Error::success();
}

Error kiln::readSafetensors(ModelFile &model, const Blob &file,
                            ReadContext &context) {
  ByteReader reader(file.bytes);
  uint64_t length;
  StringRef header;
  if (!reader.read(length) || !reader.take(length, header))
    return failure("its header is longer than the file");
  if (length > std::min(maxSafetensorsHeader, context.options.maxParsedBytes))
    return failure("its header is {0} bytes, more than {1}", length,
                   maxSafetensorsHeader);
  llvm::Expected<std::vector<JsonMember>> members = splitJsonObject(header);
  if (!members)
    return withPrefix("safetensors header", members.takeError());
  if (members->size() > context.options.maxTensors)
    return failure("it has {0} tensors, more than {1}", members->size(),
                   context.options.maxTensors);
  Blob data = file.slice(reader.position(), reader.remaining());
  std::vector<Entry> entries;
  for (const JsonMember &member : *members) {
    llvm::Expected<llvm::json::Value> value = parseJson(member.value);
    if (!value)
      return withPrefix("safetensors header: " + quoted(member.key),
                        value.takeError());
    if (member.key == "__metadata__") {
      if (Error error = addNotes(model, *value))
        return error;
      continue;
    }
    llvm::Expected<Entry> entry = parseEntry(member.key, *value);
    if (!entry)
      return withPrefix("tensor " + quoted(member.key), entry.takeError());
    entries.push_back(std::move(*entry));
  }
  if (Error error = checkLayout(entries, data.size()))
    return error;
  for (const Entry &entry : entries)
    if (Error error = addEntry(model, entry, data, context.budget))
      return withPrefix("tensor " + quoted(entry.name), std::move(error));
  return Error::success();
}
