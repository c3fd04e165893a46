//===- ZipArchive.cpp - Reading the members of zip archives ---------------===//

#include "compiler/Frontend/Archive/Zip/ZipArchive.h"
#include "compiler/Frontend/Archive/Failure.h"

#include "llvm/Support/CRC.h"

#include <limits>
// Input buffers as pointers to const.
#define ZLIB_CONST
#include <zlib.h>

using namespace kiln;

bool ZipArchive::isZip(llvm::ArrayRef<char> bytes) {
  llvm::StringRef text(bytes.data(), bytes.size());
  // The second is an archive without members.
  return text.starts_with("PK\x03\x04") || text.starts_with("PK\x05\x06");
}

const ZipArchive::Entry *ZipArchive::find(llvm::StringRef name) const {
  auto found = index.find(name);
  return found == index.end() ? nullptr : &entries_[found->second];
}

namespace {

/// zlib's state, released however unpacking ends.
class Inflater {
public:
  ~Inflater() {
    if (ready)
      inflateEnd(&stream);
  }

  /// Unpacks all of `input` into exactly `size` bytes at `output`; nullptr on
  /// success, else what is wrong. zlib counts in 32 bits, hence the pieces.
  const char *run(llvm::ArrayRef<char> input, char *output, uint64_t size) {
    ready = inflateInit2(&stream, -MAX_WBITS) == Z_OK;
    if (!ready)
      return "cannot be unpacked: out of memory";
    uint64_t written = 0, consumed = 0;
    // zlib wants room for one more byte to see the end of an empty stream.
    unsigned char spare;
    for (;;) {
      uInt in = piece(input.size() - consumed), out = piece(size - written);
      stream.next_in = reinterpret_cast<const Bytef *>(input.data()) + consumed;
      stream.avail_in = in;
      stream.next_out =
          out ? reinterpret_cast<Bytef *>(output) + written : &spare;
      stream.avail_out = out ? out : 1;
      int status = inflate(&stream, Z_NO_FLUSH);
      uint64_t produced = (out ? out : 1) - stream.avail_out;
      consumed += in - stream.avail_in;
      if (!out && produced)
        return "unpacks to more bytes than its declared size";
      written += produced;
      if (status == Z_STREAM_END)
        break;
      if (status != Z_OK)
        return "holds broken deflate data";
    }
    if (written != size)
      return "unpacks to fewer bytes than its declared size";
    if (consumed != input.size())
      return "has bytes after its deflate data";
    return nullptr;
  }

private:
  static uInt piece(uint64_t size) {
    return static_cast<uInt>(std::min<uint64_t>(size, 1u << 30));
  }

  z_stream stream = {};
  bool ready = false;
};

} // namespace

llvm::Expected<Blob> ZipArchive::read(const Entry &entry,
                                      ByteBudget &budget) const {
  Blob packed = file.slice(entry.payloadOffset, entry.compressedSize);
  Blob content = packed;
  if (entry.method != 0) {
    // Deflate cannot do better than 1032:1, so a larger claim is a lie.
    if (entry.size / 1032 > entry.compressedSize)
      return failure("member {0} claims to unpack from {1} to {2} bytes, which "
                     "deflate cannot",
                     quoted(entry.name), entry.compressedSize, entry.size);
    if (!budget.spend(entry.size))
      return failure("member {0} unpacks to {1} bytes, more than the {2} bytes "
                     "that are left to this file",
                     quoted(entry.name), entry.size, budget.remaining());
    char *memory;
    content = Blob::allocate(entry.size, memory);
    if (const char *problem = Inflater().run(packed.bytes, memory, entry.size))
      return failure("member {0} {1}", quoted(entry.name), problem);
  }
  if (!verifyChecksums)
    return content;
  uint32_t crc = llvm::crc32(llvm::ArrayRef<uint8_t>(
      reinterpret_cast<const uint8_t *>(content.bytes.data()), content.size()));
  if (crc != entry.crc)
    return failure("member {0} has checksum {1:x8}, expected {2:x8}",
                   quoted(entry.name), crc, entry.crc);
  return content;
}
