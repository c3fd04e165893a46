//===- PrintModel.cpp - What kiln inspect shows of a model file -----------===//

#include "compiler/Frontend/Archive/Failure.h"
#include "compiler/Frontend/Archive/ModelFile.h"
#include "compiler/Frontend/Archive/Pickle/PrintValues.h"
#include "compiler/Frontend/Archive/StridedTensor.h"
#include "compiler/Support/Text.h"

#include "llvm/ADT/DenseSet.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Unicode.h"
#include "llvm/Support/raw_ostream.h"

#include <array>
#include <map>

using namespace kiln;
using llvm::StringRef;

/// "1.5 KiB"; whole bytes below one KiB.
static std::string bytesText(uint64_t bytes) {
  constexpr std::array units = {"KiB", "MiB", "GiB", "TiB"};
  if (bytes < 1024)
    return std::to_string(bytes) + " B";
  double scaled = static_cast<double>(bytes) / 1024;
  size_t unit = 0;
  for (; scaled >= 1024 && unit + 1 < units.size(); ++unit)
    scaled /= 1024;
  return llvm::formatv("{0:f1} {1}", scaled, units[unit]);
}

/// "272,474".
static std::string countText(uint64_t count) {
  std::string digits = std::to_string(count);
  for (size_t i = digits.size(); i > 3; i -= 3)
    digits.insert(i - 3, ",");
  return digits;
}

/// Columns of the terminal that printable text takes.
static size_t widthOf(StringRef text) {
  return std::max(llvm::sys::unicode::columnWidthUTF8(text), 0);
}

namespace {

/// Columns as wide as their widest cell.
class Table {
public:
  enum Align { Left, Right };

  explicit Table(llvm::ArrayRef<Align> columns)
      : columns(columns), widths(columns.size(), 0) {}

  void addRow(std::vector<std::string> cells) {
    for (auto [width, cell] : llvm::zip(widths, cells))
      // A few very long names must not push the rest off the screen.
      width = std::max(width, std::min<size_t>(widthOf(cell), 72));
    rows.push_back(std::move(cells));
  }

  void print(llvm::raw_ostream &os) const {
    for (const std::vector<std::string> &row : rows) {
      std::string line = " ";
      for (auto [align, width, cell] : llvm::zip(columns, widths, row)) {
        size_t taken = widthOf(cell);
        std::string fill(width > taken ? width - taken : 0, ' ');
        line += " " + (align == Left ? cell + fill : fill + cell) + " ";
      }
      os << StringRef(line).rtrim() << "\n";
    }
  }

private:
  llvm::SmallVector<Align> columns;
  llvm::SmallVector<size_t> widths;
  std::vector<std::vector<std::string>> rows;
};

/// Bytes of tensors, those that are shared counted once.
class Totals {
public:
  void add(const ModelTensor &tensor) {
    ++tensors;
    if (!tensor.tensor)
      return;
    ++byType[tensor.typeName];
    elements += tensor.tensor.numElements();
    bytes += tensor.tensor.numBytes();
    // Views of one storage lie in the mapped file at the same place.
    const char *data = tensor.tensor.bytes().data();
    if (data && !seen.insert({data, tensor.tensor.numBytes()}).second)
      sharedBytes += tensor.tensor.numBytes();
  }

  void print(llvm::raw_ostream &os) const {
    os << countText(tensors) << (tensors == 1 ? " tensor, " : " tensors, ")
       << countText(elements) << (elements == 1 ? " element, " : " elements, ")
       << bytesText(bytes);
    if (byType.size() > 1)
      os << " ("
         << llvm::join(llvm::map_range(byType,
                                       [](const auto &entry) {
                                         return countText(entry.second) + " " +
                                                entry.first;
                                       }),
                       ", ")
         << ")";
    if (sharedBytes)
      os << ", of which " << bytesText(sharedBytes) << " are shared";
    os << "\n";
  }

private:
  uint64_t tensors = 0, elements = 0, bytes = 0, sharedBytes = 0;
  std::map<std::string, uint64_t> byType;
  llvm::DenseSet<std::pair<const char *, size_t>> seen;
};

} // namespace

/// What is unusual about a tensor: its problem, its strides, its device.
static std::string remarksOf(const ModelTensor &tensor) {
  if (!tensor.problem.empty())
    return "not usable: " + tensor.problem;
  llvm::SmallVector<std::string> remarks;
  if (tensor.isConstant)
    remarks.push_back("constant");
  if (tensor.tensor.numElements() > 1 &&
      rowMajorStrides(tensor.shape) != tensor.strides)
    remarks.push_back("strides " + shapeText(tensor.strides));
  if (tensor.storageNumElements > tensor.tensor.numElements() &&
      tensor.tensor.numElements())
    remarks.push_back("view of " + countText(tensor.storageNumElements));
  if (!tensor.location.empty() && tensor.location != "cpu")
    remarks.push_back("from " + printable(tensor.location));
  if (!tensor.shard.empty())
    remarks.push_back("in " + printable(tensor.shard));
  return llvm::join(remarks, ", ");
}

/// The name that a module's state_dict() would give: without the attributes in
/// which an nn.Module keeps its parts.
static std::string shortName(const ModelTensor &tensor) {
  if (tensor.name.empty())
    return "(unnamed)";
  llvm::SmallVector<StringRef> parts;
  StringRef(tensor.name).split(parts, '.');
  llvm::erase_if(parts, [](StringRef part) {
    return part == "_modules" || part == "_parameters" || part == "_buffers";
  });
  return printable(llvm::join(parts, "."));
}

static void printTensors(llvm::raw_ostream &os, const ModelFile &model) {
  Table table(
      {Table::Left, Table::Left, Table::Left, Table::Right, Table::Left});
  table.addRow({"tensor", "type", "shape", "bytes", ""});
  Totals totals;
  for (const ModelTensor &tensor : model.tensors) {
    table.addRow({shortName(tensor), printable(tensor.typeName),
                  shapeText(tensor.shape), bytesText(tensor.tensor.numBytes()),
                  remarksOf(tensor)});
    totals.add(tensor);
  }
  os << "\n";
  if (!model.tensors.empty()) {
    table.print(os);
    os << "\n";
  }
  totals.print(os);
}

static void printValues(llvm::raw_ostream &os, const Value &root,
                        WalkStyle style) {
  bool omitted = false;
  std::vector<ValueLine> lines = summarizeValues(root, style, omitted);
  if (lines.empty())
    return;
  auto *object = llvm::dyn_cast<ObjectValue>(&root);
  os << (object && object->isInstance ? "\nmodules\n" : "\nother values\n");
  for (const ValueLine &line : lines) {
    os.indent(2 + 2 * line.depth);
    if (!line.name.empty())
      os << line.name << ": ";
    os << line.text << "\n";
  }
  if (omitted)
    os << "  ...\n";
}

void kiln::printModel(llvm::raw_ostream &os, const ModelFile &model) {
  os << model.path << ": " << describe(model.kind) << ", "
     << bytesText(model.fileBytes) << "\n";
  printTensors(os, model);
  if (model.root)
    printValues(os, *model.root,
                model.kind == FileKind::TorchScript ? WalkStyle::Instances
                                                    : WalkStyle::Tree);
  if (!model.notes.empty())
    os << "\nmetadata\n";
  for (const auto &[key, value] : model.notes)
    os << "  " << printable(key) << ": "
       << printable(StringRef(value).take_front(200)) << "\n";
}
