//===- Source.cpp - Bytes of a file to Python source ----------------------===//

#include "compiler/Frontend/Python/Syntax/Source.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

using namespace kiln;
using namespace kiln::python;

void python::appendUtf8(std::string &text, uint32_t c) {
  auto put = [&](uint32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (c < 0x80)
    return put(c);
  if (c < 0x800) {
    put(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      put(0xE0 | c >> 12);
    } else {
      put(0xF0 | c >> 18);
      put(0x80 | (c >> 12 & 0x3F));
    }
    put(0x80 | (c >> 6 & 0x3F));
  }
  put(0x80 | (c & 0x3F));
}

/// What `# -*- coding: NAME -*-` names in this line, or nothing.
static llvm::StringRef encodingOfLine(llvm::StringRef line) {
  line = line.ltrim(" \t\f");
  if (!line.consume_front("#"))
    return {};
  for (size_t at = line.find("coding"); at != llvm::StringRef::npos;
       at = line.find("coding", at + 1)) {
    llvm::StringRef rest = line.drop_front(at + 6);
    if (!rest.consume_front(":") && !rest.consume_front("="))
      continue;
    rest = rest.ltrim(" \t").take_while([](char c) {
      return llvm::isAlnum(c) || c == '-' || c == '_' || c == '.';
    });
    if (!rest.empty())
      return rest;
  }
  return {};
}

static llvm::StringRef findEncoding(llvm::StringRef bytes) {
  auto [first, rest] = bytes.split('\n');
  llvm::StringRef name = encodingOfLine(first);
  llvm::StringRef blank = first.trim(" \t\f\r");
  if (name.empty() && (blank.empty() || blank.starts_with("#")))
    name = encodingOfLine(rest.split('\n').first);
  return name;
}

static Position positionOf(llvm::StringRef bytes, size_t offset) {
  llvm::StringRef before = bytes.take_front(offset);
  size_t lineStart = before.rfind('\n') + 1; // npos wraps to 0
  return {static_cast<uint32_t>(before.count('\n') + 1),
          static_cast<uint32_t>(offset - lineStart + 1)};
}

/// Of nearly all files; quicker to see than that they are UTF-8.
static bool isAscii(llvm::StringRef bytes) {
  unsigned char all = 0;
  for (unsigned char byte : bytes)
    all |= byte;
  return all < 0x80;
}

static std::optional<size_t> findInvalidUtf8(llvm::StringRef bytes) {
  if (isAscii(bytes))
    return std::nullopt;
  const auto *begin = reinterpret_cast<const llvm::UTF8 *>(bytes.begin());
  const auto *end = begin + bytes.size(), *at = begin;
  if (llvm::isLegalUTF8String(&at, end))
    return std::nullopt;
  return at - begin;
}

static std::string latin1ToUtf8(llvm::StringRef bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (unsigned char c : bytes)
    appendUtf8(text, c);
  return text;
}

static std::string unixLines(llvm::StringRef bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != '\r')
      text.push_back(bytes[i]);
    else if (i + 1 == bytes.size() || bytes[i + 1] != '\n')
      text.push_back('\n');
  }
  return text;
}

std::optional<llvm::StringRef>
python::decodeSource(llvm::StringRef bytes, Arena &arena, SyntaxError &error) {
  bool hasMark = bytes.consume_front("\xEF\xBB\xBF");
  std::string converted;
  if (bytes.contains('\r'))
    bytes = converted = unixLines(bytes);
  if (size_t zero = bytes.find('\0'); zero != llvm::StringRef::npos) {
    error = {
        positionOf(bytes, zero), "expected text, found a zero byte", {}, {}};
    return std::nullopt;
  }
  std::optional<size_t> invalid = findInvalidUtf8(bytes);
  if (!invalid)
    return bytes.copy(arena);

  llvm::StringRef encoding = findEncoding(bytes);
  std::string name = encoding.lower();
  llvm::replace(name, '_', '-');
  if (!hasMark && (name == "latin-1" || name == "latin1" ||
                   llvm::StringRef(name).starts_with("iso-8859-1"))) {
    std::string text = latin1ToUtf8(bytes);
    return llvm::StringRef(text).copy(arena);
  }
  unsigned char byte = bytes[*invalid];
  std::string found = "0x" + llvm::utohexstr(byte, /*LowerCase=*/true);
  bool isUtf8 = encoding.empty() || llvm::StringRef(name).starts_with("utf");
  error = {positionOf(bytes, *invalid),
           isUtf8 ? "expected UTF-8, found the byte " + found
                  : "the encoding '" + encoding.str() +
                        "' is not supported, save the file as UTF-8",
           {},
           {}};
  return std::nullopt;
}
