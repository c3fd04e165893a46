//===- PickleOpcodes.h - The opcodes of pickle protocols 2 to 5 -*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_PICKLE_PICKLEOPCODES_H
#define KILN_FRONTEND_ARCHIVE_PICKLE_PICKLEOPCODES_H

#include <cstdint>

namespace kiln {

enum class PickleOpcode : uint8_t {
  Mark = '(',
  Stop = '.',
  Pop = '0',
  PopMark = '1',
  None = 'N',
  BinInt = 'J',
  BinInt1 = 'K',
  BinInt2 = 'M',
  BinFloat = 'G',
  BinString = 'T',
  ShortBinString = 'U',
  BinUnicode = 'X',
  BinBytes = 'B',
  ShortBinBytes = 'C',
  EmptyDict = '}',
  EmptyList = ']',
  EmptyTuple = ')',
  Tuple = 't',
  Append = 'a',
  Appends = 'e',
  SetItem = 's',
  SetItems = 'u',
  Global = 'c',
  Reduce = 'R',
  Build = 'b',
  BinPersId = 'Q',
  BinPut = 'q',
  LongBinPut = 'r',
  BinGet = 'h',
  LongBinGet = 'j',
  // Protocol 2.
  Proto = 0x80,
  NewObj = 0x81,
  Tuple1 = 0x85,
  Tuple2 = 0x86,
  Tuple3 = 0x87,
  NewTrue = 0x88,
  NewFalse = 0x89,
  Long1 = 0x8a,
  Long4 = 0x8b,
  // Protocol 4.
  ShortBinUnicode = 0x8c,
  BinUnicode8 = 0x8d,
  BinBytes8 = 0x8e,
  EmptySet = 0x8f,
  AddItems = 0x90,
  FrozenSet = 0x91,
  NewObjEx = 0x92,
  StackGlobal = 0x93,
  Memoize = 0x94,
  Frame = 0x95,
  // Protocol 5.
  ByteArray8 = 0x96,
};

} // namespace kiln

#endif
