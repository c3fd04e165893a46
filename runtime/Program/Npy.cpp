//===- Npy.cpp - NumPy's file format for one array --------------*- C++ -*-===//

#include "runtime/Program/Npy.h"

#include "runtime/Error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

using namespace kiln::runtime;

char *kiln::runtime::shapeText(const int64_t *dims, uint32_t rank, char *text,
                               size_t capacity) {
  size_t used = snprintf(text, capacity, "[");
  for (uint32_t i = 0; i < rank && used < capacity; ++i)
    used += snprintf(text + used, capacity - used, "%s%lld", i ? ", " : "",
                     (long long)dims[i]);
  if (used < capacity)
    snprintf(text + used, capacity - used, "]");
  return text;
}

//===----------------------------------------------------------------------===//
// The header: a Python dictionary of three known keys
//===----------------------------------------------------------------------===//

static constexpr char magic[] = "\x93NUMPY";
static constexpr size_t magicSize = sizeof magic - 1;

bool kiln::runtime::looksLikeNpy(const uint8_t *data, size_t size) {
  return size >= magicSize && !memcmp(data, magic, magicSize);
}

namespace {

/// Walks over the text of the header.
class HeaderParser {
public:
  HeaderParser(const char *text, size_t size) : at(text), end(text + size) {}

  bool parse(NpyHeader &header);

private:
  void skipSpace() {
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\t'))
      ++at;
  }
  bool accept(char c) {
    skipSpace();
    if (at == end || *at != c)
      return false;
    ++at;
    return true;
  }
  bool acceptWord(const char *word) {
    skipSpace();
    size_t length = strlen(word);
    if (size_t(end - at) < length || memcmp(at, word, length))
      return false;
    at += length;
    return true;
  }
  bool string(char *text, size_t capacity);
  bool integer(int64_t &value);
  bool boolean(bool &value);
  bool tuple(NpyHeader &header);
  bool elementType(NpyHeader &header);
  bool skipList();
  bool value(const char *key, NpyHeader &header);

  const char *at, *end;
};

} // namespace

bool HeaderParser::string(char *text, size_t capacity) {
  skipSpace();
  if (at == end || (*at != '\'' && *at != '"'))
    return false;
  char quote = *at++;
  size_t length = 0;
  while (at < end && *at != quote) {
    if (length + 1 == capacity)
      return false;
    text[length++] = *at++;
  }
  text[length] = 0;
  return accept(quote);
}

bool HeaderParser::integer(int64_t &value) {
  skipSpace();
  const char *start = at;
  value = 0;
  while (at < end && *at >= '0' && *at <= '9')
    if (__builtin_mul_overflow(value, 10, &value) ||
        __builtin_add_overflow(value, *at++ - '0', &value))
      return false;
  if (at == start)
    return false;
  accept('L'); // Python 2 wrote long integers
  return true;
}

bool HeaderParser::boolean(bool &value) {
  value = acceptWord("True");
  return value || acceptWord("False");
}

bool HeaderParser::tuple(NpyHeader &header) {
  if (!accept('('))
    return false;
  header.rank = 0;
  while (!accept(')')) {
    if (header.rank == NpyHeader::maxRank ||
        !integer(header.dims[header.rank++]))
      return false;
    if (!accept(','))
      return accept(')');
  }
  return true;
}

/// The fields of a record: a list of tuples of texts and shapes.
bool HeaderParser::skipList() {
  int depth = 0;
  do {
    if (at == end)
      return false;
    depth += *at == '[' ? 1 : *at == ']' ? -1 : 0;
    ++at;
  } while (depth);
  return true;
}

/// For example "<f4": byte order, kind, bytes.
static void splitType(NpyHeader &header) {
  const char *text = header.descr;
  header.bigEndian = *text == '>';
  if (*text && strchr("<>|=", *text))
    ++text;
  header.type = *text;
  if (*text)
    ++text;
  header.itemSize = 0;
  for (; *text >= '0' && *text <= '9' && header.itemSize < 1000; ++text)
    header.itemSize = header.itemSize * 10 + (*text - '0');
  if (*text)
    header.itemSize = 0;
}

bool HeaderParser::elementType(NpyHeader &header) {
  skipSpace();
  if (at < end && *at == '[') {
    snprintf(header.descr, sizeof header.descr, "a record");
    return skipList();
  }
  if (!string(header.descr, sizeof header.descr))
    return false;
  splitType(header);
  return true;
}

