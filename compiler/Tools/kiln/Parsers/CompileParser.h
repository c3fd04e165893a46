//===- CompileParser.h - The options of kiln compile ------------*- C++ -*-===//

#ifndef KILN_TOOLS_KILN_PARSERS_COMPILEPARSER_H
#define KILN_TOOLS_KILN_PARSERS_COMPILEPARSER_H

#include "compiler/Tools/kiln/Parsers/ModelOptions.h"
#include "compiler/Tools/kiln/PictureOptions.h"

namespace kiln {

class CompileParser {
public:
  explicit CompileParser(CLI::App &root);

  bool given() const { return app.parsed(); }

  Command finish();

private:
  void addOutputs();

  void addPictures();

  void addDeveloper();

  Phase parseStop() const;

  void checkTogether() const;

  CLI::App &app;
  CompileCommand command;
  ModelOptions model;
  PictureOptions pictures;
  CLI::Option *emitOption, *libcOption, *headerOption, *weightsFileOption,
      *depfileOption;
  std::string weightsFile, depfile, stopAfter;
  bool writeDepfile = false;
};

} // namespace kiln

#endif
