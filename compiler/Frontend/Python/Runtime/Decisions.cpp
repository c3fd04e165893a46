//===- Decisions.cpp - Numbers that a definition compares -----------------===//

#include "compiler/Frontend/Python/Runtime/Decisions.h"

using namespace kiln::python;

static thread_local DecisionLog *innermost = nullptr;

DecisionLog::DecisionLog() : outer(innermost) { innermost = this; }
DecisionLog::~DecisionLog() { innermost = outer; }
DecisionLog *DecisionLog::current() { return innermost; }
