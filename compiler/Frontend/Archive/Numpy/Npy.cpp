//===- Npy.cpp - NumPy's array files --------------------------------------===//

#include "compiler/Frontend/Archive/Numpy/Npy.h"
#include "compiler/Frontend/Archive/ByteReader.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Readers.h"
#include "compiler/Frontend/Archive/StridedTensor.h"
#include "compiler/Support/Text.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/MathExtras.h"

using namespace kiln;
using llvm::Error;
using llvm::StringRef;

bool kiln::isNpy(llvm::ArrayRef<char> bytes) {
  return StringRef(bytes.data(), bytes.size()).starts_with(npyMagic);
}

namespace {

struct NpyHeader {
  DType dtype;
  bool isBigEndian = false;
  bool isFortran = false;
  llvm::SmallVector<int64_t, 4> shape;
};

/// Parses the header, a Python dict of three literals such as
/// `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
class NpyHeaderParser {
public:
  explicit NpyHeaderParser(StringRef text) : text(text) {}

  llvm::Expected<NpyHeader> run();

private:
  Error parseEntry();
  Error parseType();
  Error parseShape();
  Error parseOrder();
  bool accept(StringRef token) {
    text = text.ltrim();
    return text.consume_front(token);
  }
  std::optional<StringRef> parseString();
  Error unexpected(const char *expected) {
    return failure("the header has {0} where {1} is expected",
                   quoted(text.take_front(16)), expected);
  }

  StringRef text;
  NpyHeader header;
  bool hasType = false, hasShape = false, hasOrder = false;
};

} // namespace

std::optional<StringRef> NpyHeaderParser::parseString() {
  text = text.ltrim();
  if (text.empty() || (text[0] != '\'' && text[0] != '"'))
    return std::nullopt;
  size_t end = text.find(text[0], 1);
  if (end == StringRef::npos)
    return std::nullopt;
  StringRef result = text.slice(1, end);
  text = text.drop_front(end + 1);
  return result;
}

static std::optional<DType> parseDescription(StringRef kindAndSize) {
  using Type = std::optional<DType>;
  return llvm::StringSwitch<Type>(kindAndSize)
      .Case("b1", DType::Bool)
      .Case("i1", DType::I8)
      .Case("i2", DType::I16)
      .Case("i4", DType::I32)
      .Case("i8", DType::I64)
      .Case("u1", DType::U8)
      .Case("u2", DType::U16)
      .Case("u4", DType::U32)
      .Case("u8", DType::U64)
      .Case("f2", DType::F16)
      .Case("f4", DType::F32)
      .Case("f8", DType::F64)
      .Case("c8", DType::C64)
      .Case("c16", DType::C128)
      // NumPy has no bf16; libraries that add it write two opaque bytes.
      .Case("V2", DType::BF16)
      .Default(std::nullopt);
}

Error NpyHeaderParser::parseType() {
  if (accept("["))
    return failure("it is an array of records, expected one of numbers");
  std::optional<StringRef> name = parseString();
  if (!name)
    return unexpected("a type");
  StringRef rest = *name;
  header.isBigEndian = rest.consume_front(">");
  if (!header.isBigEndian && !rest.consume_front("<"))
    (void)(rest.consume_front("|") || rest.consume_front("="));
  std::optional<DType> dtype = parseDescription(rest);
  if (!dtype)
    return failure("its type is {0}, expected a number type such as f4 or i8 "
                   "(V2 is bf16)",
                   quoted(*name));
  header.dtype = *dtype;
  hasType = true;
  return Error::success();
}

Error NpyHeaderParser::parseShape() {
  constexpr size_t maxRank = 64;
  if (!accept("("))
    return unexpected("a tuple");
  while (!accept(")")) {
    int64_t size;
    text = text.ltrim();
    if (text.consumeInteger(10, size) || size < 0)
      return unexpected("a size");
    // Python 2 wrote long integers with a mark.
    (void)text.consume_front("L");
    if (header.shape.size() == maxRank)
      return failure("it has more than {0} dimensions", maxRank);
    header.shape.push_back(size);
    if (accept(","))
      continue;
    if (accept(")"))
      break;
    return unexpected("`,` or `)`");
  }
  hasShape = true;
  return Error::success();
}

Error NpyHeaderParser::parseOrder() {
  if (accept("True"))
    header.isFortran = true;
  else if (!accept("False"))
    return unexpected("True or False");
  hasOrder = true;
  return Error::success();
}

Error NpyHeaderParser::parseEntry() {
  std::optional<StringRef> key = parseString();
  if (!key)
    return unexpected("a key");
  if (!accept(":"))
    return unexpected("`:`");
  if (*key == "descr" && !hasType)
    return parseType();
  if (*key == "shape" && !hasShape)
    return parseShape();
  if (*key == "fortran_order" && !hasOrder)
    return parseOrder();
  return failure("the header has the key {0} too much", quoted(*key));
}

