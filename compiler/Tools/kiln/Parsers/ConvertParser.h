//===- ConvertParser.h - The options of kiln convert ------------*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_PARSERS_CONVERTPARSER_H
#define KILN_TOOLS_KILN_PARSERS_CONVERTPARSER_H

#include "compiler/Tools/kiln/CommandLine.h"
#include "compiler/Tools/kiln/Parsers/OptionHelpers.h"

namespace kiln {

class ConvertParser {
public:
  explicit ConvertParser(CLI::App &root);

  bool given() const { return app.parsed(); }
  /// Throws on mistakes that only show when options are looked at together.
  Command finish();

private:
  CLI::App &app;
  ConvertOptions options;
  CLI::Option *formatOption;
  std::vector<std::string> renames;
  bool quiet = false;
};

} // namespace kiln

#endif
