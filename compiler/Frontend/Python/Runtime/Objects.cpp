//===- Objects.cpp - Text, hash tables, classes as C++ sees them ----------===//

#include "compiler/Frontend/Python/Builtins/Unicode.h"
#include "compiler/Frontend/Python/Object.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

#include <algorithm>

namespace kiln::python {

using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

StrObject::StrObject(TypeObject *type, std::string content)
    : ObjectOf(type), text(std::move(content)),
      hashValue(llvm::xxh3_64bits(StringRef(text))) {
  StringRef view = text;
  isDunder = view.size() > 4 && view.starts_with("__") && view.ends_with("__");
  ascii = llvm::all_of(view, [](char c) { return (c & 0x80) == 0; });
  codePoints = ascii ? view.size() : countCodePoints(view);
}

Value Arguments::keyword(StringRef name) const {
  for (const Keyword &keyword : keywords)
    if (keyword.name->str() == name)
      return keyword.value;
  return {};
}

int64_t RangeObject::length() const {
  // The distance may need 65 bits.
  __int128 first = start, last = stop, by = step;
  __int128 count =
      by > 0 ? (last - first + by - 1) / by : (first - last - by - 1) / -by;
  return static_cast<int64_t>(std::clamp<__int128>(count, 0, INT64_MAX));
}

//===----------------------------------------------------------------------===//
// Classes
//===----------------------------------------------------------------------===//

bool TypeObject::isSubtypeOf(const TypeObject *other) const {
  if (this == other)
    return true;
  for (const TypeObject *base : mro)
    if (base == other)
      return true;
  return false;
}

Value TypeObject::lookup(const StrObject *attribute) const {
  for (const TypeObject *base : mro)
    if (Value found = base->dict->find(attribute))
      return found;
  return {};
}

//===----------------------------------------------------------------------===//
// Hash tables
//===----------------------------------------------------------------------===//

static constexpr int32_t emptyBucket = -1, erasedBucket = -2;
/// Tables of no more entries are searched without buckets.
static constexpr size_t linearSize = 8;

static bool isKey(const HashTable::Entry &entry, const StrObject *key) {
  if (entry.hash != key->hash() || !entry.key.isObject())
    return false;
  if (entry.key.asObject() == key)
    return true;
  auto *text = llvm::dyn_cast<StrObject>(entry.key);
  return text && !(text->interned && key->interned) &&
         text->str() == key->str();
}

/// The index of the entry of this hash that `matches` accepts, or -1.
template <typename Matches>
static int64_t search(llvm::ArrayRef<HashTable::Entry> entries,
                      llvm::ArrayRef<int32_t> buckets, size_t hash,
                      Matches matches) {
  if (buckets.empty()) {
    for (size_t index = 0; index < entries.size(); ++index)
      if (entries[index].hash == hash && entries[index].key &&
          matches(entries[index]))
        return static_cast<int64_t>(index);
    return -1;
  }
  size_t mask = buckets.size() - 1;
  for (size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    int32_t index = buckets[slot];
    if (index == emptyBucket)
      return -1;
    if (index == erasedBucket)
      continue;
    const HashTable::Entry &entry = entries[index];
    if (entry.hash == hash && matches(entry))
      return index;
  }
}

Value HashTable::find(const StrObject *key) const {
  int64_t index = search(entries, buckets, key->hash(),
                         [&](const Entry &entry) { return isKey(entry, key); });
  return index < 0 ? Value() : entries[index].value;
}

void HashTable::set(StrObject *key, Value value) {
  int64_t index = search(entries, buckets, key->hash(),
                         [&](const Entry &entry) { return isKey(entry, key); });
  if (index >= 0)
    entries[index].value = value;
  else
    insertNew(key->hash(), key, value);
}

bool HashTable::erase(const StrObject *key) {
  int64_t index = search(entries, buckets, key->hash(),
                         [&](const Entry &entry) { return isKey(entry, key); });
  if (index < 0)
    return false;
  eraseIndex(index);
  return true;
}

int64_t HashTable::findIndex(size_t hash, Equal found) const {
  while (true) {
    uint64_t before = changes;
    int64_t index = search(entries, buckets, hash, [&](const Entry &entry) {
      bool isFound = found(entry.key);
      return isFound || changes != before;
    });
    if (changes == before)
      return index;
  }
}

void HashTable::insertNew(size_t hash, Value key, Value value) {
  ++changes;
  // At most three quarters of the buckets are used or erased.
  if (entries.size() >= linearSize &&
      (entries.size() + erased + 1) * 4 > buckets.size() * 3)
    rehash();
  if (entries.capacity() == 0)
    entries.reserve(4);
  entries.push_back({key, value, hash});
  ++live;
  if (buckets.empty())
    return;
  size_t mask = buckets.size() - 1, slot = hash & mask;
  while (buckets[slot] >= 0)
    slot = (slot + 1) & mask;
  buckets[slot] = static_cast<int32_t>(entries.size() - 1);
}

void HashTable::eraseIndex(int64_t index) {
  ++changes;
  Entry &entry = entries[index];
  if (!buckets.empty()) {
    size_t mask = buckets.size() - 1, slot = entry.hash & mask;
    while (buckets[slot] != index)
      slot = (slot + 1) & mask;
    buckets[slot] = erasedBucket;
    ++erased;
  }
  entry.key = entry.value = Value();
  --live;
  // Queues that are filled and emptied again must not grow.
  while (!entries.empty() && !entries.back().key)
    entries.pop_back();
}

void HashTable::clear() {
  ++changes;
  entries.clear();
  buckets.clear();
  live = erased = 0;
}

void HashTable::rehash() {
  llvm::erase_if(entries, [](const Entry &entry) { return !entry.key; });
  size_t size = 32;
  while (size < (entries.size() + 1) * 2)
    size *= 2;
  buckets.assign(size, emptyBucket);
  erased = 0;
  for (size_t index = 0; index < entries.size(); ++index) {
    size_t slot = entries[index].hash & (size - 1);
    while (buckets[slot] != emptyBucket)
      slot = (slot + 1) & (size - 1);
    buckets[slot] = static_cast<int32_t>(index);
  }
}

} // namespace kiln::python
