//===- PictureOptions.cpp - How pictures become inputs --------------------===//

#include "compiler/Tools/kiln/PictureOptions.h"

#include "compiler/Support/Text.h"
#include "dialects/Kiln/HostTensorAttr.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FormatVariadic.h"

#include <cmath>

using namespace kiln;

static llvm::Error invalid(const char *option, llvm::StringRef value,
                           const char *wanted) {
  return llvm::createStringError(
      llvm::formatv("{0} takes {1}, not '{2}'", option, wanted, value));
}

/// "0.5" or "0.485,0.456,0.406".
static llvm::Expected<llvm::SmallVector<float, 4>>
parseChannels(const char *option, llvm::StringRef value, bool positive) {
  llvm::SmallVector<float, 4> numbers;
  llvm::SmallVector<llvm::StringRef> parts;
  value.split(parts, ',');
  for (llvm::StringRef part : parts) {
    double number;
    if (parts.size() > 4 || part.trim().getAsDouble(number) ||
        !std::isfinite(number))
      return invalid(option, value, "one number or one per channel");
    if (positive && number <= 0)
      return invalid(option, value, "positive numbers");
    numbers.push_back(static_cast<float>(number));
  }
  return numbers;
}

static llvm::Error addMeanAndDeviation(const PictureOptions &options,
                                       KilnPreprocessing &result) {
  llvm::SmallVector<float, 4> means{0}, deviations{1};
  if (!options.mean.empty()) {
    auto parsed = parseChannels("--mean", options.mean, false);
    if (!parsed)
      return parsed.takeError();
    means = *parsed;
  }
  if (!options.deviation.empty()) {
    auto parsed = parseChannels("--std", options.deviation, true);
    if (!parsed)
      return parsed.takeError();
    deviations = *parsed;
  }
  size_t channels = std::max(means.size(), deviations.size());
  for (size_t count : {means.size(), deviations.size()})
    if (count != 1 && count != channels)
      return llvm::createStringError(
          llvm::formatv("--mean has {0} numbers and --std has {1}",
                        means.size(), deviations.size()));
  for (size_t c = 0; c < channels; ++c) {
    result.mean[c] = means[means.size() > 1 ? c : 0];
    result.std[c] = deviations[deviations.size() > 1 ? c : 0];
  }
  result.channels = static_cast<uint32_t>(channels);
  return llvm::Error::success();
}

/// "256" (the shorter side) or "HEIGHTxWIDTH".
static llvm::Error addResize(llvm::StringRef value, KilnPreprocessing &result) {
  constexpr uint32_t most = 32768;
  auto isSide = [&](llvm::StringRef text, uint32_t &side) {
    return !text.getAsInteger(10, side) && side >= 1 && side <= most;
  };
  auto [height, width] = value.split('x');
  bool valid = value.contains('x') ? isSide(height, result.resize_height) &&
                                         isSide(width, result.resize_width)
                                   : isSide(value, result.resize_shorter);
  if (!valid)
    return invalid("--resize", value, "SHORTER or HEIGHTxWIDTH up to 32768");
  return llvm::Error::success();
}

llvm::Expected<KilnPreprocessing>
kiln::parsePictureOptions(const PictureOptions &options) {
  KilnPreprocessing result = {};
  if (!options.mean.empty() || !options.deviation.empty())
    if (llvm::Error error = addMeanAndDeviation(options, result))
      return error;
  if (!options.resize.empty())
    if (llvm::Error error = addResize(options.resize, result))
      return error;
  result.crop = options.crop;
  return result;
}

/// As the program sees it: one picture, or a batch of them.
static bool takesPictures(mlir::RankedTensorType input) {
  int64_t rank = input.getRank();
  if (rank != 3 && rank != 4)
    return false;
  int64_t channels = input.getDimSize(rank - 3);
  return (channels == 1 || channels == 3) &&
         (input.getElementType().isFloat() ||
          input.getElementType().isUnsignedInteger(8));
}

llvm::Error kiln::checkPictureOptions(const KilnPreprocessing &options,
                                      mlir::RankedTensorType input) {
  if (!options.channels && !options.resize_height && !options.resize_shorter &&
      !options.crop)
    return llvm::Error::success();
  if (!takesPictures(input))
    return llvm::createStringError(llvm::formatv(
        "--mean, --std, --resize and --crop are for pictures, and the first "
        "input takes none: expected Nx3xHxW or Nx1xHxW, got {0} {1}",
        shortName(*dtypeOf(input.getElementType())),
        shapeText(input.getShape())));
  int64_t rank = input.getRank(), channels = input.getDimSize(rank - 3),
          height = input.getDimSize(rank - 2),
          width = input.getDimSize(rank - 1);
  if (options.channels > 1 && options.channels != channels)
    return llvm::createStringError(llvm::formatv(
        "--mean and --std have {0} numbers, expected one or {1}, as many as "
        "the first input has channels",
        options.channels, channels));
  bool isSmaller =
      options.resize_height
          ? options.resize_height < height || options.resize_width < width
          : options.resize_shorter &&
                options.resize_shorter < std::min(height, width);
  if (isSmaller)
    return llvm::createStringError(llvm::formatv(
        "--resize gives pictures smaller than the first input: expected at "
        "least {0}x{1}",
        height, width));
  return llvm::Error::success();
}
