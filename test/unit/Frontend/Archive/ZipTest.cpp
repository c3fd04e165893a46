//===- ZipTest.cpp --------------------------------------------------------===//

#include "Bytes.h"
#include "compiler/Frontend/Archive/Zip/ZipArchive.h"
#include <gtest/gtest.h>

using namespace kiln;
using namespace kiln::test;

namespace {

/// The content of the member `a/x`, or the error.
std::string readMember(const std::string &bytes, uint64_t budgetBytes = 1 << 20,
                       llvm::StringRef name = "a/x") {
  llvm::Expected<ZipArchive> archive =
      ZipArchive::open(Blob::borrow({bytes.data(), bytes.size()}), {});
  if (!archive)
    return "error: " + llvm::toString(archive.takeError());
  const ZipArchive::Entry *entry = archive->find(name);
  if (!entry)
    return "no such member";
  ByteBudget budget(budgetBytes);
  llvm::Expected<Blob> content = archive->read(*entry, budget);
  if (!content)
    return "error: " + llvm::toString(content.takeError());
  return content->text().str();
}

std::string readMember(ZipMember member) {
  ZipBytes zip;
  zip.members = {std::move(member)};
  return readMember(zip.build());
}

ZipMember member() { return {"a/x", "some content"}; }

} // namespace

TEST(Zip, ReadsStoredAndDeflatedMembers) {
  std::string text(5000, 'q');
  EXPECT_EQ(readMember(ZipBytes().add("a/x", text).build()), text);
  EXPECT_EQ(readMember(ZipBytes().add("a/x", text, true).build()), text);
  EXPECT_EQ(readMember(ZipBytes().add("a/x", "", true).build()), "");
  EXPECT_EQ(readMember(ZipBytes().add("a/", "").add("a/x", "b").build()), "b");
}

TEST(Zip, ReadsZip64AndComments) {
  ZipBytes zip;
  zip.zip64 = true;
  zip.comment = "made by hand";
  EXPECT_EQ(readMember(zip.add("a/x", "abc").build()), "abc");
}

TEST(Zip, SlicesStoredMembersWithoutCopy) {
  std::string bytes = ZipBytes().add("a/x", "abc").build();
  EXPECT_EQ(readMember(bytes, 0), "abc");
  std::string packed = ZipBytes().add("a/x", "abc", true).build();
  EXPECT_TRUE(contains(readMember(packed, 2), "more than the 2 bytes"));
}

TEST(Zip, RefusesEveryTruncation) {
  ZipBytes zip;
  zip.zip64 = true;
  std::string bytes = zip.add("a/x", "abc").add("a/y", "def", true).build();
  for (size_t size = 0; size < bytes.size(); ++size)
    EXPECT_TRUE(contains(readMember(bytes.substr(0, size)), "error: ")) << size;
  EXPECT_TRUE(contains(readMember(bytes + "x"), "bytes after it"));
  EXPECT_TRUE(contains(readMember("x" + bytes), "error: "));
}

TEST(Zip, SurvivesEveryChangedByte) {
  ZipBytes zip;
  zip.zip64 = true;
  std::string bytes = zip.add("a/x", "abc").add("a/y", "def", true).build();
  for (size_t i = 0; i < bytes.size(); ++i)
    for (char flip : {'\x01', '\x80', '\xff'}) {
      std::string changed = bytes;
      changed[i] ^= flip;
      std::string content = readMember(changed);
      EXPECT_TRUE(content == "abc" || content == "no such member" ||
                  content.find("error: ") == 0)
          << i << ": " << content;
    }
}

TEST(Zip, RefusesHeadersThatDisagree) {
  ZipMember other = member();
  other.localName = "a/y";
  EXPECT_TRUE(contains(readMember(other), "another name"));
  for (uint16_t flags : {0x1, 0x20, 0x40}) {
    ZipMember local = member(), central = member();
    local.localFlags = flags;
    EXPECT_TRUE(contains(readMember(local), "other flags"));
    central.centralFlags = flags;
    EXPECT_TRUE(contains(readMember(central), "flags"));
  }
}

