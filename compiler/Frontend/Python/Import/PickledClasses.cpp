//===- PickledClasses.cpp - Classes that a pickle names -------------------===//

#include "compiler/Frontend/Python/Import/PickledClasses.h"

#include "compiler/Frontend/Python/Evaluator/Importer.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

namespace kiln::python {

using namespace mlir;

/// What the text of a class alone can count on: the names that model files
/// import most often.
static constexpr llvm::StringLiteral usualImports = R"(
import collections, copy, functools, itertools, math
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from collections import OrderedDict
from functools import partial
from torch import Tensor
from torch.nn import init
from torch.nn.parameter import Parameter
from typing import *
)";

LogicalResult PickledClasses::runSources() {
  for (const std::string &path : options.sources) {
    ModuleObject *module =
        Importer::of(interp).runFile(path, Failures::MakeOpaque);
    if (!module) {
      interp.reportPending();
      return failure();
    }
    sources.push_back(module);
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Text within the file
//===----------------------------------------------------------------------===//

static bool isOfTorch(StringRef module) {
  return module == "torch" || module.starts_with("torch.");
}

void PickledClasses::noteSource(const GlobalValue &global) {
  if (global.source.empty() || isOfTorch(global.module))
    return;
  auto &classes = embedded[global.module];
  if (llvm::none_of(classes, [&](const EmbeddedSource &known) {
        return known.name == global.name;
      }))
    classes.push_back({global.name, global.source, "", false});
}

bool PickledClasses::runEmbedded(EmbeddedSource &source, StringRef module) {
  ModuleObject *&shared = embeddedModules[module];
  Importer &importer = Importer::of(interp);
  std::string fileName =
      (options.model + "(" + module + "." + source.name + ")").str();
  if (!shared) {
    shared = importer.runText(fileName, usualImports);
    if (!shared) {
      source.problem = Evaluator::takeReason(interp);
      return false;
    }
    shared->name = interp.intern(module);
  }
  // Lines count from the class, names are the module's.
  auto *part = interp.create<ModuleObject>(interp.types.module);
  part->name = shared->name;
  part->globals = shared->globals;
  part->fileName = fileName;
  const Tree *tree = importer.parseInline(source.text, TextKind::File);
  source.isDone =
      tree && Evaluator::runModule(interp, part, *tree, Failures::Propagate);
  if (!source.isDone)
    source.problem = Evaluator::takeReason(interp);
  return source.isDone;
}

void PickledClasses::runNotedSources() {
  for (auto &[module, classes] : embedded)
    // A class may derive from one that comes later.
    for (bool isProgress = true; isProgress;) {
      isProgress = false;
      for (EmbeddedSource &source : classes)
        if (!source.isDone)
          isProgress |= runEmbedded(source, module);
    }
}

//===----------------------------------------------------------------------===//
// Lookup
//===----------------------------------------------------------------------===//

/// `Outer.Inner` among the attributes of a module.
Value PickledClasses::lookUp(Value object, StringRef dottedName) {
  for (StringRef part : llvm::split(dottedName, '.')) {
    object = interp.findAttribute(object, part);
    if (!object)
      return {};
  }
  return llvm::isa<OpaqueObject>(object) ? Value() : object;
}

Value PickledClasses::findInModule(StringRef module, StringRef name) {
  Value found = interp.importModule(module);
  if (found && !llvm::isa<OpaqueObject>(found))
    return lookUp(found, name);
  if (interp.failed())
    (void)interp.takeException();
  return {};
}

Value PickledClasses::findInTorch(const GlobalValue &global) {
  // Builtin functions name the module that C++ defines them in.
  if (global.module == "torch._C._nn")
    return findInModule("torch.nn.functional", global.name);
  if (Value found = findInModule(global.module, global.name))
    return found;
  // Classes have moved between files of torch.nn.
  if (global.module.starts_with("torch.nn.")) {
    if (global.name == "_LinearWithBias")
      return findInModule("torch.nn.modules.linear",
                          "NonDynamicallyQuantizableLinear");
    if (Value found = findInModule("torch.nn", global.name))
      return found;
    // The hooks of torch.nn.utils.weight_norm and its like.
    return findInModule(global.module.rsplit('.').first,
                        ("_" + global.name).str());
  }
  return {};
}

Value PickledClasses::find(const GlobalValue &global) {
  if (isOfTorch(global.module))
    return findInTorch(global);
  StringRef stem = global.module.rsplit('.').second;
  if (stem.empty())
    stem = global.module;
  // The file that the class was in comes before others with such a class.
  for (bool isSameName : {true, false})
    for (ModuleObject *source : sources)
      if ((llvm::sys::path::stem(source->fileName) == stem) == isSameName)
        if (Value found = lookUp(source, global.name))
          return found;
  if (ModuleObject *module = embeddedModules.lookup(global.module))
    if (Value found = lookUp(module, global.name))
      return found;
  StringRef name = global.module == "__builtin__" ? "builtins" : global.module;
  return findInModule(name, global.name);
}

std::string PickledClasses::reasonFor(const GlobalValue &global) const {
  if (isOfTorch(global.module))
    return "kiln does not have this part of PyTorch";
  auto classes = embedded.find(global.module);
  if (classes != embedded.end())
    for (const EmbeddedSource &source : classes->second)
      if (source.name == global.name && !source.problem.empty())
        return "its text in the file does not run by itself: " + source.problem;
  if (options.sources.empty())
    return "the file does not hold its source";
  return "no file given with --source defines it";
}

} // namespace kiln::python
