//===- ZipDirectory.cpp - The directory of a zip archive ------------------===//

#include "compiler/Frontend/Archive/ByteReader.h"
#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Zip/ZipArchive.h"

#include "llvm/Support/ConvertUTF.h"

#include <algorithm>

using namespace kiln;
using llvm::StringRef;

namespace {

constexpr uint32_t localSignature = 0x04034b50;
constexpr uint32_t centralSignature = 0x02014b50;
constexpr uint32_t endSignature = 0x06054b50;
constexpr uint32_t end64Signature = 0x06064b50;
constexpr uint32_t locator64Signature = 0x07064b50;
constexpr uint64_t endSize = 22, locator64Size = 20, end64Size = 56;
constexpr uint64_t maxNameBytes = uint64_t(16) << 20;

constexpr uint16_t descriptorFlag = 1 << 3;
// Deflate's two speed bits, the data descriptor and the UTF-8 mark.
constexpr uint16_t knownFlags = 0x6 | descriptorFlag | 1 << 11;

/// Where the directory lies, from the record at the end of the file.
struct DirectoryEnd {
  uint64_t entries, size, offset;
  /// Where the first of the end records begins.
  uint64_t position;
};

} // namespace

const char *kiln::problemOfMemberName(StringRef name) {
  if (name.empty())
    return "is empty";
  if (name.size() > UINT16_MAX)
    return "is longer than 65535 bytes";
  if (name.contains('\0') || name.contains('\\'))
    return "holds a NUL or a backslash";
  if (name.starts_with("/"))
    return "is absolute";
  const auto *begin = reinterpret_cast<const llvm::UTF8 *>(name.data());
  if (!llvm::isLegalUTF8String(&begin, begin + name.size()))
    return "is not UTF-8";
  while (!name.empty()) {
    auto [part, rest] = name.split('/');
    if (part == "..")
      return "climbs out with `..`";
    name = rest;
  }
  return nullptr;
}

namespace kiln {

class ZipDirectoryReader {
public:
  ZipDirectoryReader(ZipArchive &archive, const ReadOptions &options)
      : archive(archive), bytes(archive.file.bytes), options(options) {}

  llvm::Error run();

private:
  llvm::Expected<uint64_t> findEnd() const;
  llvm::Expected<DirectoryEnd> readEnd() const;
  llvm::Error readEnd64(uint64_t endPosition, DirectoryEnd &end) const;
  llvm::Error readCentral(ByteReader &reader, ZipArchive::Entry &entry);
  llvm::Error applyZip64(StringRef extra, ZipArchive::Entry &entry) const;
  llvm::Error checkLocal(ZipArchive::Entry &entry) const;
  llvm::Error checkOverlaps(const DirectoryEnd &end) const;

  ZipArchive &archive;
  llvm::ArrayRef<char> bytes;
  const ReadOptions &options;
  uint64_t nameBytes = 0;
  /// Every member's extent, folders included.
  std::vector<std::pair<uint64_t, uint64_t>> extents;
};

} // namespace kiln

llvm::Expected<uint64_t> ZipDirectoryReader::findEnd() const {
  std::optional<uint64_t> found;
  uint64_t first =
      bytes.size() > endSize + 0xffff ? bytes.size() - endSize - 0xffff : 0;
  for (uint64_t at = first; at + endSize <= bytes.size(); ++at) {
    ByteReader reader(bytes, at);
    uint32_t signature;
    uint16_t comment;
    if (!reader.read(signature) || signature != endSignature ||
        !reader.skip(16) || !reader.read(comment) ||
        comment != reader.remaining())
      continue;
    if (found)
      return failure("zip archive has two end records (at bytes {0} and {1})",
                     *found, at);
    found = at;
  }
  if (!found)
    return failure("zip archive has no end record: the file is cut short or "
                   "has bytes after it");
  return *found;
}

