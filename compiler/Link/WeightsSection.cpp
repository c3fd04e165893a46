//===- WeightsSection.cpp - Weights behind what the linker wrote ----------===//

#include "compiler/Link/WeightsSection.h"

#include "compiler/Support/OutputFile.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/ObjectYAML/yaml2obj.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/YAMLTraits.h"

#include <fcntl.h>
#include <unistd.h>

using namespace kiln;
using namespace llvm::ELF;

/// Large sections go last in memory, away from code (the x86-64 medium model):
/// in relocatable objects that is for the user's linker to do.
static std::string sectionName(llvm::StringRef modelName, bool final) {
  return final ? ".kiln.weights" : (".lrodata.kiln_" + modelName).str();
}

llvm::Expected<std::string> kiln::weightsPlaceholder(llvm::StringRef modelName,
                                                     uint64_t bytes,
                                                     bool final) {
  // Writable until it has its own segment: the linker then puts it last.
  std::string yaml;
  llvm::raw_string_ostream stream(yaml);
  stream << "--- !ELF\n"
            "FileHeader: { Class: ELFCLASS64, Data: ELFDATA2LSB, Type: ET_REL, "
            "Machine: EM_X86_64 }\n"
            "Sections:\n"
         << "  - { Name: " << sectionName(modelName, final)
         << ", Type: SHT_NOBITS, Flags: [ SHF_ALLOC, SHF_X86_64_LARGE"
         << (final ? ", SHF_WRITE" : "")
         << " ], AddressAlign: " << KILN_WEIGHTS_ALIGNMENT
         << ", Size: " << bytes << " }\n";
  if (final)
    stream << "  - Name: .note.kiln\n"
              "    Type: SHT_NOTE\n"
              "    Flags: [ SHF_ALLOC ]\n"
              "    AddressAlign: 4\n"
              "    Notes: [ { Name: kiln, Desc: '00000001', Type: 1 } ]\n";
  stream << "  - { Name: .note.GNU-stack, Type: SHT_PROGBITS }\n"
         << "Symbols:\n  - { Name: " << weightsSymbol(modelName)
         << ", Type: STT_OBJECT, Section: " << sectionName(modelName, final)
         << ", Binding: STB_GLOBAL, Size: " << bytes
         << ", Other: [ STV_HIDDEN ] }\n";

  std::string object, message;
  llvm::raw_string_ostream objectStream(object);
  llvm::yaml::Input input(yaml);
  if (llvm::yaml::convertYAML(input, objectStream,
                              [&](const llvm::Twine &m) { message = m.str(); }))
    return object;
  return llvm::createStringError("cannot make the weights' section: %s",
                                 message.c_str());
}

//===----------------------------------------------------------------------===//
// Fixing the headers of the linked file
//===----------------------------------------------------------------------===//

namespace {

/// Reads and writes plain structs at offsets of a file.
class HeaderFile {
public:
  explicit HeaderFile(const std::string &path)
      : descriptor(::open(path.c_str(), O_RDWR | O_CLOEXEC)) {}
  ~HeaderFile() {
    if (descriptor >= 0)
      ::close(descriptor);
  }
  HeaderFile(const HeaderFile &) = delete;

  template <typename T> bool read(T &value, uint64_t offset) {
    return ::pread(descriptor, &value, sizeof value, offset) == sizeof value;
  }
  template <typename T> bool write(const T &value, uint64_t offset) {
    return ::pwrite(descriptor, &value, sizeof value, offset) == sizeof value;
  }

private:
  int descriptor;
};

/// Rewrites section and program headers for weights at `fileOffset`.
class HeaderFixer {
public:
  HeaderFixer(HeaderFile &file, uint64_t fileOffset)
      : file(file), fileOffset(fileOffset) {}

  /// False if the file is not as the linker should have made it.
  bool run() {
    if (!file.read(header, 0) || !fixSection())
      return false;
    return header.e_type == ET_REL || fixSegments();
  }

private:
  bool fixSection();
  bool fixSegments();
  bool isWeights(const Elf64_Shdr &section) const {
    return section.sh_type == SHT_NOBITS &&
           (section.sh_flags & SHF_X86_64_LARGE);
  }

