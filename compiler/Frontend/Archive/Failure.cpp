//===- Failure.cpp - Errors of the readers --------------------------------===//

#include "compiler/Frontend/Archive/Failure.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Unicode.h"

using namespace kiln;
using llvm::StringRef;

llvm::Error kiln::withPrefix(const llvm::Twine &prefix, llvm::Error error) {
  std::string message = llvm::toString(std::move(error));
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 prefix + ": " + message);
}

/// The length of the character that the text begins with; 0 when it should not
/// reach a terminal.
static size_t printableLength(StringRef text) {
  const auto *begin = reinterpret_cast<const llvm::UTF8 *>(text.data());
  const llvm::UTF8 *position = begin;
  llvm::UTF32 code;
  if (llvm::convertUTF8Sequence(&position, begin + text.size(), &code,
                                llvm::strictConversion) != llvm::conversionOK)
    return 0;
  bool isFine = llvm::sys::unicode::isPrintable(static_cast<int>(code)) &&
                !llvm::sys::unicode::isFormatting(static_cast<int>(code));
  return isFine ? position - begin : 0;
}

std::string kiln::printable(StringRef text) {
  std::string result;
  while (!text.empty()) {
    size_t length = printableLength(text);
    if (length)
      result += text.take_front(length);
    else
      result += llvm::formatv("\\x{0:x-2}",
                              unsigned(static_cast<unsigned char>(text[0])));
    text = text.drop_front(std::max<size_t>(length, 1));
  }
  return result;
}

std::string kiln::quoted(StringRef text) {
  constexpr size_t longest = 80;
  return "`" + printable(text.take_front(longest)) +
         (text.size() > longest ? "...`" : "`");
}

std::string kiln::listOf(llvm::ArrayRef<std::string> texts) {
  constexpr size_t longest = 8;
  std::string list = llvm::join(texts.take_front(longest), ", ");
  if (texts.size() > longest)
    list += llvm::formatv(" and {0} more", texts.size() - longest);
  return list;
}
