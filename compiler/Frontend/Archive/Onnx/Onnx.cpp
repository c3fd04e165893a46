//===- Onnx.cpp - The tensors and signature of ONNX models ----------------===//
//
// Only what a model file holds: its initializers and what its graph takes and
// gives. What the graph computes is the ONNX frontend's business.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Onnx/ProtobufReader.h"
#include "compiler/Frontend/Archive/Readers.h"
#include "compiler/Frontend/Archive/StridedTensor.h"
#include "compiler/Support/Text.h"

#include <cstring>
#include <map>

using namespace kiln;
using llvm::Error;
using llvm::StringRef;

bool kiln::isOnnx(llvm::ArrayRef<char> bytes) {
  constexpr uint64_t irVersion = 1, graph = 7, lastField = 64;
  bool hasVersion = false, hasGraph = false;
  ProtobufReader reader(StringRef(bytes.data(), bytes.size()));
  for (ProtobufField field; reader.next(field);) {
    if (field.number > lastField)
      return false;
    hasVersion |= field.number == irVersion && !field.isBytes &&
                  field.value > 0 && field.value < 100;
    hasGraph |= field.number == graph && field.isBytes;
  }
  return !reader.failed() && hasVersion && hasGraph;
}

/// TensorProto.DataType; nullopt for strings and types of less than a byte.
static std::optional<DType> parseDataType(uint64_t number) {
  constexpr std::optional<DType> none;
  static const std::optional<DType> types[] = {none,
                                               DType::F32,
                                               DType::U8,
                                               DType::I8,
                                               DType::U16,
                                               DType::I16,
                                               DType::I32,
                                               DType::I64,
                                               none,
                                               DType::Bool,
                                               DType::F16,
                                               DType::F64,
                                               DType::U32,
                                               DType::U64,
                                               DType::C64,
                                               DType::C128,
                                               DType::BF16,
                                               DType::F8E4M3FN,
                                               DType::F8E4M3FNUZ,
                                               DType::F8E5M2,
                                               DType::F8E5M2FNUZ,
                                               none,
                                               none,
                                               none,
                                               DType::F8E8M0FNU};
  return number < std::size(types) ? types[number] : none;
}

namespace {

/// A TensorProto.
struct TensorMessage {
  StringRef name;
  llvm::SmallVector<int64_t, 4> dims;
  uint64_t type = 0;
  /// Of raw_data, or of a packed list of numbers as wide as the type.
  std::optional<StringRef> raw;
  /// Numbers of int32_data, int64_data and uint64_data, still as varints.
  StringRef varints;
  /// Elements that stand in fields of their own.
  std::vector<uint64_t> numbers;
  bool isExternal = false;
  StringRef location;
};

class OnnxReader {
public:
  OnnxReader(ModelFile &model, const Blob &file, ReadContext &context)
      : model(model), file(file), context(context) {}

  Error run();

private:
  Error readGraph(StringRef message);
  Error readInitializer(StringRef message);
  Error addTensor(const TensorMessage &tensor);
  llvm::Expected<Blob> unpackNumbers(const TensorMessage &tensor, DType dtype);
  void addNote(StringRef key, std::string text) {
    if (!text.empty())
      model.notes.push_back({key.str(), std::move(text)});
  }
  Blob blobOf(StringRef text) const {
    return {{text.data(), text.size()}, file.owner};
  }

  ModelFile &model;
  const Blob &file;
  ReadContext &context;
  std::map<std::string, uint64_t> operators;
};

} // namespace

static bool readDims(StringRef packed, llvm::SmallVectorImpl<int64_t> &dims) {
  constexpr size_t maxRank = 64;
  ByteReader reader({packed.data(), packed.size()});
  while (!reader.atEnd()) {
    uint64_t dim;
    if (!ProtobufReader::readVarint(reader, dim) || dims.size() == maxRank)
      return false;
    dims.push_back(static_cast<int64_t>(dim));
  }
  return true;
}

