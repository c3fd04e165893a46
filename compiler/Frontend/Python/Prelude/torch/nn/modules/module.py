"""The base class of all layers."""

import torch
from torch import Tensor, _C
from torch.nn.parameter import Buffer, Parameter


class _Handle:
    """What registering a hook returns."""

    def __init__(self, hooks, hook):
        self.hooks = hooks
        self.hook = hook

    def remove(self):
        if self.hook in self.hooks:
            self.hooks.remove(self.hook)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.remove()


class _WithKeywords:
    """A hook that sees keyword arguments too."""

    def __init__(self, hook):
        self.hook = hook


def _registered(hooks, hook, prepend, with_kwargs):
    if with_kwargs:
        hook = _WithKeywords(hook)
    hooks.insert(0 if prepend else len(hooks), hook)
    return _Handle(hooks, hook)


class Keys(tuple):
    """What load_state_dict() returns."""

    missing_keys = ()
    unexpected_keys = ()


def _indent(text, spaces):
    lines = text.split("\n")
    return "\n".join([lines[0]] + [" " * spaces + line for line in lines[1:]])


class Module:
    dump_patches = False
    # The compiler calls eval() once the model is made.
    training = True
    call_super_init = False
    _version = 1

    def __init__(self, *args, **kwargs):
        fields = self.__dict__
        fields["_parameters"] = {}
        fields["_buffers"] = {}
        fields["_modules"] = {}
        fields["_non_persistent_buffers_set"] = set()
        fields["_forward_hooks"] = []
        fields["_forward_pre_hooks"] = []

    def forward(self, *args, **kwargs):
        raise NotImplementedError(
            f'Module [{type(self).__name__}] is missing the required "forward" function'
        )

    def __call__(self, *args, **kwargs):
        fields = self.__dict__
        _C._enter_module(fields.get("_path"))
        for hook in fields.get("_forward_pre_hooks", ()):
            if isinstance(hook, _WithKeywords):
                args, kwargs = hook.hook(self, args, kwargs) or (args, kwargs)
                continue
            changed = hook(self, args)
            if changed is not None:
                args = changed if isinstance(changed, tuple) else (changed,)
        result = self.forward(*args, **kwargs)
        for hook in fields.get("_forward_hooks", ()):
            if isinstance(hook, _WithKeywords):
                changed = hook.hook(self, args, kwargs, result)
            else:
                changed = hook(self, args, result)
            if changed is not None:
                result = changed
        _C._leave_module(fields.get("_path"), result)
        return result

    # Attributes

    def __setattr__(self, name, value):
        fields = self.__dict__
        parameters = fields.get("_parameters")
        if _C._is_unknown(value):
            # An error only where forward needs it.
            if parameters is not None:
                self._forget(name, None)
            fields[name] = value
        elif isinstance(value, Parameter):
            if parameters is None:
                raise AttributeError("cannot assign parameters before Module.__init__() call")
            self._forget(name, "_parameters")
            parameters[name] = value
        elif isinstance(value, Module):
            if parameters is None:
                raise AttributeError("cannot assign module before Module.__init__() call")
            self._forget(name, "_modules")
            fields["_modules"][name] = value
        elif parameters is None:
            object.__setattr__(self, name, value)
        elif isinstance(value, Buffer):
            self._forget(name, "_buffers")
            self.register_buffer(name, value, value.persistent)
        elif name in parameters:
            if value is not None:
                raise TypeError(
                    f"cannot assign '{type(value).__name__}' as parameter '{name}' "
                    "(torch.nn.Parameter or None expected)"
                )
            parameters[name] = None
        elif name in fields["_modules"]:
            if value is not None:
                raise TypeError(
                    f"cannot assign '{type(value).__name__}' as child module '{name}' "
                    "(torch.nn.Module or None expected)"
                )
            fields["_modules"][name] = None
        elif name in fields["_buffers"]:
            fields["_buffers"][name] = value
        else:
            object.__setattr__(self, name, value)

    def __getattr__(self, name):
        fields = self.__dict__
        for group in ("_parameters", "_buffers", "_modules"):
            members = fields.get(group)
            if members is not None and name in members:
                return members[name]
        watched = fields.get("_watched")
        if watched is not None and name in watched:
            fields["_reads"].add(name)
            return watched[name]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __delattr__(self, name):
        for group in (self._parameters, self._buffers, self._modules):
            if name in group:
                del group[name]
                return
        object.__delattr__(self, name)

    def _forget(self, name, keep=None):
        """Whatever `name` meant; in the group `keep` its place in the order stays."""
        fields = self.__dict__
        for group in ("_parameters", "_buffers", "_modules"):
            if group != keep:
                fields[group].pop(name, None)
        fields.pop(name, None)

    def __dir__(self):
        names = list(self.__dict__)
        for group in (self._parameters, self._buffers, self._modules):
            names += list(group)
        return sorted(names)

    # Registration

    def register_parameter(self, name, param):
        if param is not None and not isinstance(param, Parameter):
            raise TypeError(
                f"cannot assign '{type(param).__name__}' object to parameter '{name}'"
            )
        self._forget(name, "_parameters")
        self._parameters[name] = param

    def register_buffer(self, name, tensor, persistent=True):
        self._forget(name, "_buffers")
        self._buffers[name] = tensor
        if persistent:
            self._non_persistent_buffers_set.discard(name)
        else:
            self._non_persistent_buffers_set.add(name)

    def register_module(self, name, module):
        self.add_module(name, module)

    def add_module(self, name, module):
        if module is not None and not isinstance(module, Module):
            raise TypeError(f"{type(module).__name__} is not a Module subclass")
        self._forget(name, "_modules")
        self._modules[name] = module

    def register_forward_hook(
        self, hook, *, prepend=False, with_kwargs=False, always_call=False
    ):
        return _registered(self._forward_hooks, hook, prepend, with_kwargs)

    def register_forward_pre_hook(self, hook, *, prepend=False, with_kwargs=False):
        return _registered(self._forward_pre_hooks, hook, prepend, with_kwargs)

    def register_full_backward_hook(self, hook, *_, **__):
        return _Handle([], hook)

    def register_backward_hook(self, hook):
        return _Handle([], hook)

    def _register_load_state_dict_pre_hook(self, hook, with_module=False):
        return _Handle([], hook)

    def _register_state_dict_hook(self, hook):
        return _Handle([], hook)

    def register_load_state_dict_pre_hook(self, hook):
        return _Handle([], hook)

    def register_load_state_dict_post_hook(self, hook):
        return _Handle([], hook)

    # Walking

    def children(self):
        for _, module in self.named_children():
            yield module

    def named_children(self):
        seen = []
        for name, module in self._modules.items():
            if module is not None and not any(module is other for other in seen):
                seen.append(module)
                yield name, module

    def modules(self):
        for _, module in self.named_modules():
            yield module

    def named_modules(self, memo=None, prefix="", remove_duplicate=True):
        if memo is None:
            memo = set()
        if id(self) in memo and remove_duplicate:
            return
        memo.add(id(self))
        yield prefix, self
        for name, module in self._modules.items():
            if module is not None:
                path = prefix + ("." if prefix else "") + name
                yield from module.named_modules(memo, path, remove_duplicate)

    def _named_members(self, get_members, prefix="", recurse=True, remove_duplicate=True):
        seen = set()
        modules = self.named_modules(prefix=prefix) if recurse else [(prefix, self)]
        for path, module in modules:
            for name, member in get_members(module):
                if member is None or (remove_duplicate and id(member) in seen):
                    continue
                seen.add(id(member))
                yield path + ("." if path else "") + name, member

    def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
        yield from self._named_members(
            lambda module: module._parameters.items(), prefix, recurse, remove_duplicate
        )

    def parameters(self, recurse=True):
        for _, parameter in self.named_parameters(recurse=recurse):
            yield parameter

    def named_buffers(self, prefix="", recurse=True, remove_duplicate=True):
        yield from self._named_members(
            lambda module: module._buffers.items(), prefix, recurse, remove_duplicate
        )

    def buffers(self, recurse=True):
        for _, buffer in self.named_buffers(recurse=recurse):
            yield buffer

    def get_submodule(self, target):
        module = self
        for name in target.split(".") if target else ():
            module = getattr(module, name)
        return module

    def get_parameter(self, target):
        path, _, name = target.rpartition(".")
        return getattr(self.get_submodule(path), name)

    def get_buffer(self, target):
        return self.get_parameter(target)

    # State

    def state_dict(self, *args, destination=None, prefix="", keep_vars=False):
        if destination is None:
            destination = {}
        for name, parameter in self._parameters.items():
            if parameter is not None:
                destination[prefix + name] = parameter
        for name, buffer in self._buffers.items():
            if buffer is not None and name not in self._non_persistent_buffers_set:
                destination[prefix + name] = buffer
        for name, module in self._modules.items():
            if module is not None:
                module.state_dict(destination=destination, prefix=prefix + name + ".")
        return destination

    def load_state_dict(self, state_dict, strict=True, assign=False):
        # The weights come from the command line.
        return Keys()

    # Changes of the whole model that mean nothing when compiling

    def apply(self, fn):
        for module in self.children():
            module.apply(fn)
        fn(self)
        return self

    def train(self, mode=True):
        if not isinstance(mode, bool):
            raise ValueError("training mode is expected to be boolean")
        self.training = mode
        for module in self.children():
            module.train(mode)
        return self

    def eval(self):
        return self.train(False)

    def requires_grad_(self, requires_grad=True):
        return self

    def zero_grad(self, set_to_none=True):
        pass

    def share_memory(self):
        return self

    def cuda(self, device=None):
        return self

    def cpu(self):
        return self

    def to_empty(self, *, device=None, recurse=True):
        return self

    def compile(self, *args, **kwargs):
        return self

    # Changes of dtypes

    def _cast(self, dtype, with_complex=False):
        for module in self.modules():
            for group in (module._parameters, module._buffers):
                for tensor in group.values():
                    if tensor is None:
                        continue
                    if tensor.is_floating_point() or with_complex and tensor.is_complex():
                        tensor.data = tensor.data.to(dtype)
        return self

    def to(self, *args, **kwargs):
        dtype = kwargs.get("dtype")
        for argument in args:
            if isinstance(argument, torch.dtype):
                dtype = argument
            elif isinstance(argument, Tensor):
                dtype = argument.dtype
        return self if dtype is None else self._cast(dtype, True)

    def float(self):
        return self._cast(torch.float32)

    def double(self):
        return self._cast(torch.float64)

    def half(self):
        return self._cast(torch.float16)

    def bfloat16(self):
        return self._cast(torch.bfloat16)

    def type(self, dst_type):
        return self._cast(dst_type, True)

    # Text

    def extra_repr(self):
        return ""

    def _get_name(self):
        return type(self).__name__

    def __repr__(self):
        extra = self.extra_repr()
        lines = extra.split("\n") if extra else []
        children = [
            "(" + name + "): " + _indent(repr(module), 2)
            for name, module in self._modules.items()
        ]
        if not children and len(lines) <= 1:
            return self._get_name() + "(" + extra + ")"
        return self._get_name() + "(\n  " + "\n  ".join(lines + children) + "\n)"
