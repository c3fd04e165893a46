//===- Yaml.cpp - The module _yaml ----------------------------------------===//
//
// LLVM reads the text; what a scalar or a tag means is said by the prelude.
//
//===----------------------------------------------------------------------===//

#include "compiler/Frontend/Python/Stdlib/Modules.h"

#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

namespace kiln::python {

using namespace mlir;

namespace {

/// `_yaml.parse(text, scalar, tagged)`: the documents of a text, where
/// `scalar(tag, text, is plain)` gives the value of a scalar, and
/// `tagged(tag, value)` that of a list or dict with a tag.
class YamlReader {
public:
  YamlReader(Interpreter &interp, StringRef text, Value scalar, Value tagged)
      : interp(interp), scalar(scalar), tagged(tagged),
        stream(text, sources, /*ShowColors=*/false) {
    sources.setDiagHandler(
        [](const llvm::SMDiagnostic &diagnostic, void *reader) {
          auto &message = static_cast<YamlReader *>(reader)->message;
          if (message.empty())
            message = (diagnostic.getMessage() + " (line " +
                       Twine(diagnostic.getLineNo()) + ", column " +
                       Twine(diagnostic.getColumnNo() + 1) + ")")
                          .str();
        },
        this);
  }

  Value run() {
    SmallVector<Value> documents;
    for (llvm::yaml::Document &document : stream) {
      anchors.clear();
      llvm::yaml::Node *root = document.getRoot();
      Value value = root ? read(root) : Value::none();
      if (stream.failed())
        return fail(message);
      if (!value)
        return {};
      documents.push_back(value);
    }
    return stream.failed() ? fail(message) : Value(interp.list(documents));
  }

private:
  static constexpr unsigned mostDepth = 64;

  Value fail(const Twine &why) {
    return interp.raise(interp.types.valueError, why);
  }

  Value read(llvm::yaml::Node *node) {
    if (!node)
      return fail(message);
    if (depth == mostDepth)
      return fail("more than " + Twine(mostDepth) + " levels");
    if (!interp.step(20))
      return {};
    ++depth;
    Value value = readUntagged(node);
    --depth;
    if (!value || stream.failed())
      return value ? fail(message) : value;
    if (!node->getAnchor().empty())
      anchors[node->getAnchor()] = value;
    bool isScalar =
        !isa<llvm::yaml::SequenceNode, llvm::yaml::MappingNode>(node);
    if (isScalar || node->getRawTag().empty())
      return value;
    return interp.call(tagged, {interp.str(node->getRawTag()), value});
  }

  Value readUntagged(llvm::yaml::Node *node) {
    if (isa<llvm::yaml::NullNode>(node))
      return readScalar(node, "", true);
    if (auto *text = dyn_cast<llvm::yaml::ScalarNode>(node)) {
      SmallString<64> storage;
      StringRef raw = text->getRawValue();
      bool isPlain = !raw.starts_with("'") && !raw.starts_with("\"");
      return readScalar(node, text->getValue(storage), isPlain);
    }
    if (auto *text = dyn_cast<llvm::yaml::BlockScalarNode>(node))
      return readScalar(node, text->getValue(), false);
    if (auto *sequence = dyn_cast<llvm::yaml::SequenceNode>(node))
      return readSequence(sequence);
    if (auto *mapping = dyn_cast<llvm::yaml::MappingNode>(node))
      return readMapping(mapping);
    auto *alias = cast<llvm::yaml::AliasNode>(node);
    Value known = anchors.lookup(alias->getName());
    return known ? known
                 : fail("nothing has the anchor '" + alias->getName() + "'");
  }

  Value readScalar(llvm::yaml::Node *node, StringRef text, bool isPlain) {
    if (!interp.step(text.size() / 16))
      return {};
    return interp.call(scalar, {interp.str(node->getRawTag()), interp.str(text),
                                Value::boolean(isPlain)});
  }

  Value readSequence(llvm::yaml::SequenceNode *sequence) {
    ListObject *list = interp.list();
    for (llvm::yaml::Node &item : *sequence) {
      Value value = read(&item);
      if (!value)
        return {};
      list->items.push_back(value);
    }
    return list;
  }

  static bool isMerge(llvm::yaml::Node *key) {
    auto *text = dyn_cast_if_present<llvm::yaml::ScalarNode>(key);
    return text && text->getRawValue() == "<<";
  }

  Value readMapping(llvm::yaml::MappingNode *mapping) {
    DictObject *dict = interp.dict();
    SmallVector<Value> merged;
    for (llvm::yaml::KeyValueNode &entry : *mapping) {
      bool merges = isMerge(entry.getKey());
      Value key = merges ? Value::none() : read(entry.getKey());
      Value value = key ? read(entry.getValue()) : Value();
      if (!value)
        return {};
      if (merges)
        merged.push_back(value);
      else if (!interp.dictSet(dict, key, value))
        return {};
    }
    for (Value other : merged)
      if (!merge(dict, other))
        return {};
    return dict;
  }

  /// Adds the entries of a dict, or of a list of dicts, that are not there.
  bool merge(DictObject *dict, Value other) {
    auto *list = llvm::dyn_cast<ListObject>(other);
    if (!list)
      return mergeDict(dict, other);
    return llvm::all_of(list->items,
                        [&](Value item) { return mergeDict(dict, item); });
  }

  /// Aliases make many merges of few bytes: each entry counts.
  bool mergeDict(DictObject *dict, Value other) {
    if (!interp.step())
      return false;
    auto *more = llvm::dyn_cast<DictObject>(other);
    if (!more)
      return fail("expected a mapping behind <<"), false;
    for (const HashTable::Entry &entry : more->table.slots()) {
      if (!entry.key)
        continue;
      if (!interp.step())
        return false;
      if (!interp.dictGet(dict, entry.key) &&
          !interp.dictSet(dict, entry.key, entry.value))
        return false;
    }
    return true;
  }

  Interpreter &interp;
  Value scalar, tagged;
  llvm::SourceMgr sources;
  llvm::yaml::Stream stream;
  std::string message;
  llvm::StringMap<Value> anchors;
  unsigned depth = 0;
};

} // namespace

void addYaml(Interpreter &interp) {
  ModuleObject *module = interp.nativeModule("_yaml");
  defineFunction(
      interp, module, "parse", "text, scalar, tagged",
      [](Interpreter &interp, Arguments args) -> Value {
        auto *text = llvm::dyn_cast<StrObject>(args[0]);
        if (!text)
          return interp.raise(interp.types.typeError,
                              "expected a text in YAML");
        constexpr size_t most = 1 << 20;
        if (text->str().size() > most)
          return interp.raise(interp.types.valueError,
                              "more than " + Twine(most) + " bytes of YAML");
        return YamlReader(interp, text->str(), args[1], args[2]).run();
      });
}

} // namespace kiln::python
