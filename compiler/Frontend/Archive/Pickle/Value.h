//===- Value.h - What a pickle says, as inert values ------------*- C++ -*-===//
//
// The objects of a pickled model file. Nothing here can run: a class is its
// name, an instance is the name with its arguments and state. Values refer to
// each other freely (shared, even in circles), live as long as their arena,
// and are cast with llvm::isa and llvm::dyn_cast.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ARCHIVE_PICKLE_VALUE_H
#define KILN_FRONTEND_ARCHIVE_PICKLE_VALUE_H

#include "compiler/Frontend/Archive/Blob.h"
#include "compiler/Support/HostTensor.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Casting.h"
#include "llvm/Support/StringSaver.h"

#include <deque>
#include <tuple>
#include <vector>

namespace kiln {

class Value {
public:
  enum class Kind {
    None,
    Bool,
    Int,
    BigInt,
    Float,
    String,
    Bytes,
    List,
    Tuple,
    Set,
    Dict,
    Global,
    Object,
    Storage,
    Tensor,
  };

  Kind kind() const { return kind_; }

protected:
  explicit Value(Kind kind) : kind_(kind) {}

private:
  Kind kind_;
};

/// Gives a value class its kind and what llvm::isa needs.
template <Value::Kind K> class ValueOf : public Value {
public:
  static bool classof(const Value *value) { return value->kind() == K; }

protected:
  ValueOf() : Value(K) {}
};

class NoneValue : public ValueOf<Value::Kind::None> {};

class BoolValue : public ValueOf<Value::Kind::Bool> {
public:
  explicit BoolValue(bool value) : value(value) {}
  const bool value;
};

class IntValue : public ValueOf<Value::Kind::Int> {
public:
  explicit IntValue(int64_t value) : value(value) {}
  const int64_t value;
};

/// An integer of more than 64 bits, two's complement, little-endian.
class BigIntValue : public ValueOf<Value::Kind::BigInt> {
public:
  explicit BigIntValue(llvm::StringRef bytes) : bytes(bytes) {}
  const llvm::StringRef bytes;
};

class FloatValue : public ValueOf<Value::Kind::Float> {
public:
  explicit FloatValue(double value) : value(value) {}
  const double value;
};

class StringValue : public ValueOf<Value::Kind::String> {
public:
  explicit StringValue(llvm::StringRef text) : text(text) {}
  const llvm::StringRef text;
};

class BytesValue : public ValueOf<Value::Kind::Bytes> {
public:
  explicit BytesValue(llvm::StringRef bytes) : bytes(bytes) {}
  const llvm::StringRef bytes;
};

/// A list, a tuple or a set (frozen or not).
class SequenceValue : public Value {
public:
  explicit SequenceValue(Kind kind) : Value(kind) {}
  static bool classof(const Value *value) {
    return value->kind() == Kind::List || value->kind() == Kind::Tuple ||
           value->kind() == Kind::Set;
  }

  std::vector<Value *> items;
};

/// A dict, or a class that works like one (OrderedDict, Counter).
class DictValue : public ValueOf<Value::Kind::Dict> {
public:
  /// The last entry of a string key, or null.
  Value *lookup(llvm::StringRef key) const;

  /// "dict", "collections.OrderedDict", ...
  llvm::StringRef className = "dict";
  std::vector<std::pair<Value *, Value *>> entries;
  /// What BUILD gave it: a state_dict's `_metadata`.
  Value *attributes = nullptr;
};

/// A class or function by name: `torch.nn.modules.conv.Conv2d`.
class GlobalValue : public ValueOf<Value::Kind::Global> {
public:
  GlobalValue(llvm::StringRef module, llvm::StringRef name)
      : module(module), name(name) {}
  std::string qualifiedName() const { return (module + "." + name).str(); }

  const llvm::StringRef module, name;
  /// The text of the class, which legacy files of whole models hold.
  llvm::StringRef source;
};

/// Something made by a class or function that is not called: what it would
/// have been called with, and what would have been stored in the result.
class ObjectValue : public ValueOf<Value::Kind::Object> {
public:
  /// Null when something else than a global was called.
  const GlobalValue *callee = nullptr;
  /// Made as an instance of a class, not by a function that may do anything.
  bool isInstance = false;
  SequenceValue *arguments = nullptr;
  Value *state = nullptr;
  std::vector<Value *> items;
  std::vector<std::pair<Value *, Value *>> entries;

  /// The dict of attributes, or null.
  const DictValue *attributes() const;
  /// True for an instance that has what an nn.Module has.
  bool isModule() const;
};

/// The bytes that tensors are views of.
class StorageValue : public ValueOf<Value::Kind::Storage> {
public:
  /// "FloatStorage"; the class of it in the file.
  llvm::StringRef className;
  /// Without a value for the types of quantized tensors.
  std::optional<DType> dtype;
  unsigned elementBytes = 1;
  llvm::StringRef key, location;
  int64_t numElements = 0;

  /// Set once the file's data have been found, in the machine's byte order.
  Blob data;
  bool isLoaded = false;
};

/// A view of a storage. Reading the file fills in `tensor` or `problem`.
class TensorValue : public ValueOf<Value::Kind::Tensor> {
public:
  StorageValue *storage = nullptr;
  std::optional<DType> dtype;
  llvm::StringRef typeName;
  int64_t offset = 0;
  llvm::SmallVector<int64_t, 4> sizes, strides;
  bool conjugate = false, negative = false;
  bool isParameter = false, requiresGrad = false;

  HostTensor tensor;
  /// Why the tensor cannot be used, or "".
  std::string problem;
  bool isLoaded = false;

  /// Whether the storage has the very elements, not such as are conjugated or
  /// negated on reading.
  bool storesElements() const { return isLoaded && !conjugate && !negative; }
};

/// Owns values and the text in them.
class ValueArena {
public:
  template <typename T, typename... Args> T *make(Args &&...args) {
    auto &all = std::get<std::deque<T>>(values);
    ++count_;
    return &all.emplace_back(std::forward<Args>(args)...);
  }
  llvm::StringRef save(llvm::StringRef text) { return strings.save(text); }

  /// The number of values made, plus what was charged for copies of parts.
  uint64_t count() const { return count_; }
  void charge(uint64_t values) { count_ += values; }
  std::deque<StorageValue> &storages() {
    return std::get<std::deque<StorageValue>>(values);
  }
  std::deque<TensorValue> &tensors() {
    return std::get<std::deque<TensorValue>>(values);
  }

private:
  std::tuple<std::deque<NoneValue>, std::deque<BoolValue>, std::deque<IntValue>,
             std::deque<BigIntValue>, std::deque<FloatValue>,
             std::deque<StringValue>, std::deque<BytesValue>,
             std::deque<SequenceValue>, std::deque<DictValue>,
             std::deque<GlobalValue>, std::deque<ObjectValue>,
             std::deque<StorageValue>, std::deque<TensorValue>>
      values;
  llvm::BumpPtrAllocator memory;
  llvm::StringSaver strings{memory};
  uint64_t count_ = 0;
};

} // namespace kiln

#endif
