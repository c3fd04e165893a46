//===- VerifyParser.h - The options of kiln verify --------------*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_PARSERS_VERIFYPARSER_H
#define KILN_TOOLS_KILN_PARSERS_VERIFYPARSER_H

#include "compiler/Tools/kiln/Parsers/ModelOptions.h"

namespace kiln {

class VerifyParser {
public:
  explicit VerifyParser(CLI::App &root);
  bool given() const { return app.parsed(); }
  Command finish();

private:
  CLI::App &app;
  VerifyCommand command;
  ModelOptions model;
  CLI::Option *faultOption;
  std::string seed, faultSeed;
};

} // namespace kiln

#endif
