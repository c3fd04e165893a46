//===- PrintTensor.cpp - Tensors for people -------------------------------===//

#include "compiler/Tools/kiln/PrintTensor.h"

#include "compiler/Support/Text.h"
#include "dialects/Kiln/Interpreter/Numbers.h"

#include <cmath>
#include <fmt/format.h>

using namespace kiln;

/// More elements than this are cut off.
static constexpr int64_t kMaxElements = 32;
static constexpr int64_t kPerLine = 8;

static std::string textOf(const HostTensor &tensor, int64_t index) {
  return reference::withNumber(tensor.dtype(), [&](auto zero) {
    using Number = decltype(zero);
    Number value;
    reference::load(tensor, index, llvm::MutableArrayRef<Number>(value));
    if constexpr (std::is_same_v<Number, double>)
      // Not "-nan": its sign means nothing.
      return std::isnan(value) ? "nan" : fmt::format("{:.6g}", value);
    else
      return fmt::format("{}", value);
  });
}

void kiln::printTensor(llvm::raw_ostream &os, llvm::StringRef name,
                       const HostTensor &tensor) {
  os << name << ": " << shortName(tensor.dtype()) << " "
     << shapeText(tensor.shape()) << "\n";
  int64_t shown = std::min(tensor.numElements(), kMaxElements);
  for (int64_t i = 0; i < shown; ++i)
    os << (i % kPerLine ? "" : " ") << fmt::format(" {:>12}", textOf(tensor, i))
       << ((i + 1) % kPerLine == 0 || i + 1 == shown ? "\n" : "");
  if (shown < tensor.numElements())
    os << "  ... and " << tensor.numElements() - shown
       << " more; -o FILE writes all\n";
}
