//===- DiagnosticPrinter.cpp - Diagnostics as compilers print them --------===//

#include "compiler/Tools/kiln/DiagnosticPrinter.h"

#include "compiler/Tools/kiln/StatusLine.h"

using namespace mlir;
using llvm::raw_ostream;

namespace kiln {

namespace {

/// How many callers a message tells.
constexpr size_t kMaxCallers = 3;

/// The places of a location, callee before caller.
struct Frames {
  SmallVector<FileLineColLoc> user, prelude;
  /// The user's code was called by kiln's, not the other way around.
  bool beginsWithUser = false;

  explicit Frames(Location location) { collect(location); }

private:
  void collect(Location location) {
    if (auto file = dyn_cast<FileLineColLoc>(location))
      add(file);
    else if (auto name = dyn_cast<NameLoc>(location))
      collect(name.getChildLoc());
    else if (auto fused = dyn_cast<FusedLoc>(location))
      collectFirst(fused.getLocations());
    else if (auto call = dyn_cast<CallSiteLoc>(location)) {
      collect(call.getCallee());
      collect(call.getCaller());
    }
  }

  /// Of several ops that became one, the first that has a place.
  void collectFirst(ArrayRef<Location> locations) {
    for (Location location : locations) {
      collect(location);
      if (!user.empty())
        return;
    }
  }

  void add(FileLineColLoc file) {
    StringRef name = file.getFilename();
    bool isPrelude = name.starts_with("<kiln>");
    if (name.starts_with("<") && !isPrelude)
      return; // No file at all: what the user gave on the command line.
    auto &frames = isPrelude ? prelude : user;
    beginsWithUser |= !isPrelude && prelude.empty();
    if (frames.empty() || frames.back() != file)
      frames.push_back(file);
  }
};

} // namespace

static std::string placeText(FileLineColLoc file) {
  std::string text = file.getFilename().str();
  if (file.getLine()) {
    text += ":" + std::to_string(file.getLine());
    if (file.getColumn())
      text += ":" + std::to_string(file.getColumn());
  }
  return text;
}

static std::pair<llvm::StringRef, raw_ostream::Colors>
kindOf(DiagnosticSeverity severity) {
  switch (severity) {
  case DiagnosticSeverity::Error:
    return {"error", raw_ostream::RED};
  case DiagnosticSeverity::Warning:
    return {"warning", raw_ostream::MAGENTA};
  case DiagnosticSeverity::Note:
  case DiagnosticSeverity::Remark:
    return {"note", raw_ostream::CYAN};
  }
  llvm_unreachable("unknown severity");
}

DiagnosticPrinter::DiagnosticPrinter(MLIRContext *context)
    : ScopedDiagnosticHandler(context) {
  llvm::errs().enable_colors(StatusLine::isAvailable() && !getenv("NO_COLOR"));
  setHandler([this](Diagnostic &diagnostic) { print(diagnostic); });
}

void DiagnosticPrinter::print(Diagnostic &diagnostic) {
  StatusLine::hide();
  hadError |= diagnostic.getSeverity() == DiagnosticSeverity::Error;
  auto [kind, color] = kindOf(diagnostic.getSeverity());
  printMessage(diagnostic.getLocation(), kind, color, diagnostic.str());
  for (Diagnostic &note : diagnostic.getNotes())
    printMessage(note.getLocation(), "note", raw_ostream::CYAN, note.str());

  Frames frames(diagnostic.getLocation());
  if (frames.user.empty())
    return;
  if (!frames.beginsWithUser)
    printMessage(frames.prelude.front(), "note", raw_ostream::CYAN,
                 "in kiln's definition of what is called here");
  for (FileLineColLoc caller :
       ArrayRef(frames.user).drop_front().take_front(kMaxCallers))
    printMessage(caller, "note", raw_ostream::CYAN, "called from here");
}

void DiagnosticPrinter::printMessage(Location location, llvm::StringRef kind,
                                     raw_ostream::Colors color,
                                     const std::string &message) {
  Frames frames(location);
  auto place = !frames.user.empty()      ? frames.user.front()
               : !frames.prelude.empty() ? frames.prelude.front()
                                         : FileLineColLoc();
  raw_ostream &os = llvm::errs();
  os.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
  os << (place ? placeText(place) : "kiln") << ": ";
  os.changeColor(color, /*Bold=*/true);
  os << kind << ": ";
  os.resetColor();
  os << message << "\n";
  if (place)
    printSourceLine(place.getFilename(), place.getLine(), place.getColumn());
}

std::optional<llvm::StringRef>
DiagnosticPrinter::sourceLine(llvm::StringRef file, unsigned line) {
  auto [entry, isNew] = files.try_emplace(file);
  if (isNew && !file.starts_with("<"))
    if (auto buffer = llvm::MemoryBuffer::getFile(file))
      entry->second = std::move(*buffer);
  if (!entry->second)
    return std::nullopt;
  llvm::StringRef rest = entry->second->getBuffer();
  for (; line > 1; --line) {
    size_t end = rest.find('\n');
    if (end == llvm::StringRef::npos)
      return std::nullopt;
    rest = rest.drop_front(end + 1);
  }
  return rest.take_until([](char c) { return c == '\n' || c == '\r'; });
}

void DiagnosticPrinter::printSourceLine(llvm::StringRef file, unsigned line,
                                        unsigned column) {
  constexpr size_t longest = 160;
  std::optional<llvm::StringRef> text =
      line ? sourceLine(file, line) : std::nullopt;
  if (!text || text->size() > longest)
    return;
  raw_ostream &os = llvm::errs();
  for (char c : *text)
    os << (static_cast<unsigned char>(c) < ' ' && c != '\t' ? '?' : c);
  os << "\n";
  if (!column || column > text->size() + 1)
    return;
  for (char c : text->take_front(column - 1))
    if ((c & 0xc0) != 0x80) // Further bytes of a letter take no space.
      os << (c == '\t' ? '\t' : ' ');
  os.changeColor(raw_ostream::GREEN, /*Bold=*/true);
  os << "^";
  os.resetColor();
  os << "\n";
}

} // namespace kiln