llvm::Error ZipDirectoryReader::readEnd64(uint64_t endPosition,
                                          DirectoryEnd &end) const {
  if (endPosition < locator64Size)
    return llvm::Error::success();
  ByteReader locator(bytes, endPosition - locator64Size);
  uint32_t signature, disk, disks;
  uint64_t position;
  (void)(locator.read(signature) && locator.read(disk) &&
         locator.read(position) && locator.read(disks));
  if (signature != locator64Signature)
    return llvm::Error::success();
  if (disk != 0 || disks > 1)
    return failure("zip archive is split over {0} files", disks);
  if (position > endPosition - locator64Size ||
      endPosition - locator64Size - position < end64Size)
    return failure("zip64 end record at byte {0} lies outside of the file",
                   position);
  ByteReader reader(bytes, position);
  uint64_t recordSize, entriesHere, entries, size, offset;
  uint32_t disk1, disk2;
  bool read = reader.read(signature) && reader.read(recordSize) &&
              reader.skip(4) && reader.read(disk1) && reader.read(disk2) &&
              reader.read(entriesHere) && reader.read(entries) &&
              reader.read(size) && reader.read(offset);
  assert(read && "the record's extent was checked");
  (void)read;
  if (signature != end64Signature)
    return failure("zip64 end record at byte {0} has signature {1:x8}, "
                   "expected {2:x8}",
                   position, signature, end64Signature);
  if (recordSize != endPosition - locator64Size - position - 12)
    return failure("zip64 end record is {0} bytes, expected {1}", recordSize,
                   endPosition - locator64Size - position - 12);
  if (disk1 || disk2 || entriesHere != entries)
    return failure("zip archive is split over several files");
  auto disagrees = [](uint64_t small, uint64_t limit, uint64_t large) {
    return small != limit && small != large;
  };
  if (disagrees(end.entries, 0xffff, entries) ||
      disagrees(end.size, 0xffffffff, size) ||
      disagrees(end.offset, 0xffffffff, offset))
    return failure("zip archive's two end records disagree");
  end = {entries, size, offset, position};
  return llvm::Error::success();
}

llvm::Expected<DirectoryEnd> ZipDirectoryReader::readEnd() const {
  llvm::Expected<uint64_t> position = findEnd();
  if (!position)
    return position.takeError();
  ByteReader reader(bytes, *position + 4);
  uint16_t disk1, disk2, entriesHere, entries;
  uint32_t size, offset;
  bool read = reader.read(disk1) && reader.read(disk2) &&
              reader.read(entriesHere) && reader.read(entries) &&
              reader.read(size) && reader.read(offset);
  assert(read && "findEnd() saw the whole record");
  (void)read;
  if (disk1 || disk2 || entriesHere != entries)
    return failure("zip archive is split over several files");
  DirectoryEnd end{entries, size, offset, *position};
  if (llvm::Error error = readEnd64(*position, end))
    return error;
  if (end.offset > end.position || end.size != end.position - end.offset)
    return failure("zip directory of {0} bytes at byte {1} does not end where "
                   "its end record begins, at byte {2}",
                   end.size, end.offset, end.position);
  if (end.entries > options.maxArchiveEntries)
    return failure("zip archive has {0} members, more than {1}", end.entries,
                   options.maxArchiveEntries);
  return end;
}

llvm::Error ZipDirectoryReader::applyZip64(StringRef extra,
                                           ZipArchive::Entry &entry) const {
  bool needSize = entry.size == 0xffffffff;
  bool needCompressed = entry.compressedSize == 0xffffffff;
  bool needOffset = entry.headerOffset == 0xffffffff;
  ByteReader fields({extra.data(), extra.size()});
  while ((needSize || needCompressed || needOffset) &&
         fields.remaining() >= 4) {
    uint16_t id, length;
    StringRef payload;
    if (!fields.read(id) || !fields.read(length) ||
        !fields.take(length, payload))
      break;
    if (id != 1)
      continue;
    ByteReader values({payload.data(), payload.size()});
    if ((needSize && !values.read(entry.size)) ||
        (needCompressed && !values.read(entry.compressedSize)) ||
        (needOffset && !values.read(entry.headerOffset)))
      break;
    return llvm::Error::success();
  }
  if (needSize || needCompressed || needOffset)
    return failure("zip member {0} lacks the zip64 sizes that it refers to",
                   quoted(entry.name));
  return llvm::Error::success();
}

llvm::Error ZipDirectoryReader::readCentral(ByteReader &reader,
                                            ZipArchive::Entry &entry) {
  uint64_t at = reader.position();
  uint32_t signature, crc, compressed, size, offset;
  uint16_t nameLength, extraLength, commentLength, disk;
  StringRef extra;
  if (!reader.read(signature) || signature != centralSignature)
    return failure("zip directory is broken at byte {0}", at);
  if (!reader.skip(4) || !reader.read(entry.flags) ||
      !reader.read(entry.method) || !reader.skip(4) || !reader.read(crc) ||
      !reader.read(compressed) || !reader.read(size) ||
      !reader.read(nameLength) || !reader.read(extraLength) ||
      !reader.read(commentLength) || !reader.read(disk) || !reader.skip(6) ||
      !reader.read(offset) || !reader.take(nameLength, entry.name) ||
      !reader.take(extraLength, extra) || !reader.skip(commentLength))
    return failure("zip directory is cut short at byte {0}", at);
  entry.crc = crc;
  entry.compressedSize = compressed;
  entry.size = size;
  entry.headerOffset = offset;
  if (const char *problem = problemOfMemberName(entry.name))
    return failure("the name of zip member {0} {1}", quoted(entry.name),
                   problem);
  nameBytes += nameLength;
  if (nameBytes > maxNameBytes)
    return failure("zip archive's names take more than {0} bytes",
                   maxNameBytes);
  if (disk != 0 && disk != 0xffff)
    return failure("zip member {0} lies in another file", quoted(entry.name));
  if (entry.flags & ~knownFlags)
    return failure("zip member {0} is {1} (flags {2:x4})", quoted(entry.name),
                   entry.flags & 0x2041 ? "encrypted" : "of an unknown kind",
                   entry.flags);
  if (entry.method != 0 && entry.method != 8)
    return failure("zip member {0} is packed with method {1}; 0 (stored) and 8 "
                   "(deflate) are supported",
                   quoted(entry.name), entry.method);
  if (llvm::Error error = applyZip64(extra, entry))
    return error;
  if (entry.method == 0 && entry.size != entry.compressedSize)
    return failure("stored zip member {0} has two sizes, {1} and {2}",
                   quoted(entry.name), entry.size, entry.compressedSize);
  return llvm::Error::success();
}

