//===- ScriptFunctions.cpp - What scripts need from C++ -------------------===//

#include "compiler/Frontend/TorchScript/ScriptProgram.h"

namespace kiln::python {

/// Made by kiln_embed_python().
llvm::ArrayRef<EmbeddedModule> scriptPrelude();

/// Scripts name dtypes by PyTorch's numbers for them.
static constexpr std::pair<int64_t, DType> dtypeCodes[] = {
    {0, DType::U8},   {1, DType::I8},  {2, DType::I16},   {3, DType::I32},
    {4, DType::I64},  {5, DType::F16}, {6, DType::F32},   {7, DType::F64},
    {8, DType::C32},  {9, DType::C64}, {10, DType::C128}, {11, DType::Bool},
    {15, DType::BF16}};

static Value dtypeOfCode(TorchState &torch, Value code) {
  if (!code.isInt())
    return code;
  for (auto [number, dtype] : dtypeCodes)
    if (number == code.asInt())
      return torch.make(dtype);
  return torch.interp.error("the dtype number " + llvm::Twine(code.asInt()) +
                            " is not known to kiln");
}

static Value codeOfDType(TorchState &torch, Value value) {
  std::optional<DType> dtype = torch.asDType(value);
  for (auto [number, known] : dtypeCodes)
    if (dtype == known)
      return Value::integer(number);
  return torch.interp.error("this dtype has no number in TorchScript");
}

/// The operator's parameter at this place takes a dtype.
static bool takesDType(llvm::StringRef name, size_t index) {
  llvm::ArrayRef<aten::Entry> overloads = aten::Table::get().overloads(name);
  return !overloads.empty() &&
         index < overloads.front().schema.parameters.size() &&
         overloads.front().schema.parameters[index].kind == aten::Kind::DType;
}

/// Calls an operator whose arguments may have dtypes as numbers.
static Value callOperator(TorchState &torch, llvm::StringRef name,
                          Value function, Arguments arguments) {
  llvm::SmallVector<Value> positional(arguments.positional);
  llvm::SmallVector<Keyword> keywords(arguments.keywords);
  for (size_t index = 0; index < positional.size(); ++index)
    if (positional[index].isInt() && takesDType(name, index))
      positional[index] = dtypeOfCode(torch, positional[index]);
  for (Keyword &keyword : keywords)
    if (keyword.name->str() == "dtype")
      keyword.value = dtypeOfCode(torch, keyword.value);
  if (torch.interp.failed())
    return {};
  return torch.interp.call(function, Arguments(positional, keywords));
}

void addScriptFunctions(TorchState &torch) {
  Interpreter &interp = torch.interp;
  addPreludes(interp, scriptPrelude());
  ModuleObject *module = interp.nativeModule("torch._script_native");
  defineFunction(interp, module, "dtype_of", "code",
                 [&torch](Interpreter &, Arguments args) {
                   return dtypeOfCode(torch, args[0]);
                 });
  defineFunction(interp, module, "code_of", "dtype",
                 [&torch](Interpreter &, Arguments args) {
                   return codeOfDType(torch, args[0]);
                 });
  // `function` with dtypes for their numbers, or null for unknown names.
  defineFunction(
      interp, module, "operator", "name",
      [&torch](Interpreter &interp, Arguments args) -> Value {
        std::string name =
            llvm::cast<StrObject>(args[0].asObject())->str().str();
        Value function = torch.operatorFunction(name);
        if (!function)
          return interp.failed() ? Value() : Value::none();
        return interp.function(
            name, [&torch, name, function](Interpreter &, Arguments arguments) {
              return callOperator(torch, name, function, arguments);
            });
      });
  defineFunction(interp, module, "with_dtypes", "function",
                 [&torch](Interpreter &interp, Arguments args) -> Value {
                   return interp.function(
                       "script", [&torch, function = args[0]](
                                     Interpreter &, Arguments arguments) {
                         return callOperator(torch, "", function, arguments);
                       });
                 });
}

} // namespace kiln::python
