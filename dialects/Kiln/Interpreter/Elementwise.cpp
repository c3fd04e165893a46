//===- Elementwise.cpp - Operations on single elements --------------------===//

#include "dialects/Kiln/Interpreter/Elementwise.h"

#include "dialects/Kiln/Interpreter/Numbers.h"

#include <algorithm>
#include <cmath>

using namespace kiln;
using namespace kiln::reference;
using llvm::ArrayRef;
using llvm::MutableArrayRef;

//===----------------------------------------------------------------------===//
// Going through tensors
//===----------------------------------------------------------------------===//

/// Calls `function(first, size)` for consecutive chunks of the elements.
template <typename Function>
static void forChunks(int64_t count, Function &&function) {
  for (int64_t first = 0; first < count; first += chunkSize)
    function(first, std::min(chunkSize, count - first));
}

/// A tensor of `function(x)` over numbers of kind T.
template <typename T, typename Function>
static HostTensor map(const HostTensor &x, DType type, Function &&function) {
  HostTensor result = HostTensor::zeros(type, x.shape());
  T values[chunkSize];
  forChunks(x.numElements(), [&](int64_t first, int64_t size) {
    load(x, first, MutableArrayRef<T>(values, size));
    for (int64_t i = 0; i < size; ++i)
      values[i] = function(values[i]);
    store(ArrayRef<T>(values, size), result, first);
  });
  return result;
}

/// A tensor of `function(a, b)` over numbers of kind T.
template <typename T, typename Function>
static HostTensor zip(const HostTensor &a, const HostTensor &b, DType type,
                      Function &&function) {
  assert(a.shape() == b.shape() && a.dtype() == b.dtype());
  HostTensor result = HostTensor::zeros(type, a.shape());
  T left[chunkSize], right[chunkSize];
  forChunks(a.numElements(), [&](int64_t first, int64_t size) {
    load(a, first, MutableArrayRef<T>(left, size));
    load(b, first, MutableArrayRef<T>(right, size));
    for (int64_t i = 0; i < size; ++i)
      left[i] = function(left[i], right[i]);
    store(ArrayRef<T>(left, size), result, first);
  });
  return result;
}

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

/// NaN has no sign, so 0.
static double signOf(double x) { return (x > 0) - (x < 0); }

/// The functions of doubles that keep the type.
static double (*floatFunction(Unary kind))(double) {
  using F = double (*)(double);
  switch (kind) {
  case Unary::Neg:
    return [](double x) { return -x; };
  case Unary::Abs:
    return [](double x) { return std::fabs(x); };
  case Unary::Sign:
    return signOf;
  case Unary::Exp:
    return static_cast<F>(std::exp);
  case Unary::Exp2:
    return static_cast<F>(std::exp2);
  case Unary::Expm1:
    return static_cast<F>(std::expm1);
  case Unary::Log:
    return static_cast<F>(std::log);
  case Unary::Log2:
    return static_cast<F>(std::log2);
  case Unary::Log10:
    return static_cast<F>(std::log10);
  case Unary::Log1p:
    return static_cast<F>(std::log1p);
  case Unary::Sqrt:
    return static_cast<F>(std::sqrt);
  case Unary::Rsqrt:
    return [](double x) { return 1 / std::sqrt(x); };
  case Unary::Reciprocal:
    return [](double x) { return 1 / x; };
  case Unary::Sin:
    return static_cast<F>(std::sin);
  case Unary::Cos:
    return static_cast<F>(std::cos);
  case Unary::Tan:
    return static_cast<F>(std::tan);
  case Unary::Asin:
    return static_cast<F>(std::asin);
  case Unary::Acos:
    return static_cast<F>(std::acos);
  case Unary::Atan:
    return static_cast<F>(std::atan);
  case Unary::Sinh:
    return static_cast<F>(std::sinh);
  case Unary::Cosh:
    return static_cast<F>(std::cosh);
  case Unary::Tanh:
    return static_cast<F>(std::tanh);
  case Unary::Asinh:
    return static_cast<F>(std::asinh);
  case Unary::Acosh:
    return static_cast<F>(std::acosh);
  case Unary::Atanh:
    return static_cast<F>(std::atanh);
  case Unary::Erf:
    return static_cast<F>(std::erf);
  case Unary::Floor:
    return static_cast<F>(std::floor);
  case Unary::Ceil:
    return static_cast<F>(std::ceil);
  case Unary::Round:
    return static_cast<F>(std::nearbyint);
  case Unary::Trunc:
    return static_cast<F>(std::trunc);
  case Unary::Relu:
    return [](double x) { return x < 0 ? 0 : x; };
  case Unary::Sigmoid:
    return [](double x) { return 1 / (1 + std::exp(-x)); };
  default:
    return nullptr;
  }
}