llvm::Error ZipDirectoryReader::checkLocal(ZipArchive::Entry &entry) const {
  auto broken = [&](const char *what) {
    return failure("zip member {0}: its own header at byte {1} {2}",
                   quoted(entry.name), entry.headerOffset, what);
  };
  if (entry.headerOffset > bytes.size())
    return broken("lies outside of the file");
  ByteReader reader(bytes, entry.headerOffset);
  uint32_t signature, crc, compressed, size;
  uint16_t flags, method, nameLength, extraLength;
  StringRef name, extra;
  if (!reader.read(signature) || signature != localSignature)
    return broken("is missing");
  if (!reader.skip(2) || !reader.read(flags) || !reader.read(method) ||
      !reader.skip(4) || !reader.read(crc) || !reader.read(compressed) ||
      !reader.read(size) || !reader.read(nameLength) ||
      !reader.read(extraLength) || !reader.take(nameLength, name) ||
      !reader.take(extraLength, extra))
    return broken("is cut short");
  if (name != entry.name)
    return broken("has another name than the directory");
  if (flags != entry.flags || method != entry.method)
    return broken("has other flags or another method than the directory");
  ZipArchive::Entry local = entry;
  local.size = size;
  local.compressedSize = compressed;
  local.headerOffset = 0;
  if (llvm::Error error = applyZip64(extra, local))
    return error;
  // With a data descriptor the writer did not know the sizes yet.
  bool unknown = flags & descriptorFlag && crc == 0 && local.size == 0 &&
                 local.compressedSize == 0;
  if (!unknown && (crc != entry.crc || local.size != entry.size ||
                   local.compressedSize != entry.compressedSize))
    return broken("has another size or checksum than the directory");
  entry.payloadOffset = reader.position();
  if (entry.compressedSize > reader.remaining())
    return broken("is followed by fewer bytes than the member's size");
  return llvm::Error::success();
}

llvm::Error ZipDirectoryReader::checkOverlaps(const DirectoryEnd &end) const {
  auto sorted = extents;
  llvm::sort(sorted);
  uint64_t last = 0;
  for (auto [begin, finish] : sorted) {
    if (begin < last)
      return failure("zip members overlap at byte {0}", begin);
    last = finish;
  }
  if (last > end.offset)
    return failure("a zip member reaches into the directory at byte {0}",
                   end.offset);
  return llvm::Error::success();
}

llvm::Error ZipDirectoryReader::run() {
  llvm::Expected<DirectoryEnd> end = readEnd();
  if (!end)
    return end.takeError();
  ByteReader reader(bytes.take_front(end->position), end->offset);
  for (uint64_t i = 0; i < end->entries; ++i) {
    ZipArchive::Entry entry;
    if (llvm::Error error = readCentral(reader, entry))
      return error;
    if (llvm::Error error = checkLocal(entry))
      return error;
    extents.push_back(
        {entry.headerOffset, entry.payloadOffset + entry.compressedSize});
    if (entry.name.ends_with("/") && entry.size == 0)
      continue;
    if (!archive.index.try_emplace(entry.name, archive.entries_.size()).second)
      return failure("zip archive has two members {0}", quoted(entry.name));
    archive.entries_.push_back(entry);
  }
  if (!reader.atEnd())
    return failure("zip directory has {0} bytes after its {1} members",
                   reader.remaining(), end->entries);
  return checkOverlaps(*end);
}

llvm::Expected<ZipArchive> ZipArchive::open(Blob file,
                                            const ReadOptions &options) {
  ZipArchive archive;
  archive.file = std::move(file);
  archive.verifyChecksums = options.verifyChecksums;
  if (llvm::Error error = ZipDirectoryReader(archive, options).run())
    return error;
  return archive;
}
