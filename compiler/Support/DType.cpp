//===- DType.cpp - Element types of tensors -------------------------------===//

#include "compiler/Support/DType.h"

#include "llvm/ADT/STLExtras.h"

#include <iterator>

using namespace kiln;

namespace {
enum class Kind : uint8_t { Float, Signed, Unsigned, Bool, Complex };

struct Info {
  unsigned bytes;
  Kind kind;
  llvm::StringLiteral shortName;
  llvm::StringLiteral torchName;
};

// In the order of the enumeration.
constexpr Info table[] = {
    {8, Kind::Float, "f64", "float64"},
    {4, Kind::Float, "f32", "float32"},
    {2, Kind::Float, "f16", "float16"},
    {2, Kind::Float, "bf16", "bfloat16"},
    {8, Kind::Signed, "i64", "int64"},
    {4, Kind::Signed, "i32", "int32"},
    {2, Kind::Signed, "i16", "int16"},
    {1, Kind::Signed, "i8", "int8"},
    {1, Kind::Unsigned, "u8", "uint8"},
    {1, Kind::Bool, "bool", "bool"},
    {4, Kind::Complex, "c32", "complex32"},
    {8, Kind::Complex, "c64", "complex64"},
    {16, Kind::Complex, "c128", "complex128"},
    {2, Kind::Unsigned, "u16", "uint16"},
    {4, Kind::Unsigned, "u32", "uint32"},
    {8, Kind::Unsigned, "u64", "uint64"},
    {1, Kind::Float, "f8e4m3fn", "float8_e4m3fn"},
    {1, Kind::Float, "f8e5m2", "float8_e5m2"},
    {1, Kind::Float, "f8e4m3fnuz", "float8_e4m3fnuz"},
    {1, Kind::Float, "f8e5m2fnuz", "float8_e5m2fnuz"},
    {1, Kind::Float, "f8e8m0fnu", "float8_e8m0fnu"},
};
static_assert(std::size(table) == static_cast<size_t>(DType::F8E8M0FNU) + 1);

const Info &info(DType type) { return table[static_cast<size_t>(type)]; }
} // namespace

unsigned kiln::byteWidth(DType type) { return info(type).bytes; }
llvm::StringRef kiln::shortName(DType type) { return info(type).shortName; }
llvm::StringRef kiln::torchName(DType type) { return info(type).torchName; }

std::optional<DType> kiln::parseDType(llvm::StringRef name) {
  for (auto [index, entry] : llvm::enumerate(table))
    if (name == entry.shortName || name == entry.torchName)
      return static_cast<DType>(index);
  return std::nullopt;
}

bool kiln::isFloat(DType type) { return info(type).kind == Kind::Float; }
bool kiln::isComplex(DType type) { return info(type).kind == Kind::Complex; }
bool kiln::isComputeType(DType type) { return type <= DType::Bool; }
