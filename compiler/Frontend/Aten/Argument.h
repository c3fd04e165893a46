//===- Argument.h - Arguments and results of operators ----------*- C++ -*-===//
//
// The values that frontends pass to the operator table and get from it.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ATEN_ARGUMENT_H
#define KILN_FRONTEND_ATEN_ARGUMENT_H

#include "compiler/Frontend/Aten/TensorValue.h"

#include <string>
#include <variant>
#include <vector>

namespace kiln::aten {

/// None of Python.
struct None {};

/// Something that operators take but that means nothing when compiling: a
/// device, a memory format, a generator.
struct Ignored {};

struct Argument;
using ArgumentList = std::vector<Argument>;

struct Argument {
  std::variant<None, Ignored, bool, int64_t, double, std::string, DType, Tensor,
               ArgumentList>
      value;

  Argument() = default;
  Argument(Ignored ignored) : value(ignored) {}
  Argument(bool flag) : value(flag) {}
  Argument(int64_t integer) : value(integer) {}
  Argument(double number) : value(number) {}
  Argument(std::string text) : value(std::move(text)) {}
  Argument(DType dtype) : value(dtype) {}
  Argument(Tensor tensor) : value(std::move(tensor)) {}
  Argument(ArgumentList list) : value(std::move(list)) {}

  template <typename T> bool is() const {
    return std::holds_alternative<T>(value);
  }
  template <typename T> const T *getIf() const {
    return std::get_if<T>(&value);
  }
  template <typename T> const T &get() const { return *std::get_if<T>(&value); }

  bool isNone() const { return is<None>(); }
  /// A bool, an integer or a float of Python.
  bool isNumber() const { return is<bool>() || is<int64_t>() || is<double>(); }
  double asDouble() const;
  int64_t asInteger() const;
};

/// "int", "Tensor", "list of 3" for messages.
std::string typeName(const Argument &argument);

} // namespace kiln::aten

#endif