llvm::Expected<NpyHeader> NpyHeaderParser::run() {
  if (!accept("{"))
    return unexpected("`{`");
  while (!accept("}")) {
    if (Error error = parseEntry())
      return error;
    if (accept(","))
      continue;
    if (accept("}"))
      break;
    return unexpected("`,` or `}`");
  }
  if (!text.trim().empty())
    return unexpected("the end");
  if (!hasType || !hasShape || !hasOrder)
    return failure("the header lacks descr, fortran_order or shape");
  return header;
}

static llvm::Expected<NpyHeader> readHeader(ByteReader &reader) {
  StringRef found, text;
  uint8_t major, minor;
  if (!reader.take(npyMagic.size(), found) || found != npyMagic ||
      !reader.read(major) || !reader.read(minor))
    return failure("it is no .npy file");
  if (major < 1 || major > 3)
    return failure("it is of .npy version {0}.{1}, expected 1 to 3",
                   unsigned(major), unsigned(minor));
  uint32_t length = 0;
  uint16_t shortLength = 0;
  if (major == 1 ? !reader.read(shortLength) : !reader.read(length))
    return failure("the file ends in its header");
  if (!reader.take(major == 1 ? shortLength : length, text))
    return failure("the header is longer than the file");
  return NpyHeaderParser(text).run();
}

/// Column-major strides.
static llvm::SmallVector<int64_t, 4>
fortranStrides(llvm::ArrayRef<int64_t> shape) {
  llvm::SmallVector<int64_t, 4> strides(shape.size(), 1);
  for (size_t i = 1; i < shape.size(); ++i)
    (void)llvm::MulOverflow(strides[i - 1], std::max<int64_t>(shape[i - 1], 1),
                            strides[i]);
  return strides;
}

llvm::Expected<HostTensor> kiln::parseNpy(const Blob &file,
                                          ByteBudget &budget) {
  ByteReader reader(file.bytes);
  llvm::Expected<NpyHeader> header = readHeader(reader);
  if (!header)
    return header.takeError();
  unsigned width = byteWidth(header->dtype);
  std::optional<int64_t> count = checkedNumElements(header->shape);
  int64_t bytes;
  if (!count || llvm::MulOverflow<int64_t>(*count, width, bytes))
    return failure("its shape {0} has too many elements",
                   shapeText(header->shape));
  if (static_cast<uint64_t>(bytes) != reader.remaining())
    return failure("it has {0} bytes of data, expected {1} for {2} {3}",
                   reader.remaining(), bytes, shortName(header->dtype),
                   shapeText(header->shape));
  Blob data = file.slice(reader.position(), bytes);
  if (header->isBigEndian) {
    llvm::Expected<Blob> swapped =
        swapBytes(data, isComplex(header->dtype) ? width / 2 : width, budget);
    if (!swapped)
      return swapped.takeError();
    data = std::move(*swapped);
  }
  llvm::SmallVector<int64_t, 4> strides = header->isFortran
                                              ? fortranStrides(header->shape)
                                              : rowMajorStrides(header->shape);
  llvm::Expected<HostTensor> tensor =
      makeDense({header->dtype, header->shape, strides}, data, budget);
  if (!tensor)
    return tensor.takeError();
  if (Error error = checkBools(*tensor, budget))
    return error;
  return tensor;
}

llvm::Expected<HostTensor> kiln::readNpy(StringRef path) {
  llvm::Expected<Blob> file = Blob::mapFile(path);
  if (!file)
    return withPrefix(path, file.takeError());
  ByteBudget budget(std::max<uint64_t>(file->size() * 4, uint64_t(1) << 30));
  llvm::Expected<HostTensor> tensor = parseNpy(*file, budget);
  if (!tensor)
    return withPrefix(path, tensor.takeError());
  return tensor;
}

Error kiln::readNpz(ModelFile &model, const ZipArchive &archive,
                    ReadContext &context) {
  for (const ZipArchive::Entry &entry : archive.entries()) {
    llvm::Expected<Blob> content = archive.read(entry, context.budget);
    if (!content)
      return content.takeError();
    llvm::Expected<HostTensor> tensor = parseNpy(*content, context.budget);
    StringRef name = entry.name;
    name.consume_back(".npy");
    if (tensor) {
      addTensor(model, name, std::move(*tensor));
      continue;
    }
    // One array of text must not hide the others.
    ModelTensor &unusable = model.tensors.emplace_back();
    unusable.name = name.str();
    unusable.problem = llvm::toString(tensor.takeError());
  }
  return Error::success();
}
