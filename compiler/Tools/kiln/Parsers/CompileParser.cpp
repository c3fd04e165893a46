//===- CompileParser.cpp - The options of kiln compile --------------------===//

#include "compiler/Tools/kiln/Parsers/CompileParser.h"

using namespace kiln;

CompileParser::CompileParser(CLI::App &root)
    : app(*root.add_subcommand("compile", "make a program of a model")) {
  model.add(app);
  model.addInputs(app);
  addTarget(app, command.targetCpu, command.math);
  addOutputs();
  addPictures();
  addDeveloper();
  addOutputOptions(app, command.say);
  app.footer(
      "Examples:\n"
      "  kiln compile net.py:Net --weights net.pt --input 1x3x32x32 -o net\n"
      "  kiln compile 'vgg.py:vgg16(num_classes=10)' --weights vgg.pth \\\n"
      "      --input 1x3x224x224 --emit=shared -o libvgg16.so\n"
      "  kiln compile net.py:Net --weights net.pt --input 1x3x32x32 \\\n"
      "      --mean 0.5 --std 0.5 --labels classes.txt -o net\n"
      "  kiln compile bert.py:Bert --random-weights --input i64:1x128 "
      "--dry-run");
}

Command CompileParser::finish() {
  command.import = model.finish();
  if (command.dryRun)
    useAnyWeights(command.import);
  command.preprocessing = valueOrMistake(parsePictureOptions(pictures));
  if (weightsFileOption->count())
    command.weightsFile = weightsFile == "true" ? "" : weightsFile;
  if (depfileOption->count() || writeDepfile)
    command.depfile = depfile;
  if (!stopAfter.empty())
    command.stopAfter = parseStop();
  checkTogether();
  return command;
}

void CompileParser::addOutputs() {
  app.add_option("-o,--output", command.output,
                 "file to write; named after the model if not given")
      ->type_name("FILE");
  emitOption = addChoice<Emit>(app, "--emit", command.emit,
                               {{"exe", Emit::Executable},
                                {"shared", Emit::SharedLibrary},
                                {"obj", Emit::Object},
                                {"kiln", Emit::Kiln},
                                {"kernel", Emit::Kernel},
                                {"llvm", Emit::LLVM},
                                {"asm", Emit::Asm}},
                               "exe: a program; shared, obj: a library or "
                               "object with a header; others: text for "
                               "readers");
  libcOption = addChoice<LinkLibC>(
      app, "--libc", command.libc,
      {{"musl", LinkLibC::Musl}, {"glibc", LinkLibC::Glibc}},
      "musl: a static program that runs anywhere; glibc: a dynamic one");
  app.add_option("--name", command.name,
                 "the model's name in symbols and in the header")
      ->type_name("NAME");
  headerOption = app.add_option("--header", command.headerPath,
                                "the C header of a library or object")
                     ->type_name("FILE");
  weightsFileOption =
      app.add_flag("--weights-file", weightsFile,
                   "leave the weights in a file beside the output");
  weightsFileOption->type_name("[=FILE]")->disable_flag_override(false);
}

void CompileParser::addPictures() {
  app.add_option("--mean", pictures.mean,
                 "pictures: subtract from pixels scaled to 0..1")
      ->type_name("A[,B,C]");
  app.add_option("--std", pictures.deviation, "pictures: then divide by")
      ->type_name("A[,B,C]");
  app.add_option("--resize", pictures.resize,
                 "pictures: shorter side, or exact size, before cropping")
      ->type_name("N|HxW");
  app.add_flag("--crop", pictures.crop,
               "pictures: keep proportions and cut out the centre");
  app.add_option("--labels", command.labelsFile,
                 "names of the classes, one a line")
      ->type_name("FILE");
}

void CompileParser::addDeveloper() {
  app.add_flag("--dry-run", command.dryRun,
               "say what the program would compute and need, write nothing");
  app.add_flag("--write-depfile", writeDepfile,
               "(or -MD) write which files were read, for make and ninja");
  depfileOption =
      app.add_option("--depfile", depfile, "(or -MF) the same, to this file")
          ->type_name("FILE");
  app.add_option("--stop-after", stopAfter,
                 "print the module after a phase: " + phaseNames())
      ->type_name("PHASE");
}

Phase CompileParser::parseStop() const {
  std::optional<Phase> phase = parsePhase(stopAfter);
  if (!phase)
    throw mistake("unknown phase '" + stopAfter + "'; the phases are " +
                  phaseNames());
  if (*phase > Phase::PlanMemory)
    throw mistake("there is no module to print after phase '" + stopAfter +
                  "'; --emit=llvm and --emit=asm print code");
  return *phase;
}

void CompileParser::checkTogether() const {
  bool isLibrary =
      command.emit == Emit::SharedLibrary || command.emit == Emit::Object;
  bool isText = command.emit >= Emit::Kiln;
  bool prints = command.output.empty() || command.output == "-";
  if (command.output == "-" && !isText && !command.stopAfter)
    throw mistake("a program cannot go to standard output; name a file with "
                  "-o");
  if (headerOption->count() && !isLibrary)
    throw mistake("--header needs --emit=shared or --emit=obj");
  if (libcOption->count() && command.emit != Emit::Executable)
    throw mistake("--libc needs --emit=exe");
  if (command.weightsFile && isText)
    throw mistake("--weights-file needs --emit=exe, shared or obj");
  if (command.stopAfter && emitOption->count())
    throw mistake("--stop-after and --emit exclude each other");
  if (command.dryRun && (command.stopAfter || isText))
    throw mistake("--dry-run prints no module");
  if (command.depfile && prints &&
      (isText || command.stopAfter || command.dryRun))
    throw mistake("a depfile needs an output file; give -o");
}
