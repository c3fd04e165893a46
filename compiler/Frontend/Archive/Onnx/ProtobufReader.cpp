//===- ProtobufReader.cpp - Fields of a protobuf message ------------------===//

#include "compiler/Frontend/Archive/Onnx/ProtobufReader.h"

using namespace kiln;

bool ProtobufReader::readVarint(ByteReader &reader, uint64_t &value) {
  value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    uint8_t byte;
    if (!reader.read(byte))
      return false;
    value |= uint64_t(byte & 0x7f) << shift;
    if (!(byte & 0x80))
      return true;
  }
  return false;
}

bool ProtobufReader::readField(ProtobufField &field) {
  enum WireType { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };
  uint64_t tag, length;
  if (!readVarint(reader, tag) || tag >> 3 == 0)
    return false;
  field = {tag >> 3, false, 0, {}};
  switch (tag & 7) {
  case Varint:
    return readVarint(reader, field.value);
  case Fixed64:
    return reader.read(field.value);
  case Fixed32: {
    uint32_t value;
    if (!reader.read(value))
      return false;
    field.value = value;
    return true;
  }
  case Bytes:
    field.isBytes = true;
    return readVarint(reader, length) && reader.take(length, field.bytes);
  default:
    return false;
  }
}

bool ProtobufReader::next(ProtobufField &field) {
  if (hasFailed || reader.atEnd())
    return false;
  hasFailed = !readField(field);
  return !hasFailed;
}
