//===- PickleWriter.h - Writing pickles -------------------------*- C++ -*-===//
//
// Opcodes of protocol 2, of those that torch.load(weights_only=True) takes.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_FRONTEND_ARCHIVE_PICKLE_PICKLEWRITER_H
#define KILN_FRONTEND_ARCHIVE_PICKLE_PICKLEWRITER_H

#include "compiler/Frontend/Archive/Pickle/PickleOpcodes.h"
#include "compiler/Frontend/Archive/Pickle/Value.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"

#include <string>

namespace kiln {

/// True for numbers, text, None and dicts, lists and tuples of such that nest
/// a little and refer to nothing twice: what PickleWriter::plain() writes.
bool isPlain(const Value &value);

class PickleWriter {
public:
  PickleWriter();

  void opcode(PickleOpcode code) { text += static_cast<char>(code); }
  void none() { opcode(PickleOpcode::None); }
  void boolean(bool value) {
    opcode(value ? PickleOpcode::NewTrue : PickleOpcode::NewFalse);
  }
  void integer(int64_t value);
  void real(double value);
  void string(llvm::StringRef value);
  void tuple(llvm::ArrayRef<int64_t> values);
  /// A class or function.
  void global(llvm::StringRef module, llvm::StringRef name);
  /// A string that comes again and again.
  void symbol(llvm::StringRef value);
  /// `collections.OrderedDict()`.
  void orderedDict();
  /// Dict items: put key and value of item `index` for each of `count`.
  void items(size_t count, llvm::function_ref<void(size_t index)> put);
  /// A value that isPlain().
  void plain(const Value &value);

  /// Ends the pickle.
  std::string take();

private:
  template <typename T> void number(T value);
  void shared(llvm::StringRef key, llvm::function_ref<void()> put);
  void plainSequence(const SequenceValue &sequence);
  void plainDict(const DictValue &dict);

  std::string text;
  llvm::StringMap<uint8_t> memo;
};

} // namespace kiln

#endif