  HeaderFile &file;
  uint64_t fileOffset;
  Elf64_Ehdr header;
  Elf64_Shdr weights;
};

} // namespace

bool HeaderFixer::fixSection() {
  for (unsigned i = 0; i < header.e_shnum; ++i) {
    uint64_t place = header.e_shoff + i * sizeof(Elf64_Shdr);
    if (!file.read(weights, place))
      return false;
    if (!isWeights(weights))
      continue;
    weights.sh_type = SHT_PROGBITS;
    weights.sh_flags &= ~uint64_t(SHF_WRITE);
    weights.sh_offset = fileOffset;
    return file.write(weights, place);
  }
  return false;
}

/// Ends the last writable segment before the weights and turns the note's
/// header, which comes after all others, into a segment for them.
bool HeaderFixer::fixSegments() {
  bool shortened = false, added = false;
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment;
    uint64_t place = header.e_phoff + i * sizeof(Elf64_Phdr);
    if (!file.read(segment, place))
      return false;
    uint64_t end = segment.p_vaddr + segment.p_memsz;
    if (segment.p_type == PT_LOAD && end == weights.sh_addr + weights.sh_size) {
      segment.p_memsz = weights.sh_addr - segment.p_vaddr;
      shortened = true;
    } else if (segment.p_type == PT_NOTE) {
      segment = {PT_LOAD,         PF_R,
                 fileOffset,      weights.sh_addr,
                 weights.sh_addr, weights.sh_size,
                 weights.sh_size, KILN_WEIGHTS_ALIGNMENT};
      added = true;
    } else {
      continue;
    }
    if (!file.write(segment, place))
      return false;
  }
  return shortened && added;
}

//===----------------------------------------------------------------------===//
// Streaming
//===----------------------------------------------------------------------===//

/// Writes `prefix` and then the weights at `offset` of an existing file.
static llvm::Error streamWeights(const std::string &path, uint64_t offset,
                                 llvm::StringRef prefix,
                                 const LinkInputs &inputs) {
  std::error_code error;
  llvm::raw_fd_ostream stream(path, error, llvm::sys::fs::CD_OpenExisting,
                              llvm::sys::fs::FA_Write, llvm::sys::fs::OF_None);
  if (error)
    return writeError(path, error);
  stream.SetBufferSize(1 << 20);
  stream.seek(offset);
  stream << prefix;
  llvm::Error failure = inputs.writeWeights(stream);
  stream.flush();
  [[maybe_unused]] uint64_t written = stream.tell() - offset - prefix.size();
  stream.close();
  error = stream.error();
  stream.clear_error();
  if (failure)
    return failure;
  if (error)
    return writeError(path, error);
  assert(written == inputs.module->weightsBytes &&
         "the weights are not as long as announced");
  return llvm::Error::success();
}

llvm::Error kiln::appendWeights(const std::string &path,
                                const LinkInputs &inputs) {
  uint64_t size;
  if (std::error_code error = llvm::sys::fs::file_size(path, size))
    return writeError(path, error);
  uint64_t offset = llvm::alignTo(size, KILN_WEIGHTS_ALIGNMENT);
  HeaderFile file(path);
  if (!HeaderFixer(file, offset).run())
    return llvm::createStringError(
        "the linked file %s has no place for the weights", path.c_str());
  return streamWeights(path, offset, "", inputs);
}

llvm::Error kiln::writeWeightsFile(const std::string &path,
                                   const LinkInputs &inputs) {
  KilnWeightsFileHeader header = {};
  header.magic = KILN_WEIGHTS_FILE_MAGIC;
  header.bytes = inputs.module->weightsBytes;
  const std::string &hash = inputs.module->modelHash;
  memcpy(header.model_hash, hash.data(),
         std::min(hash.size(), sizeof header.model_hash));
  std::string page(KILN_WEIGHTS_ALIGNMENT, '\0');
  memcpy(page.data(), &header, sizeof header);

  return streamWeights(path, /*offset=*/0, page, inputs);
}