/// The functions of integers that keep the type.
static int64_t (*integerFunction(Unary kind))(int64_t) {
  switch (kind) {
  case Unary::Neg:
    return [](int64_t x) { return multiply(x, int64_t(-1)); };
  case Unary::Abs:
    return [](int64_t x) { return x < 0 ? multiply(x, int64_t(-1)) : x; };
  case Unary::Sign:
    return [](int64_t x) { return int64_t((x > 0) - (x < 0)); };
  case Unary::Relu:
    return [](int64_t x) { return std::max<int64_t>(x, 0); };
  case Unary::BitwiseNot:
    return [](int64_t x) { return ~x; };
  case Unary::Floor:
  case Unary::Ceil:
  case Unary::Round:
  case Unary::Trunc:
    return [](int64_t x) { return x; };
  default:
    return nullptr;
  }
}

static HostTensor classify(Unary kind, const HostTensor &x) {
  return map<double>(x, DType::Bool, [&](double value) -> double {
    if (kind == Unary::IsNan)
      return std::isnan(value);
    return kind == Unary::IsInf ? std::isinf(value) : std::isfinite(value);
  });
}

static llvm::Error noSuchFunction(DType type) {
  return llvm::createStringError("no such function of elements of type " +
                                 shortName(type));
}

llvm::Expected<HostTensor> reference::unary(Unary kind, const HostTensor &x) {
  DType type = x.dtype();
  if (kind == Unary::IsNan || kind == Unary::IsInf || kind == Unary::IsFinite)
    return classify(kind, x);
  if (type == DType::Bool && kind == Unary::BitwiseNot)
    return map<int64_t>(x, type, [](int64_t value) { return !value; });
  if (isFloat(type)) {
    if (auto *function = floatFunction(kind))
      return map<double>(x, type, function);
  } else if (auto *function = integerFunction(kind)) {
    return map<int64_t>(x, type, function);
  }
  return noSuchFunction(type);
}

//===----------------------------------------------------------------------===//
// Binary
//===----------------------------------------------------------------------===//