bool HeaderParser::value(const char *key, NpyHeader &header) {
  if (!strcmp(key, "descr"))
    return elementType(header);
  if (!strcmp(key, "fortran_order"))
    return boolean(header.columnMajor);
  return !strcmp(key, "shape") && tuple(header);
}

bool HeaderParser::parse(NpyHeader &header) {
  if (!accept('{'))
    return false;
  int keys = 0;
  for (; !accept('}'); ++keys) {
    char key[16];
    if (keys && !accept(','))
      return false;
    if (accept('}'))
      break;
    if (!string(key, sizeof key) || !accept(':') || !value(key, header))
      return false;
  }
  return keys == 3;
}

/// Bytes of all elements; false on overflow.
static bool dataSize(const NpyHeader &header, size_t &size) {
  size = header.itemSize;
  for (uint32_t i = 0; i < header.rank; ++i)
    if (__builtin_mul_overflow(size, size_t(header.dims[i]), &size))
      return false;
  return true;
}

bool kiln::runtime::parseNpyHeader(const char *path, const uint8_t *data,
                                   size_t size, NpyHeader &header) {
  // Magic, version (two bytes), length of the text (two bytes, or four).
  bool wide = size > magicSize && data[magicSize] >= 2;
  size_t textOffset = magicSize + (wide ? 6 : 4);
  if (!looksLikeNpy(data, size) || size < textOffset || data[magicSize] < 1 ||
      data[magicSize] > 3) {
    fail(KILN_IO_ERROR, "%s is no .npy file of version 1 to 3", path);
    return false;
  }
  size_t textSize = data[magicSize + 2] | data[magicSize + 3] << 8;
  if (wide)
    textSize |= size_t(data[magicSize + 4]) << 16 | size_t(data[magicSize + 5])
                                                        << 24;
  header = {};
  if (textSize > size - textOffset ||
      !HeaderParser(reinterpret_cast<const char *>(data) + textOffset, textSize)
           .parse(header)) {
    fail(KILN_IO_ERROR, "%s has a malformed .npy header", path);
    return false;
  }
  if (!header.type || !strchr("fiubcV", header.type) || !header.itemSize) {
    fail(KILN_INVALID_ARGUMENT,
         "%s holds elements of NumPy's type '%s', expected a number type such "
         "as f4 or i8",
         path, header.descr);
    return false;
  }
  header.dataOffset = textOffset + textSize;
  size_t expected = 0;
  if (!dataSize(header, expected)) {
    char shape[300];
    fail(KILN_IO_ERROR, "%s is broken: its shape %s has too many elements",
         path, shapeText(header.dims, header.rank, shape, sizeof shape));
    return false;
  }
  if (size - header.dataOffset != expected) {
    fail(KILN_IO_ERROR,
         "%s is broken: %zu bytes follow its header, which promises %zu", path,
         size - header.dataOffset, expected);
    return false;
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

namespace {
struct TypeRow {
  char type;
  uint32_t itemSize;
};
/// NumPy has no bf16; libraries that add it write it as two opaque bytes.
constexpr TypeRow npyTypes[] = {{'f', 8}, {'f', 4}, {'f', 2}, {'V', 2},
                                {'i', 8}, {'i', 4}, {'i', 2}, {'i', 1},
                                {'u', 1}, {'b', 1}};
} // namespace

static void describeType(const NpyHeader &header, char *text, size_t capacity) {
  for (uint32_t i = 0; i <= KILN_BOOL; ++i)
    if (npyTypes[i].type == header.type &&
        npyTypes[i].itemSize == header.itemSize) {
      snprintf(text, capacity, "%s", kiln_dtype_name(kiln_dtype(i)));
      return;
    }
  snprintf(text, capacity, "NumPy's '%s'", header.descr);
}

static bool matches(const NpyHeader &header, const KilnTensor &expected) {
  const TypeRow &row = npyTypes[expected.dtype];
  if (row.type != header.type || row.itemSize != header.itemSize ||
      header.rank != expected.rank)
    return false;
  for (uint32_t i = 0; i < header.rank; ++i)
    if (header.dims[i] != expected.dims[i])
      return false;
  return true;
}

static void swapBytes(uint8_t *element, uint32_t size) {
  for (uint32_t i = 0; i < size / 2; ++i) {
    uint8_t byte = element[i];
    element[i] = element[size - 1 - i];
    element[size - 1 - i] = byte;
  }
}

/// Copies column-major elements into row-major order.
static void transpose(const NpyHeader &header, const uint8_t *from, uint8_t *to,
                      size_t count) {
  int64_t index[NpyHeader::maxRank] = {};
  for (size_t i = 0; i < count; ++i) {
    size_t offset = 0;
    for (uint32_t d = header.rank; d-- > 0;)
      offset = offset * header.dims[d] + index[d];
    memcpy(to + i * header.itemSize, from + offset * header.itemSize,
           header.itemSize);
    for (uint32_t d = header.rank; d-- > 0;) {
      if (++index[d] < header.dims[d])
        break;
      index[d] = 0;
    }
  }
}

bool kiln::runtime::readNpy(const char *path, const uint8_t *data, size_t size,
                            const KilnTensor &expected, void *elements) {
  NpyHeader header;
  if (!parseNpyHeader(path, data, size, header))
    return false;
  if (!matches(header, expected)) {
    char wanted[200], found[200], type[32];
    describeType(header, type, sizeof type);
    fail(KILN_INVALID_ARGUMENT,
         "%s: input '%s' takes %s %s, the file holds %s %s", path,
         expected.name, kiln_dtype_name(kiln_dtype(expected.dtype)),
         shapeText(expected.dims, expected.rank, wanted, sizeof wanted), type,
         shapeText(header.dims, header.rank, found, sizeof found));
    return false;
  }
  auto *to = static_cast<uint8_t *>(elements);
  size_t count = expected.bytes / header.itemSize;
  if (header.columnMajor && header.rank > 1)
    transpose(header, data + header.dataOffset, to, count);
  else
    memcpy(to, data + header.dataOffset, expected.bytes);
  if (header.bigEndian && header.itemSize > 1)
    for (size_t i = 0; i < count; ++i)
      swapBytes(to + i * header.itemSize, header.itemSize);
  if (expected.dtype == KILN_BOOL)
    for (size_t i = 0; i < count; ++i)
      to[i] = to[i] != 0;
  return true;
}

/// The dictionary, padded so that the data starts at a multiple of 64.
static size_t makeHeader(const KilnTensor &tensor, char *text,
                         size_t capacity) {
  const TypeRow &row = npyTypes[tensor.dtype];
  size_t used = snprintf(
      text, capacity, "{'descr': '%c%c%u', 'fortran_order': False, 'shape': (",
      row.itemSize == 1 ? '|' : '<', row.type, row.itemSize);
  for (uint32_t i = 0; i < tensor.rank; ++i)
    used += snprintf(text + used, capacity - used, "%s%lld", i ? ", " : "",
                     (long long)tensor.dims[i]);
  used += snprintf(text + used, capacity - used, "%s), }",
                   tensor.rank == 1 ? "," : "");
  while ((magicSize + 4 + used + 1) % 64)
    text[used++] = ' ';
  text[used++] = '\n';
  return used;
}

bool kiln::runtime::writeNpy(const char *path, const KilnTensor &tensor,
                             const void *elements) {
  bool toStdout = !strcmp(path, "-");
  FILE *file = toStdout ? stdout : fopen(path, "wb");
  if (!file) {
    fail(KILN_IO_ERROR, "cannot write %s: %s", path, strerror(errno));
    return false;
  }
  // The buffer may have room for more than a run has computed.
  size_t bytes = kiln_dtype_size(kiln_dtype(tensor.dtype));
  for (uint32_t d = 0; d < tensor.rank; ++d)
    bytes *= size_t(tensor.dims[d]);
  char text[1024];
  size_t textSize = makeHeader(tensor, text, sizeof text - 64);
  const uint8_t prefix[] = {1, 0, uint8_t(textSize), uint8_t(textSize >> 8)};
  bool written = fwrite(magic, magicSize, 1, file) == 1 &&
                 fwrite(prefix, sizeof prefix, 1, file) == 1 &&
                 fwrite(text, textSize, 1, file) == 1 &&
                 fwrite(elements, 1, bytes, file) == bytes;
  written = (toStdout ? fflush(file) : fclose(file)) == 0 && written;
  if (!written)
    fail(KILN_IO_ERROR, "cannot write %s: %s", path, strerror(errno));
  return written;
}
