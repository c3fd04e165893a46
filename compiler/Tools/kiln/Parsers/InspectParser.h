//===- InspectParser.h - The options of kiln inspect ------------*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_PARSERS_INSPECTPARSER_H
#define KILN_TOOLS_KILN_PARSERS_INSPECTPARSER_H

#include "compiler/Tools/kiln/Parsers/ModelOptions.h"

namespace kiln {

class InspectParser {
public:
  explicit InspectParser(CLI::App &root);
  bool given() const { return app.parsed(); }
  Command finish();

private:
  CLI::App &app;
  ModelOptions model;
  bool check = false;
};

} // namespace kiln

#endif
