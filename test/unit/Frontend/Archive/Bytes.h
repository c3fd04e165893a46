//===- Bytes.h - Model files put together byte by byte ----------*- C++ -*-===//

#ifndef KILN_TEST_UNIT_ARCHIVE_BYTES_H
#define KILN_TEST_UNIT_ARCHIVE_BYTES_H

#include "compiler/Frontend/Archive/StateDict.h"
#include "llvm/Support/CRC.h"

#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <vector>
#include <zlib.h>

namespace kiln::test {

using Floats = std::vector<float>;
using Dims = std::vector<int64_t>;

/// Shows the text where it lacks the part.
inline testing::AssertionResult contains(const std::string &text,
                                         const std::string &part) {
  if (text.find(part) != std::string::npos)
    return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << "\"" << text << "\" lacks \"" << part << "\"";
}

inline testing::AssertionResult isError(const std::string &text) {
  if (llvm::StringRef(text).starts_with("error: "))
    return testing::AssertionSuccess();
  return testing::AssertionFailure() << "\"" << text << "\" is no error";
}

template <typename T> std::string little(T value) {
  std::string bytes(sizeof(T), '\0');
  for (size_t i = 0; i < sizeof(T); ++i)
    bytes[i] = static_cast<char>(static_cast<uint64_t>(value) >> 8 * i);
  return bytes;
}

/// Opcodes of a pickle, one method each; `text` is what has been written.
struct PickleBytes {
  explicit PickleBytes(char protocol = 2) : text{'\x80', protocol} {}

  PickleBytes &raw(llvm::StringRef bytes) {
    text += bytes;
    return *this;
  }
  PickleBytes &mark() { return raw("("); }
  PickleBytes &tuple() { return raw("t"); }
  PickleBytes &list() { return raw("]"); }
  PickleBytes &dict() { return raw("}"); }
  PickleBytes &reduce() { return raw("R"); }
  PickleBytes &build() { return raw("b"); }
  PickleBytes &newObject() { return raw("\x81"); }
  PickleBytes &setItem() { return raw("s"); }
  PickleBytes &append() { return raw("a"); }
  PickleBytes &none() { return raw("N"); }
  PickleBytes &boolean(bool value) { return raw(value ? "\x88" : "\x89"); }
  PickleBytes &persistent() { return raw("Q"); }
  PickleBytes &put(uint8_t index) { return raw("q").raw(little(index)); }
  PickleBytes &get(uint8_t index) { return raw("h").raw(little(index)); }
  PickleBytes &integer(int64_t value) {
    if (value == static_cast<int32_t>(value))
      return raw("J").raw(little(static_cast<int32_t>(value)));
    return raw("\x8a\x08").raw(little(value));
  }
  PickleBytes &string(llvm::StringRef value) {
    return raw("X").raw(little(static_cast<uint32_t>(value.size()))).raw(value);
  }
  PickleBytes &global(llvm::StringRef module, llvm::StringRef name) {
    return raw("c").raw(module).raw("\n").raw(name).raw("\n");
  }
  PickleBytes &dims(llvm::ArrayRef<int64_t> dims) {
    mark();
    for (int64_t dim : dims)
      integer(dim);
    return tuple();
  }
  /// `('storage', torch.<type>Storage, key, 'cpu', count)`, resolved.
  PickleBytes &storage(llvm::StringRef type, llvm::StringRef key, int64_t count,
                       bool isLegacy = false) {
    mark().string("storage").global("torch", (type + "Storage").str());
    string(key).string("cpu").integer(count);
    return (isLegacy ? none() : *this).tuple().persistent();
  }
  /// A float tensor on the storage `key`.
  PickleBytes &tensor(llvm::StringRef key, int64_t count, int64_t offset,
                      llvm::ArrayRef<int64_t> sizes,
                      llvm::ArrayRef<int64_t> strides,
                      llvm::StringRef type = "Float", bool isLegacy = false) {
    global("torch._utils", "_rebuild_tensor_v2").mark();
    storage(type, key, count, isLegacy).integer(offset);
    dims(sizes).dims(strides).boolean(false);
    return global("collections", "OrderedDict").raw(")R").tuple().reduce();
  }
  std::string stop() { return text + "."; }

