//===- VerifyParser.cpp - The options of kiln verify ----------------------===//

#include "compiler/Tools/kiln/Parsers/VerifyParser.h"

using namespace kiln;

VerifyParser::VerifyParser(CLI::App &root)
    : app(*root.add_subcommand("verify",
                               "compare compiled kernels with the reference")) {
  model.add(app);
  model.addInputs(app);
  app.add_option("INPUT", command.inputs,
                 ".npy files, one per input; random values if none");
  addTarget(app, command.targetCpu, command.math);
  app.add_option("--seed", seed, "of random inputs")->type_name("N");
  app.add_option("--tolerance-scale", command.toleranceScale,
                 "multiply what a kernel may lose")
      ->type_name("X")
      ->check([](const std::string &text) -> std::string {
        double scale;
        if (!llvm::StringRef(text).getAsDouble(scale) && scale > 0)
          return "";
        return "expected a positive number, got '" + text + "'";
      });
  app.add_option("--dump", command.dump,
                 "write what a layer gives, compiled and in the "
                 "reference, as .npy")
      ->type_name("LAYER");
  app.add_option("-o,--output", command.output,
                 "where to; named after the layer if not given")
      ->type_name("FILE");
  faultOption =
      app.add_flag("--inject-fault", faultSeed, "break a kernel first")
          ->group("")
          ->disable_flag_override(false);
  addOutputOptions(app, command.say);
  app.footer("Examples:\n"
             "  kiln verify net.py:Net --weights net.pt --input 1x3x32x32\n"
             "  kiln verify net.py:Net --weights net.pt x.npy\n"
             "  kiln verify net.py:Net --weights net.pt x.npy --dump conv1");
}

Command VerifyParser::finish() {
  command.import = model.finish();
  checkInputFiles(command.inputs);
  if (!command.inputs.empty() && !command.import.inputs.empty())
    throw mistake("give inputs as files or by --input and --example");
  if (!seed.empty())
    command.seed = parseSeed("--seed", seed);
  if (!command.output.empty() && command.dump.empty())
    throw mistake("--output needs --dump");
  if (command.output == "-")
    throw mistake("the layer's results cannot go to standard output, where "
                  "the answer goes; name a file with -o");
  if (faultOption->count())
    command.faultSeed = parseSeed("--inject-fault", faultSeed);
  return command;
}