TEST(Zip, RefusesWrongSizesAndChecksums) {
  ZipMember crc = member(), size = member(), claim = member();
  crc.crc = 1;
  EXPECT_TRUE(contains(readMember(crc), "checksum"));
  size.size = 5;
  EXPECT_TRUE(contains(readMember(size), "two sizes"));
  size.deflated = true;
  EXPECT_TRUE(contains(readMember(size), "more bytes than its declared"));
  size.size = 100;
  EXPECT_TRUE(contains(readMember(size), "fewer bytes than its declared"));
  claim.deflated = true;
  claim.size = 1u << 31;
  EXPECT_TRUE(contains(readMember(claim), "which deflate cannot"));
  claim.size = 0xffffffff;
  EXPECT_TRUE(contains(readMember(claim), "lacks the zip64 sizes"));
}

TEST(Zip, RefusesUnknownMethods) {
  for (uint16_t method : {9, 12, 14, 93, 98}) {
    ZipMember packed = member();
    packed.method = method;
    EXPECT_TRUE(
        contains(readMember(packed), "method " + std::to_string(method)));
  }
}

TEST(Zip, RefusesBadNames) {
  for (std::string name :
       {"/etc/passwd", "../x", "a/../x", "a\\x", "", "\xff", "a/.."}) {
    ZipMember bad = member();
    bad.name = name;
    EXPECT_TRUE(contains(readMember(bad), "the name of zip member")) << name;
  }
  ZipMember nul = member();
  nul.name = std::string("a\0b", 3);
  EXPECT_TRUE(contains(readMember(nul), "NUL"));
  ZipMember twice = member();
  ZipBytes zip;
  zip.members = {twice, twice};
  EXPECT_TRUE(contains(readMember(zip.build()), "two members `a/x`"));
}

TEST(Zip, RefusesOverlaps) {
  ZipMember first = member(), second = member();
  second.name = second.localName.emplace("a/x");
  second.name = "a/y";
  second.offset = 0;
  second.localName = "a/y";
  ZipBytes zip;
  zip.members = {first, second};
  EXPECT_TRUE(contains(readMember(zip.build()), "another name"));

  // One header that two directory entries of the same name cannot share
  // either, and a payload that holds another member.
  std::string inner = "PK\x03\x04" + little<uint16_t>(0) + little<uint16_t>(0) +
                      little<uint16_t>(0) + little<uint32_t>(0) +
                      little(checksum("z")) + little<uint32_t>(1) +
                      little<uint32_t>(1) + little<uint16_t>(3) +
                      little<uint16_t>(0) + "a/yz";
  ZipMember outer{"a/x", inner}, hidden{"a/y", "z"};
  hidden.offset = 30 + 3;
  zip.members = {outer, hidden};
  EXPECT_TRUE(contains(readMember(zip.build()), "overlap"));
}

TEST(Zip, RefusesWrongEndRecords) {
  ZipBytes more = ZipBytes().add("a/x", "abc");
  more.count = 2;
  EXPECT_TRUE(contains(readMember(more.build()), "error: "));
  more.count = 0;
  EXPECT_TRUE(contains(readMember(more.build()), "after its 0 members"));

  ZipBytes twice = ZipBytes().add("a/x", "abc");
  twice.comment = "PK\x05\x06" + std::string(18, '\0');
  EXPECT_TRUE(contains(readMember(twice.build()), "two end records"));

  ReadOptions few;
  few.maxArchiveEntries = 1;
  std::string bytes = ZipBytes().add("a", "").add("b", "").build();
  llvm::Expected<ZipArchive> archive =
      ZipArchive::open(Blob::borrow({bytes.data(), bytes.size()}), few);
  ASSERT_FALSE(bool(archive));
  EXPECT_TRUE(contains(llvm::toString(archive.takeError()), "2 members"));
}
