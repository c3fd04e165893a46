//===- ExportedTypes.h - Numbers in torch.export's schema -------*- C++ -*-===//

#ifndef KILN_FRONTEND_ARCHIVE_TORCH_EXPORTEDTYPES_H
#define KILN_FRONTEND_ARCHIVE_TORCH_EXPORTEDTYPES_H

#include "compiler/Support/DType.h"

#include <optional>

namespace kiln {

/// The numbers of torch.export's schema, which are not those of c10.
std::optional<DType> parseExportedType(int64_t number);

} // namespace kiln

#endif
