"""The model that an exported program becomes."""

from collections import OrderedDict, namedtuple

from torch import nn


class ExportedProgram(nn.Module):
    """Holds the state under its full names; the compiler runs the graph."""

    def __init__(self, run):
        super().__init__()
        self.__dict__["_run"] = run

    def add(self, name, tensor, is_parameter, is_persistent):
        if is_parameter:
            self._parameters[name] = nn.Parameter(tensor)
            return self._parameters[name]
        self._buffers[name] = tensor
        if not is_persistent:
            self._non_persistent_buffers_set.add(name)
        return tensor

    def tie(self, name, tensor, is_parameter):
        (self._parameters if is_parameter else self._buffers)[name] = tensor

    def forward(self, *args, **kwargs):
        return self._run(args, kwargs)


def make_named_tuple(name, fields, items):
    return namedtuple(name, fields)(*items)