/// external_data: pairs of a key and a value.
static void readLocation(StringRef message, TensorMessage &tensor) {
  StringRef key, value;
  ProtobufReader reader(message);
  for (ProtobufField field; reader.next(field);)
    (field.number == 1 ? key : value) = field.bytes;
  if (key == "location")
    tensor.location = value;
}

static bool readTensorField(const ProtobufField &field, TensorMessage &tensor) {
  enum {
    Dims = 1,
    DataType = 2,
    FloatData = 4,
    Int32Data = 5,
    Int64Data = 7,
    Name = 8,
    RawData = 9,
    DoubleData = 10,
    Uint64Data = 11,
    ExternalData = 13,
    DataLocation = 14
  };
  switch (field.number) {
  case Dims:
    if (field.isBytes)
      return readDims(field.bytes, tensor.dims);
    tensor.dims.push_back(static_cast<int64_t>(field.value));
    return tensor.dims.size() <= 64;
  case DataType:
    tensor.type = field.value;
    return !field.isBytes;
  case Name:
    tensor.name = field.bytes;
    return field.isBytes;
  case RawData:
  case FloatData:
  case DoubleData:
    if (field.isBytes)
      tensor.raw = field.bytes;
    else
      tensor.numbers.push_back(field.value);
    return true;
  case Int32Data:
  case Int64Data:
  case Uint64Data:
    if (field.isBytes)
      tensor.varints = field.bytes;
    else
      tensor.numbers.push_back(field.value);
    return true;
  case ExternalData:
    readLocation(field.bytes, tensor);
    return field.isBytes;
  case DataLocation:
    tensor.isExternal = field.value == 1;
    return true;
  default:
    return true;
  }
}

llvm::Expected<Blob> OnnxReader::unpackNumbers(const TensorMessage &tensor,
                                               DType dtype) {
  std::vector<uint64_t> numbers = tensor.numbers;
  ByteReader reader({tensor.varints.data(), tensor.varints.size()});
  if (!context.budget.spend(tensor.varints.size() * 8))
    return failure("its numbers take more than the {0} bytes that are left to "
                   "this file",
                   context.budget.remaining());
  while (!reader.atEnd()) {
    uint64_t number;
    if (!ProtobufReader::readVarint(reader, number))
      return failure("its numbers are cut short");
    numbers.push_back(number);
  }
  unsigned width = byteWidth(dtype);
  if (width > sizeof(uint64_t))
    return failure("its complex numbers are not in raw form");
  char *memory;
  Blob bytes = Blob::allocate(numbers.size() * width, memory);
  for (uint64_t number : numbers) {
    // Little-endian: the lowest bytes come first.
    std::memcpy(memory, &number, width);
    memory += width;
  }
  return bytes;
}

Error OnnxReader::addTensor(const TensorMessage &tensor) {
  std::optional<DType> dtype = parseDataType(tensor.type);
  if (tensor.isExternal || !dtype) {
    ModelTensor &unusable = model.tensors.emplace_back();
    unusable.name = tensor.name.str();
    unusable.shape = tensor.dims;
    unusable.typeName = dtype ? shortName(*dtype).str() : "";
    unusable.problem = tensor.isExternal
                           ? "lies in the file " + quoted(tensor.location)
                           : "has the type " + std::to_string(tensor.type);
    return Error::success();
  }
  llvm::Expected<Blob> data =
      tensor.raw ? blobOf(*tensor.raw) : unpackNumbers(tensor, *dtype);
  if (!data)
    return data.takeError();
  std::optional<int64_t> count = checkedNumElements(tensor.dims);
  uint64_t width = byteWidth(*dtype);
  if (!count || static_cast<uint64_t>(*count) != data->size() / width ||
      data->size() % width)
    return failure("it has {0} bytes, expected {1} {2}", data->size(),
                   shortName(*dtype), shapeText(tensor.dims));
  llvm::Expected<HostTensor> dense =
      makeDense({*dtype, tensor.dims, rowMajorStrides(tensor.dims)}, *data,
                context.budget);
  if (!dense)
    return dense.takeError();
  if (Error error = checkBools(*dense, context.budget))
    return error;
  kiln::addTensor(model, tensor.name, std::move(*dense));
  return Error::success();
}

