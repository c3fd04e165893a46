//===- Random.cpp - The Mersenne Twister ----------------------------------===//
//
// MT19937 by Matsumoto and Nishimura, seeded by arrays as Python does, so that
// a definition that seeds `random` gets the numbers that Python gives it.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Python/Stdlib/Modules.h"

#include <array>

namespace kiln::python {

namespace {

class Twister {
public:
  void seed(uint64_t number) {
    uint32_t key[] = {static_cast<uint32_t>(number),
                      static_cast<uint32_t>(number >> 32)};
    seedByArray(llvm::ArrayRef<uint32_t>(key).take_front(key[1] ? 2 : 1));
  }

  uint32_t next() {
    if (index == size)
      refill();
    uint32_t y = state[index++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
  }

private:
  static constexpr size_t size = 624, middle = 397;

  void seedByNumber(uint32_t number) {
    state[0] = number;
    for (uint32_t i = 1; i < size; ++i)
      state[i] = 1812433253u * (state[i - 1] ^ (state[i - 1] >> 30)) + i;
    index = size;
  }

  void seedByArray(llvm::ArrayRef<uint32_t> key) {
    seedByNumber(19650218u);
    size_t i = 1;
    auto advance = [&] {
      if (++i == size) {
        state[0] = state[size - 1];
        i = 1;
      }
    };
    auto mixed = [&](uint32_t factor) {
      return state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) * factor);
    };
    for (size_t k = 0; k < size; ++k) {
      uint32_t j = static_cast<uint32_t>(k % key.size());
      state[i] = mixed(1664525u) + key[j] + j;
      advance();
    }
    for (size_t k = 0; k < size - 1; ++k) {
      state[i] = mixed(1566083941u) - static_cast<uint32_t>(i);
      advance();
    }
    state[0] = 0x80000000u;
  }

  void refill() {
    for (size_t i = 0; i < size; ++i) {
      uint32_t y =
          (state[i] & 0x80000000u) | (state[(i + 1) % size] & 0x7fffffffu);
      state[i] =
          state[(i + middle) % size] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
    }
    index = 0;
  }

  std::array<uint32_t, size> state = {};
  size_t index = size;
};

struct TwisterObject : NativeBase<TwisterObject> {
  using NativeBase::NativeBase;
  Twister twister;
};

} // namespace

static Value randomBits(Interpreter &interp, Twister &twister, int64_t count) {
  if (count < 0 || count > 63)
    return interp.raise(interp.types.valueError,
                        "number of bits must be from 0 to 63, is " +
                            llvm::Twine(count));
  if (count == 0)
    return Value::integer(0);
  uint64_t bits = 0;
  for (int64_t done = 0; done < count; done += 32) {
    uint32_t word = twister.next();
    if (count - done < 32)
      word >>= 32 - (count - done);
    bits |= static_cast<uint64_t>(word) << done;
  }
  return Value::integer(static_cast<int64_t>(bits));
}

void addRandom(Interpreter &interp) {
  ModuleObject *module = interp.nativeModule("_random");
  TypeObject *type = defineType(interp, "_random", "Twister");
  setGlobal(interp, module, "Twister", type);
  defineNew(interp, type, "cls", [](Interpreter &interp, Arguments args) {
    return interp.create<TwisterObject>(llvm::cast<TypeObject>(args[0]));
  });
  defineMethod(interp, type, "seed", "self, number",
               [](Interpreter &interp, Arguments args) -> Value {
                 auto number = interp.index(args[1], "a seed");
                 if (failed(number))
                   return {};
                 uint64_t magnitude = static_cast<uint64_t>(*number);
                 native<TwisterObject>(args[0])->twister.seed(
                     *number < 0 ? 0 - magnitude : magnitude);
                 return Value::none();
               });
  defineMethod(
      interp, type, "random", "self", [](Interpreter &, Arguments args) {
        Twister &twister = native<TwisterObject>(args[0])->twister;
        uint32_t high = twister.next() >> 5;
        uint32_t low = twister.next() >> 6;
        return Value::real((high * 67108864.0 + low) / 9007199254740992.0);
      });
  defineMethod(
      interp, type, "getrandbits", "self, k",
      [](Interpreter &interp, Arguments args) -> Value {
        auto count = interp.index(args[1]);
        return failed(count)
                   ? Value()
                   : randomBits(interp, native<TwisterObject>(args[0])->twister,
                                *count);
      });
  defineMethod(interp, type, "getstate", "self",
               [](Interpreter &interp, Arguments args) {
                 auto *object = native<TwisterObject>(args[0]);
                 auto *copy = interp.create<TwisterObject>(object->type);
                 copy->twister = object->twister;
                 return copy;
               });
  defineMethod(interp, type, "setstate", "self, state",
               [](Interpreter &interp, Arguments args) -> Value {
                 auto *other = native<TwisterObject>(args[1]);
                 if (!other)
                   return interp.raise(interp.types.typeError,
                                       "state of another generator expected");
                 native<TwisterObject>(args[0])->twister = other->twister;
                 return Value::none();
               });
}

} // namespace kiln::python
