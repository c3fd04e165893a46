"""Containers, wrappers and the base class."""


def add_cases(add, limit):
    add("nn.Sequential()", "2x3")
    add("nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))", "2x3")
    add("nn.Sequential(OrderedDict(first=nn.Linear(3, 4), last=nn.Tanh()))", "2x3")
    add("(nn.Sequential(nn.Linear(3, 3), nn.Tanh()) + nn.Sequential(nn.Linear(3, 2)))", "2x3")
    add("(nn.Sequential(nn.Linear(3, 3), nn.Tanh()) * 2)", "2x3")
    add("nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))[:2]", "2x3")
    add("nn.Sequential(nn.Linear(3, 4)).append(nn.ReLU()).extend([nn.Linear(4, 2)])", "2x3")
    add("nn.Sequential(nn.Linear(3, 4)).insert(0, nn.Sigmoid()).insert(-1, nn.Tanh())", "2x3")
    for name in ("ListOfModules", "DictOfModules", "ListOfParameters", "DictOfParameters"):
        subject = "nn." + {"s": "Parameter", "M": "Module"}["M" if "Mod" in name else "s"]
        subject += name.partition("Of")[0]
        for number in range(3):
            add(f"{name}({number})", "2x3", of=[subject])
    add("Shared()", "2x3", of=["nn.Module"])
    add("Hooked()", "2x3", of=["nn.Module"])
    add("Buffers()", "2x3", of=["nn.Module"])
    add("Walking()", "2x3", of=["nn.Module"])
    add("Casting(torch.float64)", "f64:2x3", of=["nn.Module"])
    add("Casting(torch.float32)", "2x3", of=["nn.Module"])
    add("Contained()", "2x3", of=["nn.Container"])
    add("Contained(nn.Tanh())", "2x3", of=["nn.Container"])
    add_helpers(add)
    add("nn.DataParallel(nn.Linear(3, 4))", "2x3")
    add("nn.DataParallel(nn.Linear(3, 4), None, None, 0)", "2x3")


def add_helpers(add):
    """What torch.nn.functional has beside its functions."""
    add("lambda x: x + isinstance(x, F.Tensor)", "2x3")
    add("lambda x: x + (F.Optional[int] is not None) + isinstance(len, F.Callable)", "2x3")
    add("lambda x: x + isinstance(3, F.Tensor) + issubclass(nn.Parameter, F.Tensor)", "2")
    add("lambda x: x + isinstance(3, F.Callable) + (F.Optional[F.Tensor] is None)", "2")
    add("lambda x: x + F.DType(3) + F.has_torch_function((1, x))", "2x3")
    add("lambda x: x + F.DType('4') + F.has_torch_function_unary(2)", "2x3")
    add("lambda x: x + F.has_torch_function((x,)) + F.has_torch_function_unary(x)", "2x3")
    add("lambda x: x + F.has_torch_function_variadic(x, x)", "2x3")
    add("lambda x: x + F.has_torch_function_variadic(1)", "2x3")
    add("lambda x: x + (F.assert_int_or_pair([1, 2], 'a', '{} is wrong') is None)", "2x3")
    add("lambda x: x + (F.assert_int_or_pair(7, 'a', '{} is wrong') is None)", "2x3")
    for name, members in (
        ("ScalingType", ("TensorWise", "RowWise", "BlockWise1x32", "BlockWise128x128")),
        ("SwizzleType", ("NO_SWIZZLE", "SWIZZLE_32_4_4")),
    ):
        for member in members:
            add(
                f"lambda x: x + F.{name}.{member}.value + len(F.{name}.{member}.name)"
                f" + len(F.{name}.__members__) + int(F.{name}.{member} == F.{name}.{member})",
                "2",
            )
    dispatch = (
        "F.boolean_dispatch('fast', 1, False, lambda x, fast: -x, lambda x, fast=0: x, '', '')"
    )
    add(f"lambda x: ({dispatch}(x), {dispatch}(x, True), {dispatch}(x, fast=True))", "2x3")
    first = (
        "F.boolean_dispatch('k', 0, True, lambda k=True: F.relu, lambda k: F.silu, 'm', 'f')"
    )
    add(f"lambda x: ({first}()(x), {first}(False)(x))", "5")