  std::string text;
};

/// One member of an archive, with what may be told wrongly about it.
struct ZipMember {
  std::string name;
  std::string content;
  bool deflated = false;
  std::optional<std::string> localName = std::nullopt;
  uint16_t localFlags = 0;
  uint16_t centralFlags = 0;
  std::optional<uint16_t> method = std::nullopt;
  std::optional<uint32_t> crc = std::nullopt;
  std::optional<uint32_t> size = std::nullopt;
  /// Where the directory says that the member begins.
  std::optional<uint32_t> offset = std::nullopt;
};

inline std::string deflateRaw(const std::string &content) {
  z_stream stream = {};
  deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, content.size()), '\0');
  stream.next_in =
      reinterpret_cast<Bytef *>(const_cast<char *>(content.data()));
  stream.avail_in = content.size();
  stream.next_out = reinterpret_cast<Bytef *>(packed.data());
  stream.avail_out = packed.size();
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

inline uint32_t checksum(llvm::StringRef text) {
  return llvm::crc32(llvm::ArrayRef<uint8_t>(
      reinterpret_cast<const uint8_t *>(text.data()), text.size()));
}

struct ZipBytes {
  std::vector<ZipMember> members;
  bool zip64 = false;
  std::string comment;
  std::optional<uint16_t> count;

  ZipBytes &add(llvm::StringRef name, llvm::StringRef content,
                bool deflated = false) {
    members.push_back({name.str(), content.str(), deflated});
    return *this;
  }

  std::string build() const {
    std::string file, directory;
    for (const ZipMember &member : members) {
      std::string packed =
          member.deflated ? deflateRaw(member.content) : member.content;
      uint16_t method = member.method.value_or(member.deflated ? 8 : 0);
      auto common = [&](uint16_t flags) {
        return little(flags) + little(method) + little<uint32_t>(0) +
               little(member.crc.value_or(checksum(member.content))) +
               little<uint32_t>(packed.size()) +
               little<uint32_t>(member.size.value_or(member.content.size()));
      };
      std::string localName = member.localName.value_or(member.name);
      uint32_t offset = member.offset.value_or(file.size());
      file += "PK\x03\x04" + little<uint16_t>(0) + common(member.localFlags) +
              little<uint16_t>(localName.size()) + little<uint16_t>(0) +
              localName + packed;
      directory += "PK\x01\x02" + little<uint32_t>(0) +
                   common(member.centralFlags) +
                   little<uint16_t>(member.name.size()) +
                   std::string(12, '\0') + little(offset) + member.name;
    }
    return finish(file, directory);
  }

private:
  std::string finish(const std::string &file,
                     const std::string &directory) const {
    uint64_t offset = file.size(), entries = members.size();
    std::string end;
    if (zip64) {
      uint64_t position = file.size() + directory.size();
      end += "PK\x06\x06" + little<uint64_t>(44) + little<uint32_t>(0) +
             little<uint64_t>(0) + little(entries) + little(entries) +
             little<uint64_t>(directory.size()) + little(offset);
      end += "PK\x06\x07" + little<uint32_t>(0) + little(position) +
             little<uint32_t>(1);
    }
    uint16_t told = count.value_or(zip64 ? 0xffff : entries);
    end += "PK\x05\x06" + little<uint32_t>(0) + little(told) + little(told);
    end += little<uint32_t>(zip64 ? 0xffffffff : directory.size());
    end += little<uint32_t>(zip64 ? 0xffffffff : offset);
    return file + directory + end + little<uint16_t>(comment.size()) + comment;
  }
};

/// `count` floats 0, 1, 2, ...
inline std::string floats(int64_t count) {
  std::string bytes;
  for (int64_t i = 0; i < count; ++i)
    bytes += little(llvm::bit_cast<uint32_t>(static_cast<float>(i)));
  return bytes;
}

/// torch.save's archive of a pickle and its storages.
inline std::string torchZip(const std::string &pickle,
                            std::vector<std::string> storages = {}) {
  ZipBytes zip;
  zip.add("archive/data.pkl", pickle);
  for (size_t i = 0; i < storages.size(); ++i)
    zip.add("archive/data/" + std::to_string(i), storages[i]);
  zip.add("archive/version", "3\n");
  return zip.build();
}

inline llvm::Expected<ModelFile> readBytes(const std::string &bytes,
                                           ReadOptions options = {}) {
  return readModelBytes("file", Blob::borrow({bytes.data(), bytes.size()}),
                        options);
}

/// Why the bytes are refused; "" when they are read.
inline std::string errorOf(const std::string &bytes, ReadOptions options = {}) {
  llvm::Expected<ModelFile> model = readBytes(bytes, options);
  return model ? "" : llvm::toString(model.takeError());
}

/// The elements of a float tensor.
inline Floats valuesOf(const HostTensor &tensor) {
  auto *data = tensor.data<float>();
  return {data, data + tensor.numElements()};
}

} // namespace kiln::test

#endif
