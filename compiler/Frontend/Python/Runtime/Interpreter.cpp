//===- Interpreter.cpp - The state of an evaluation -----------------------===//

#include "compiler/Frontend/Python/Interpreter.h"
