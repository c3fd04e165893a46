//===- Value.h - Values of the evaluated Python -----------------*- C++ -*-===//
//
// A value is 16 bytes: a tag and a bool, an int, a float or a pointer to an
// object. Objects live as long as their Interpreter, so that values are copied
// without counting references; a budget bounds how many there can be.
//
// A null value as the result of an operation means that a Python exception is
// pending in the interpreter; callers pass it on at once.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_PYTHON_VALUE_H
#define KILN_FRONTEND_PYTHON_VALUE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cassert>
#include <cstdint>

namespace kiln::python {

class Object;
class Interpreter;

class Value {
public:
  enum class Kind : uint8_t {
    Null,
    None,
    Bool,
    Int,
    Float,
    Ellipsis,
    NotImplemented,
    Object,
  };

  Value() : tag(Kind::Null) { data.integer = 0; }
  /// Any object; a null pointer gives the null value.
  Value(Object *object) : tag(object ? Kind::Object : Kind::Null) {
    data.object = object;
  }

  static Value none() { return Value(Kind::None, 0); }
  static Value ellipsis() { return Value(Kind::Ellipsis, 0); }
  /// What binary operators return for operands they do not know.
  static Value notImplemented() { return Value(Kind::NotImplemented, 0); }
  static Value boolean(bool flag) { return Value(Kind::Bool, flag); }
  static Value integer(int64_t number) { return Value(Kind::Int, number); }
  static Value real(double number) {
    Value result(Kind::Float, 0);
    result.data.real = number;
    return result;
  }

  Kind kind() const { return tag; }
  explicit operator bool() const { return tag != Kind::Null; }
  bool isNull() const { return tag == Kind::Null; }
  bool isNone() const { return tag == Kind::None; }
  bool isBool() const { return tag == Kind::Bool; }
  /// An int that is not a bool.
  bool isInt() const { return tag == Kind::Int; }
  /// An int or a bool.
  bool isIntegral() const { return isInt() || isBool(); }
  bool isFloat() const { return tag == Kind::Float; }
  bool isNumber() const { return isIntegral() || isFloat(); }
  bool isEllipsis() const { return tag == Kind::Ellipsis; }
  bool isNotImplemented() const { return tag == Kind::NotImplemented; }
  bool isObject() const { return tag == Kind::Object; }

  bool asBool() const {
    assert(isBool());
    return data.integer != 0;
  }
  int64_t asInt() const {
    assert(isIntegral());
    return data.integer;
  }
  double asFloat() const {
    assert(isFloat());
    return data.real;
  }
  /// The number as a double, whatever its kind.
  double asDouble() const {
    return isFloat() ? data.real : static_cast<double>(asInt());
  }
  Object *asObject() const {
    assert(isObject());
    return data.object;
  }

  /// `a is b`
  bool is(Value other) const {
    return tag == other.tag && data.integer == other.data.integer;
  }

private:
  Value(Kind kind, int64_t number) : tag(kind) { data.integer = number; }

  Kind tag;
  union {
    int64_t integer;
    double real;
    Object *object;
  } data;
};

static_assert(sizeof(Value) == 16, "values are passed in two registers");

} // namespace kiln::python

#endif