/// The remainder that has the divisor's sign, as Python has it.
static double remainderOf(double a, double b) {
  double rest = std::fmod(a, b);
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

/// Python's floor division: exact where a/b rounds up to the next integer.
static double floorDivide(double a, double b) {
  if (b == 0)
    return a / b;
  double rest = std::fmod(a, b);
  double quotient = (a - rest) / b;
  if (rest != 0 && (b < 0) != (rest < 0))
    quotient -= 1;
  if (quotient == 0)
    return std::copysign(0.0, a / b);
  double rounded = std::floor(quotient);
  return quotient - rounded > 0.5 ? rounded + 1 : rounded;
}

static double maximumOf(double a, double b) {
  return std::isnan(a) || a > b ? a : b;
}
static double minimumOf(double a, double b) {
  return std::isnan(a) || a < b ? a : b;
}

static double (*floatFunction(Binary kind))(double, double) {
  using F = double (*)(double, double);
  switch (kind) {
  case Binary::Add:
    return add;
  case Binary::Sub:
    return [](double a, double b) { return a - b; };
  case Binary::Mul:
    return multiply;
  case Binary::Div:
    return [](double a, double b) { return a / b; };
  case Binary::FloorDiv:
    return floorDivide;
  case Binary::Remainder:
    return remainderOf;
  case Binary::Fmod:
    return static_cast<F>(std::fmod);
  case Binary::Pow:
    return static_cast<F>(std::pow);
  case Binary::Maximum:
    return maximumOf;
  case Binary::Minimum:
    return minimumOf;
  case Binary::Atan2:
    return static_cast<F>(std::atan2);
  default:
    return nullptr;
  }
}

/// Division by -1 wraps where the quotient does not fit.
static int64_t divide(int64_t a, int64_t b) {
  return b == -1 ? multiply(a, b) : a / b;
}
static int64_t fmodOf(int64_t a, int64_t b) { return b == -1 ? 0 : a % b; }
static int64_t remainderOf(int64_t a, int64_t b) {
  int64_t rest = fmodOf(a, b);
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}
static int64_t floorDivide(int64_t a, int64_t b) {
  int64_t rest = fmodOf(a, b);
  return divide(a, b) - (rest != 0 && (rest < 0) != (b < 0));
}

/// A negative exponent gives the truncated reciprocal, zero for most bases.
static int64_t power(int64_t base, int64_t exponent) {
  if (exponent < 0) {
    if (base == 1)
      return 1;
    return base == -1 ? (exponent & 1 ? -1 : 1) : 0;
  }
  int64_t result = 1;
  for (; exponent; exponent >>= 1, base = multiply(base, base))
    if (exponent & 1)
      result = multiply(result, base);
  return result;
}

static int64_t (*integerFunction(Binary kind))(int64_t, int64_t) {
  switch (kind) {
  case Binary::Add:
    return add;
  case Binary::Sub:
    return
        [](int64_t a, int64_t b) { return add(a, multiply(b, int64_t(-1))); };
  case Binary::Mul:
    return multiply;
  case Binary::Div:
    return divide;
  case Binary::FloorDiv:
    return floorDivide;
  case Binary::Remainder:
    return remainderOf;
  case Binary::Fmod:
    return fmodOf;
  case Binary::Pow:
    return power;
  case Binary::Maximum:
    return [](int64_t a, int64_t b) { return std::max(a, b); };
  case Binary::Minimum:
    return [](int64_t a, int64_t b) { return std::min(a, b); };
  case Binary::BitwiseAnd:
    return [](int64_t a, int64_t b) { return a & b; };
  case Binary::BitwiseOr:
    return [](int64_t a, int64_t b) { return a | b; };
  case Binary::BitwiseXor:
    return [](int64_t a, int64_t b) { return a ^ b; };
  default:
    return nullptr;
  }
}

/// Counts outside the type's width shift everything out.
static HostTensor shift(Binary kind, const HostTensor &a, const HostTensor &b) {
  int64_t width = 8 * byteWidth(a.dtype());
  return zip<int64_t>(a, b, a.dtype(), [&](int64_t value, int64_t count) {
    bool outside = count < 0 || count >= width;
    if (kind == Binary::ShiftRight)
      return value >> (outside ? 63 : count);
    return outside
               ? 0
               : static_cast<int64_t>(static_cast<uint64_t>(value) << count);
  });
}

static bool dividesByZero(Binary kind, const HostTensor &divisor) {
  bool divides = kind == Binary::Div || kind == Binary::FloorDiv ||
                 kind == Binary::Remainder || kind == Binary::Fmod;
  return divides && !isFloat(divisor.dtype()) &&
         llvm::is_contained(loadAll<int64_t>(divisor), 0);
}

llvm::Expected<HostTensor> reference::binary(Binary kind, const HostTensor &a,
                                             const HostTensor &b) {
  DType type = a.dtype();
  if (dividesByZero(kind, b))
    return llvm::createStringError("an integer is divided by zero");
  if (isFloat(type)) {
    if (auto *function = floatFunction(kind))
      return zip<double>(a, b, type, function);
  } else if (kind == Binary::ShiftLeft || kind == Binary::ShiftRight) {
    return shift(kind, a, b);
  } else if (auto *function = integerFunction(kind)) {
    return zip<int64_t>(a, b, type, function);
  }
  return noSuchFunction(type);
}

//===----------------------------------------------------------------------===//
// The rest
//===----------------------------------------------------------------------===//

template <typename T> static bool holds(Comparison kind, T a, T b) {
  switch (kind) {
  case Comparison::Eq:
    return a == b;
  case Comparison::Ne:
    return a != b;
  case Comparison::Lt:
    return a < b;
  case Comparison::Le:
    return a <= b;
  case Comparison::Gt:
    return a > b;
  case Comparison::Ge:
    return a >= b;
  }
  llvm_unreachable("unknown comparison");
}

HostTensor reference::compare(Comparison kind, const HostTensor &a,
                              const HostTensor &b) {
  return withNumber(a.dtype(), [&](auto zero) {
    using T = decltype(zero);
    return zip<T>(a, b, DType::Bool, [&](T left, T right) -> T {
      return holds(kind, left, right);
    });
  });
}

HostTensor reference::select(const HostTensor &condition, const HostTensor &a,
                             const HostTensor &b) {
  assert(a.shape() == b.shape() && a.dtype() == b.dtype());
  assert(condition.shape() == a.shape() && condition.dtype() == DType::Bool);
  HostTensor result = HostTensor::zeros(a.dtype(), a.shape());
  char *bytes = result.mutableData<char>();
  size_t width = byteWidth(a.dtype());
  for (int64_t i = 0, count = a.numElements(); i < count; ++i) {
    const HostTensor &from = condition.bytes()[i] ? a : b;
    llvm::copy(from.bytes().slice(i * width, width), bytes + i * width);
  }
  return result;
}

HostTensor reference::clamp(const HostTensor &x, std::optional<double> min,
                            std::optional<double> max) {
  return withNumber(x.dtype(), [&](auto zero) {
    using T = decltype(zero);
    // Comparing as double keeps a fractional bound of integers meaningful.
    return map<T>(x, x.dtype(), [&](T value) -> T {
      if (min && value < *min)
        value = static_cast<T>(*min);
      if (max && value > *max)
        value = static_cast<T>(*max);
      return value;
    });
  });
}

HostTensor reference::cast(const HostTensor &x, DType type) {
  if (type == x.dtype())
    return x;
  return withNumber(x.dtype(), [&](auto zero) {
    using T = decltype(zero);
    return map<T>(x, type, [](T value) { return value; });
  });
}
