//===- ConvertParser.cpp - The options of kiln convert --------------------===//

#include "compiler/Tools/kiln/Parsers/ConvertParser.h"

using namespace kiln;

ConvertParser::ConvertParser(CLI::App &root)
    : app(*root.add_subcommand(
          "convert", "write the weights of a model file as another file")) {
  app.add_option("FILE", options.input, "any file that holds weights")
      ->required();
  app.add_option("-o,--output", options.output,
                 "file to write; .pt, .pth and .bin, .safetensors and .npz "
                 "tell its format")
      ->type_name("FILE")
      ->required();
  formatOption =
      addChoice<WeightsFormat>(app, "--to", options.format,
                               {{"pt", WeightsFormat::Torch},
                                {"safetensors", WeightsFormat::Safetensors},
                                {"npz", WeightsFormat::Npz}},
                               "the format, whatever the file's name is");
  app.add_option("--key", options.key, "where in the file the weights lie, a.b")
      ->type_name("KEY");
  app.add_option("--rename", renames,
                 "new names: of one tensor, of all behind a prefix that ends "
                 "with a dot, or by a pattern with *; repeat")
      ->type_name("OLD=NEW")
      ->allow_extra_args(false);
  app.add_flag("-q,--quiet", quiet,
               "say nothing of tensors that are stored in another way");
  app.footer("Examples:\n"
             "  kiln convert checkpoint.pth --key state_dict -o "
             "net.safetensors\n"
             "  kiln convert model.safetensors.index.json -o model.pt\n"
             "  kiln convert net.pt --rename module.= "
             "--rename '*.gamma=*.weight' -o net.npz");
}

Command ConvertParser::finish() {
  if (std::optional<WeightsFormat> format = formatOfPath(options.output);
      !formatOption->count()) {
    if (!format)
      throw mistake("the name of " + options.output +
                    " tells no format; end it with .pt, .safetensors or "
                    ".npz, or give --to");
    options.format = *format;
  }
  for (const std::string &text : renames)
    options.renames.push_back(valueOrMistake(RenameRule::create(text)));
  return ConvertCommand{options, quiet};
}
