//===- WriteNpy.cpp - Writing NumPy's array files -------------------------===//

#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/Numpy/Npy.h"
#include "compiler/Frontend/Archive/Writers.h"
#include "compiler/Frontend/Archive/Zip/ZipArchive.h"
#include "compiler/Frontend/Archive/Zip/ZipWriter.h"

#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MathExtras.h"

#include <cstring>

using namespace kiln;
using llvm::Error;
using llvm::StringRef;

StringRef kiln::numpyName(DType type) {
  switch (type) {
  case DType::F64:
    return "<f8";
  case DType::F32:
    return "<f4";
  case DType::F16:
    return "<f2";
  case DType::I64:
    return "<i8";
  case DType::I32:
    return "<i4";
  case DType::I16:
    return "<i2";
  case DType::I8:
    return "|i1";
  case DType::U8:
    return "|u1";
  case DType::Bool:
    return "|b1";
  case DType::C64:
    return "<c8";
  case DType::C128:
    return "<c16";
  case DType::U16:
    return "<u2";
  case DType::U32:
    return "<u4";
  case DType::U64:
    return "<u8";
  default:
    return "";
  }
}

/// bf16 is the upper half of f32.
static HostTensor widenBFloat16(const HostTensor &tensor) {
  HostTensor wide = HostTensor::zeros(DType::F32, tensor.shape());
  auto *target = wide.mutableData<uint32_t>();
  for (int64_t i = 0; i < tensor.numElements(); ++i) {
    uint16_t bits;
    std::memcpy(&bits, tensor.bytes().data() + i * sizeof(bits), sizeof(bits));
    target[i] = uint32_t(bits) << 16;
  }
  return wide;
}

/// All that stands before the elements.
static std::string formatHeader(StringRef description,
                                llvm::ArrayRef<int64_t> shape) {
  std::string dims;
  for (int64_t dim : shape)
    dims += std::to_string(dim) + (shape.size() == 1 ? "," : ", ");
  if (shape.size() > 1)
    dims.resize(dims.size() - 2);
  std::string text = ("{'descr': '" + description +
                      "', 'fortran_order': False, 'shape': (" + dims + "), }")
                         .str();
  // The data begin at a multiple of 64 bytes, the header ends with a newline.
  constexpr size_t alignment = 64, prefix = 10;
  constexpr StringRef version("\1\0", 2);
  text.resize(llvm::alignTo(prefix + text.size() + 1, alignment) - prefix - 1,
              ' ');
  text += "\n";
  char length[2];
  llvm::support::endian::write16le(length, text.size());
  return (npyMagic + version + StringRef(length, 2) + text).str();
}

Error kiln::writeNpy(StringRef path, const HostTensor &tensor) {
  if (tensor.dtype() == DType::BF16)
    return writeNpy(path, widenBFloat16(tensor));
  StringRef description = numpyName(tensor.dtype());
  if (description.empty())
    return failure("{0}: NumPy has no type {1}", path,
                   shortName(tensor.dtype()));
  std::error_code problem;
  llvm::raw_fd_ostream os(path, problem, llvm::sys::fs::OF_None);
  if (problem)
    return failure("{0}: cannot write: {1}", path, problem.message());
  os << formatHeader(description, tensor.shape());
  os.write(tensor.bytes().data(), tensor.bytes().size());
  os.close();
  if (os.has_error()) {
    problem = os.error();
    os.clear_error();
    return failure("{0}: cannot write: {1}", path, problem.message());
  }
  return Error::success();
}

static std::string memberOf(StringRef name) { return (name + ".npy").str(); }

const char *kiln::problemOfNpzName(StringRef name) {
  return problemOfMemberName(memberOf(name));
}

void kiln::writeNpz(llvm::raw_pwrite_stream &os, const StateDict &weights) {
  ZipWriter zip(os);
  for (const auto &entry : weights) {
    std::string header =
        formatHeader(numpyName(entry.tensor.dtype()), entry.tensor.shape());
    llvm::ArrayRef<char> pieces[] = {{header.data(), header.size()},
                                     entry.tensor.bytes()};
    zip.add(memberOf(entry.name), pieces);
  }
  zip.finish();
}
