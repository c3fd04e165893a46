//===- RunParser.h - The options of kiln run --------------------*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_PARSERS_RUNPARSER_H
#define KILN_TOOLS_KILN_PARSERS_RUNPARSER_H

#include "compiler/Tools/kiln/Parsers/ModelOptions.h"

namespace kiln {

class RunParser {
public:
  explicit RunParser(CLI::App &root);
  bool given() const { return app.parsed(); }
  Command finish();

private:
  CLI::App &app;
  RunCommand command;
  ModelOptions model;
};

} // namespace kiln

#endif
