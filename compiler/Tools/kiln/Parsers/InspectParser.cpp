//===- InspectParser.cpp - The options of kiln inspect --------------------===//

#include "compiler/Tools/kiln/Parsers/InspectParser.h"

using namespace kiln;

InspectParser::InspectParser(CLI::App &root)
    : app(*root.add_subcommand("inspect",
                               "show what is in a model, executing nothing")) {
  model.add(app);
  model.addInputs(app);
  app.add_flag("--check", check,
               "say what of a model kiln does not support, all at once");
  app.footer("Examples:\n"
             "  kiln inspect checkpoint.pth\n"
             "  kiln inspect model.safetensors\n"
             "  kiln inspect net.py:Net --input 1x3x32x32\n"
             "  kiln inspect --check net.py:Net --input 1x3x32x32");
}

Command InspectParser::finish() {
  InspectCommand command{model.finish(), check};
  if (check)
    useAnyWeights(command.import);
  return command;
}
