//===- RunParser.cpp - The options of kiln run ----------------------------===//

#include "compiler/Tools/kiln/Parsers/RunParser.h"

using namespace kiln;

RunParser::RunParser(CLI::App &root)
    : app(*root.add_subcommand("run",
                               "run a model in the reference interpreter")) {
  model.add(app);
  app.add_option("INPUT", command.inputs,
                 ".npy files, one per input; - is standard input");
  app.add_option("-o,--output", command.outputs,
                 "write the next output here (.npy); - is standard output")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.footer("Examples:\n"
             "  kiln run net.py:Net --weights net.pt x.npy\n"
             "  kiln run net.py:Net --weights net.pt a.npy b.npy -o y.npy");
}

Command RunParser::finish() {
  command.import = model.finish();
  checkInputFiles(command.inputs);
  return command;
}
