//===- ZipWriter.cpp - Writing zip archives -------------------------------===//

#include "compiler/Frontend/Archive/Zip/ZipWriter.h"

#include "llvm/Support/CRC.h"
#include "llvm/Support/EndianStream.h"
#include "llvm/Support/MathExtras.h"

using namespace kiln;
using llvm::ArrayRef;
using llvm::StringRef;

namespace {

constexpr uint64_t alignment = 64;
constexpr uint16_t neededVersion = 45; // zip64
constexpr uint16_t utf8Flag = 1 << 11;
constexpr uint16_t zip64Field = 1;
/// PyTorch's name of the field that moves contents to their alignment.
constexpr uint16_t paddingField = 0x4246;
constexpr uint16_t fieldHeader = 4;
/// 1980-01-01, the first day that zip can tell.
constexpr uint32_t noTime = 1 << 21 | 1 << 16;
/// Stands where the zip64 field has the number.
constexpr uint32_t seeZip64 = 0xffffffff;

class Writer : public llvm::support::endian::Writer {
public:
  explicit Writer(llvm::raw_ostream &os)
      : llvm::support::endian::Writer(os, llvm::endianness::little) {}
};

} // namespace

/// What both headers of a member begin with, after version fields.
static void writeCommon(Writer &out, uint32_t crc) {
  out.write<uint16_t>(utf8Flag);
  out.write<uint16_t>(0); // stored
  out.write<uint32_t>(noTime);
  out.write<uint32_t>(crc);
  out.write<uint32_t>(seeZip64);
  out.write<uint32_t>(seeZip64);
}

void ZipWriter::writeLocalHeader(const Member &member) {
  constexpr uint64_t fixedSize = 30, zip64Size = fieldHeader + 16;
  uint64_t end =
      os.tell() + fixedSize + member.name.size() + zip64Size + fieldHeader;
  uint64_t padding = llvm::alignTo(end, alignment) - end;
  Writer out(os);
  os << "PK\x03\x04";
  out.write<uint16_t>(neededVersion);
  writeCommon(out, member.crc);
  out.write<uint16_t>(member.name.size());
  out.write<uint16_t>(zip64Size + fieldHeader + padding);
  os << member.name;
  out.write<uint16_t>(zip64Field);
  out.write<uint16_t>(16);
  out.write<uint64_t>(member.size);
  out.write<uint64_t>(member.size);
  out.write<uint16_t>(paddingField);
  out.write<uint16_t>(padding);
  os << std::string(padding, 'Z');
}

void ZipWriter::add(StringRef name, ArrayRef<ArrayRef<char>> pieces) {
  uint64_t size = 0;
  for (ArrayRef<char> piece : pieces)
    size += piece.size();
  Member &member = members.emplace_back(Member{name.str(), os.tell(), size, 0});
  writeLocalHeader(member);
  // Small enough to be still in the cache when it is written.
  constexpr size_t block = 1 << 20;
  for (ArrayRef<char> piece : pieces)
    for (; !piece.empty();
         piece = piece.drop_front(std::min(block, piece.size()))) {
      ArrayRef<char> part = piece.take_front(block);
      member.crc = llvm::crc32(
          member.crc,
          {reinterpret_cast<const uint8_t *>(part.data()), part.size()});
      os.write(part.data(), part.size());
    }
  char crc[4];
  llvm::support::endian::write32le(crc, member.crc);
  constexpr uint64_t crcOffset = 14;
  os.pwrite(crc, sizeof(crc), member.headerOffset + crcOffset);
}

void ZipWriter::writeCentralHeader(const Member &member) {
  Writer out(os);
  os << "PK\x01\x02";
  out.write<uint16_t>(neededVersion);
  out.write<uint16_t>(neededVersion);
  writeCommon(out, member.crc);
  out.write<uint16_t>(member.name.size());
  out.write<uint16_t>(fieldHeader + 24);
  os.write_zeros(10); // no comment, the first disk, no attributes
  out.write<uint32_t>(seeZip64);
  os << member.name;
  out.write<uint16_t>(zip64Field);
  out.write<uint16_t>(24);
  out.write<uint64_t>(member.size);
  out.write<uint64_t>(member.size);
  out.write<uint64_t>(member.headerOffset);
}

void ZipWriter::writeEnd(uint64_t directoryOffset) {
  constexpr uint64_t recordSize = 44;
  uint64_t end = os.tell();
  Writer out(os);
  os << "PK\x06\x06";
  out.write<uint64_t>(recordSize);
  out.write<uint16_t>(neededVersion);
  out.write<uint16_t>(neededVersion);
  out.write<uint32_t>(0);
  out.write<uint32_t>(0);
  out.write<uint64_t>(members.size());
  out.write<uint64_t>(members.size());
  out.write<uint64_t>(end - directoryOffset);
  out.write<uint64_t>(directoryOffset);
  os << "PK\x06\x07";
  out.write<uint32_t>(0);
  out.write<uint64_t>(end);
  out.write<uint32_t>(1);
}

void ZipWriter::finish() {
  uint64_t directoryOffset = os.tell();
  for (const Member &member : members)
    writeCentralHeader(member);
  // Readers know an archive without members by how it begins.
  bool isEmpty = members.empty();
  if (!isEmpty)
    writeEnd(directoryOffset);
  Writer out(os);
  os << "PK\x05\x06";
  out.write<uint32_t>(0);
  out.write<uint16_t>(isEmpty ? 0 : 0xffff);
  out.write<uint16_t>(isEmpty ? 0 : 0xffff);
  out.write<uint32_t>(isEmpty ? 0 : seeZip64);
  out.write<uint32_t>(isEmpty ? 0 : seeZip64);
  out.write<uint16_t>(0);
}