Error OnnxReader::readInitializer(StringRef message) {
  if (model.tensors.size() >= context.options.maxTensors)
    return failure("it has more than {0} tensors", context.options.maxTensors);
  TensorMessage tensor;
  ProtobufReader reader(message);
  bool isWhole = true;
  for (ProtobufField field; isWhole && reader.next(field);)
    isWhole = readTensorField(field, tensor);
  if (!isWhole || reader.failed())
    return failure("initializer {0} is broken", quoted(tensor.name));
  if (Error error = addTensor(tensor))
    return withPrefix("initializer " + quoted(tensor.name), std::move(error));
  return Error::success();
}

/// The message in a field, or nothing.
static StringRef findMessage(StringRef message, uint64_t number) {
  StringRef found;
  ProtobufReader reader(message);
  for (ProtobufField field; reader.next(field);)
    if (field.number == number && field.isBytes)
      found = field.bytes;
  return found;
}

/// A ValueInfoProto: "x: f32 Nx3x32x32".
static std::string describeValue(StringRef message) {
  StringRef tensorType = findMessage(findMessage(message, 2), 1);
  std::string text = findMessage(message, 1).str() + ":";
  ProtobufReader type(tensorType);
  for (ProtobufField field; type.next(field);) {
    if (field.number == 1 && !field.isBytes) {
      std::optional<DType> dtype = parseDataType(field.value);
      text += " " + (dtype ? shortName(*dtype).str()
                           : "type " + std::to_string(field.value));
    }
    if (field.number != 2)
      continue;
    std::string dims;
    ProtobufReader shape(field.bytes);
    for (ProtobufField dim; shape.next(dim) && dims.size() < 200;) {
      StringRef name = findMessage(dim.bytes, 2);
      ProtobufReader value(dim.bytes);
      ProtobufField number;
      bool isNumber = value.next(number) && !number.isBytes;
      dims +=
          (dims.empty() ? "" : ", ") + (isNumber ? std::to_string(number.value)
                                        : name.empty() ? "?"
                                                       : name.str());
    }
    text += " [" + dims + "]";
  }
  return text;
}

Error OnnxReader::readGraph(StringRef message) {
  enum { Node = 1, Name = 2, Initializer = 5, Input = 11, Output = 12 };
  constexpr size_t maxNotes = 1000;
  ProtobufReader reader(message);
  for (ProtobufField field; reader.next(field);) {
    if (field.number == Initializer) {
      if (Error error = readInitializer(field.bytes))
        return error;
    } else if (model.notes.size() > maxNotes) {
      continue;
    } else if (field.number == Input || field.number == Output) {
      addNote(field.number == Input ? "input" : "output",
              describeValue(field.bytes));
    } else if (field.number == Node && operators.size() < maxNotes) {
      ++operators[findMessage(field.bytes, 4).str()];
    }
  }
  if (reader.failed())
    return failure("its graph is broken at byte {0} of {1}", reader.position(),
                   message.size());
  return Error::success();
}

Error OnnxReader::run() {
  enum { IrVersion = 1, Producer = 2, ProducerVersion = 3, Graph = 7 };
  ProtobufReader reader(file.text());
  for (ProtobufField field; reader.next(field);) {
    if (field.number == IrVersion)
      addNote("IR version", std::to_string(field.value));
    else if (field.number == Producer || field.number == ProducerVersion)
      addNote(field.number == Producer ? "producer" : "producer version",
              field.bytes.str());
    else if (field.number == Graph)
      if (Error error = readGraph(field.bytes))
        return error;
    if (model.notes.size() > 2000)
      return failure("it repeats its fields");
  }
  std::string list;
  for (const auto &[name, count] : operators)
    list += llvm::formatv("{0}{1} {2}", list.empty() ? "" : ", ", count, name);
  addNote("operators", list);
  return Error::success();
}

Error kiln::readOnnx(ModelFile &model, const Blob &file, ReadContext &context) {
  return OnnxReader(model, file, context).run();
}
