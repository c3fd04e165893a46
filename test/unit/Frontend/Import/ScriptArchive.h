//===- ScriptArchive.h - TorchScript archives made by tests -----*- C++ -*-===//

#ifndef KILN_TEST_UNIT_FRONTEND_IMPORT_SCRIPTARCHIVE_H
#define KILN_TEST_UNIT_FRONTEND_IMPORT_SCRIPTARCHIVE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/CRC.h"

#include <string>
#include <vector>

namespace kiln {

/// An archive with one object of the class `__torch__.Net`.
class ScriptArchive {
public:
  /// `code` is that of `__torch__.py`.
  explicit ScriptArchive(llvm::StringRef code) {
    add("code/__torch__.py", code);
  }

  void add(llvm::StringRef name, llvm::StringRef content) {
    members.push_back({"net/" + name.str(), content.str()});
  }
  /// `pickled` are the opcodes of the value.
  void setAttribute(llvm::StringRef name, llvm::StringRef pickled) {
    attributes += text(name) + pickled.str() + "s";
  }
  /// A float32 vector of ones.
  void setOnes(llvm::StringRef name, char size) {
    std::string key = std::to_string(numStorages++), data;
    for (int i = 0; i < size; ++i)
      data.append("\0\0\x80\x3f", 4);
    add("data/" + key, data);
    std::string storage = "(" + text("storage") + "ctorch\nFloatStorage\n" +
                          text(key) + text("cpu") + number(size) + "tQ";
    setAttribute(name, "ctorch._utils\n_rebuild_tensor_v2\n(" + storage +
                           number(0) + number(size) + "\x85" + number(1) +
                           "\x85\x89" + "ccollections\nOrderedDict\n)RtR");
  }

  static std::string number(char value) { return {'K', value}; }
  static std::string text(llvm::StringRef value) {
    return std::string{'X', char(value.size()), 0, 0, 0} + value.str();
  }

  std::string bytes() const {
    std::vector<Member> all = members;
    all.push_back({"net/data.pkl", "\x80\x02"
                                   "c__torch__\nNet\n)\x81}" +
                                       attributes + "b."});
    all.push_back({"net/constants.pkl", "\x80\x02)."});
    return zip(all);
  }

private:
  struct Member {
    std::string name, content;
  };

  static void put(std::string &out, uint64_t value, unsigned bytes) {
    for (; bytes; --bytes, value >>= 8)
      out += static_cast<char>(value);
  }
  /// The fields that a member's header and its entry in the directory share.
  static std::string header(const Member &member) {
    std::string out;
    put(out, 20, 2);
    put(out, 0, 8);
    put(out,
        llvm::crc32({reinterpret_cast<const uint8_t *>(member.content.data()),
                     member.content.size()}),
        4);
    put(out, member.content.size(), 4);
    put(out, member.content.size(), 4);
    put(out, member.name.size(), 2);
    put(out, 0, 2);
    return out;
  }
  static std::string zip(const std::vector<Member> &members) {
    std::string out, directory;
    for (const Member &member : members) {
      directory += std::string("PK\1\2\24\0", 6) + header(member);
      put(directory, 0, 10);
      put(directory, out.size(), 4);
      directory += member.name;
      out += "PK\3\4" + header(member) + member.name + member.content;
    }
    std::string end("PK\5\6\0\0\0\0", 8);
    put(end, members.size(), 2);
    put(end, members.size(), 2);
    put(end, directory.size(), 4);
    put(end, out.size(), 4);
    put(end, 0, 2);
    return out + directory + end;
  }

  std::vector<Member> members;
  std::string attributes;
  unsigned numStorages = 0;
};

} // namespace kiln

#endif
