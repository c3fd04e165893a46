//===- ProtobufReader.h - Fields of a protobuf message ----------*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_ONNX_PROTOBUFREADER_H
#define KILN_FRONTEND_ARCHIVE_ONNX_PROTOBUFREADER_H

#include "compiler/Frontend/Archive/ByteReader.h"

namespace kiln {

/// One field: a number, or the bytes of a string, message or packed list.
struct ProtobufField {
  uint64_t number = 0;
  bool isBytes = false;
  uint64_t value = 0;
  llvm::StringRef bytes;
};

/// Walks over the fields of one message, of which nothing is known but the
/// bytes. Groups, which no current writer makes, are errors.
class ProtobufReader {
public:
  explicit ProtobufReader(llvm::StringRef message)
      : reader({message.data(), message.size()}) {}

  /// The next field; false at the end and on an error, which `failed` tells.
  bool next(ProtobufField &field);
  bool failed() const { return hasFailed; }
  uint64_t position() const { return reader.position(); }

  /// A number of seven bits per byte.
  static bool readVarint(ByteReader &reader, uint64_t &value);

private:
  bool readField(ProtobufField &field);

  ByteReader reader;
  bool hasFailed = false;
};

} // namespace kiln

#endif
