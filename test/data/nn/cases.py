"""What the calls of the families are written with."""

from collections import OrderedDict

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils import parametrize, prune
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class ListOfModules(nn.Module):
    """A ModuleList built and used in several ways."""

    def __init__(self, way):
        super().__init__()
        layers = nn.ModuleList([nn.Linear(3, 3), nn.Tanh()])
        if way > 0:
            layers.append(nn.Linear(3, 2))
            layers.insert(1, nn.ReLU())
            layers += [nn.Sigmoid()]
        if way > 1:
            layers.extend(nn.ModuleList([nn.Linear(2, 2)]))
            layers[1] = nn.SiLU()
            del layers[2]
            layers = layers + nn.ModuleList([nn.ReLU()])
            layers.pop(-1)
        self.layers = layers

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = layer(x)
        assert len(self.layers) and self.layers[0] in self.layers
        return self.layers[-1](x)


class DictOfModules(nn.Module):
    """A ModuleDict built and used in several ways."""

    def __init__(self, way):
        super().__init__()
        layers = nn.ModuleDict({"a": nn.Linear(3, 3), "b": nn.Tanh()})
        if way > 0:
            layers["c"] = nn.Linear(3, 2)
            layers.update([("d", nn.ReLU())])
        if way > 1:
            layers.pop("b")
            del layers["d"]
            layers.update(nn.ModuleDict(OrderedDict(z=nn.Sigmoid())))
        self.layers = layers

    def forward(self, x):
        assert "a" in self.layers and len(self.layers) == len(list(self.layers.keys()))
        for name, layer in self.layers.items():
            x = self.layers[name](x) + 0 * sum(p.sum() for p in layer.parameters())
        return x, [name for name in self.layers] == list(self.layers)


class ListOfParameters(nn.Module):
    """A ParameterList built and used in several ways."""

    def __init__(self, way):
        super().__init__()
        self.rows = nn.ParameterList([nn.Parameter(torch.ones(3)), torch.zeros(2, 3)])
        if way > 0:
            self.rows.append(torch.ones(3))
            self.rows.extend([torch.zeros(1, 3)])
            self.rows[0] = nn.Parameter(torch.ones(1, 3))
        if way > 1:
            self.rows += nn.ParameterList([torch.ones(3)])
            self.rows.append(2.5)

    def forward(self, x):
        for row in self.rows:
            x = x * 0.5 + row
        return x + self.rows[-1] + sum(self.rows[:1]) * len(self.rows)


class DictOfParameters(nn.Module):
    """A ParameterDict built and used in several ways."""

    def __init__(self, way):
        super().__init__()
        self.rows = nn.ParameterDict(
            {"left": nn.Parameter(torch.ones(3)), "up": torch.ones(2, 3)}
        )
        if way > 0:
            self.rows["down"] = torch.zeros(3)
            self.rows.update([("right", nn.Parameter(torch.ones(1, 3)))])
            self.rows.setdefault("left", None)
        if way > 1:
            del self.rows["up"]
            self.rows.pop("right")
            self.rows = self.rows | nn.ParameterDict({"more": torch.ones(3)})
            self.rows.update(self.rows.fromkeys(["x"], 2.0).copy())

    def forward(self, x):
        for name, row in self.rows.items():
            x = x * 0.5 + row
        assert self.rows.get("none") is None and "left" in self.rows
        return x + self.rows["left"] * len(self.rows), list(self.rows.values())


class Shared(nn.Module):
    """One layer under two names."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(3, 3)
        self.second = self.first
        self.third = nn.Linear(3, 3)
        self.third.weight = self.first.weight

    def forward(self, x):
        return self.third(self.second(self.first(x)))


class Hooked(nn.Module):
    """Hooks before and after forward."""

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(3, 3)
        self.layer.register_forward_pre_hook(lambda module, args: (args[0] * 2,))
        self.layer.register_forward_hook(lambda module, args, result: result + args[0])
        handle = self.layer.register_forward_hook(lambda module, args, result: result * 100)
        handle.remove()
        self.other = nn.Identity()
        self.other.register_forward_pre_hook(self.before, with_kwargs=True)
        self.other.register_forward_hook(self.after, with_kwargs=True)

    def before(self, module, args, kwargs):
        return (args[0] + 1,), kwargs

    def after(self, module, args, kwargs, result):
        return result * 3

    def forward(self, x):
        return self.other(self.layer(x))


class Buffers(nn.Module):
    """Buffers in and outside of the state_dict, and a plain parameter."""

    def __init__(self):
        super().__init__()
        self.register_buffer("scale", torch.tensor([1.0, 2.0, 3.0]))
        self.register_buffer("shift", torch.tensor([0.5, 0.25, 0.125]), persistent=False)
        self.more = nn.Buffer(torch.ones(3))
        self.register_parameter("gain", nn.Parameter(torch.ones(3)))
        self.register_parameter("nothing", None)

    def forward(self, x):
        assert self.nothing is None
        return x * self.scale * self.gain + self.shift + self.more


class Walking(nn.Module):
    """What a module tells of its parts."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(3, 3), nn.Sequential(nn.Linear(3, 3)))

    def forward(self, x):
        names = [name for name, _ in self.named_parameters()]
        names += [name for name, _ in self.named_modules()]
        names += [name for name, _ in self.body.named_children()]
        names += list(self.state_dict())
        assert len(list(self.parameters())) == 4 and len(list(self.modules())) == 5
        inner = self.get_submodule("body.1.0")
        weight = self.get_parameter("body.0.weight")
        return inner(F.linear(x, weight)) * len("".join(names))


class Casting(nn.Module):
    """A model that is converted as a whole."""

    def __init__(self, dtype):
        super().__init__()
        self.layer = nn.Linear(3, 3, dtype=torch.float32)
        self.to(torch.float64).to(dtype=dtype)
        self.apply(lambda module: None).requires_grad_(False).train().eval()

    def forward(self, x):
        return self.layer(x)


class Contained(nn.Module):
    """A Container, which only holds modules."""

    def __init__(self, last=None):
        super().__init__()
        more = {} if last is None else {"last": last}
        self.parts = nn.Container(first=nn.Linear(3, 3), **more)

    def forward(self, x):
        for part in self.parts.children():
            x = part(x)
        return x


class Symmetric(nn.Module):
    """A parametrization."""

    def forward(self, x):
        return x.triu() + x.triu(1).transpose(-1, -2)

    def right_inverse(self, x):
        return x.triu()


class Parametrized(nn.Module):
    """Two parametrizations of one weight, read twice."""

    def __init__(self, cached=False):
        super().__init__()
        self.layer = nn.Linear(3, 3)
        parametrize.register_parametrization(self.layer, "weight", Symmetric())
        parametrize.register_parametrization(self.layer, "weight", nn.Tanh(), unsafe=True)
        self.cached = cached

    def forward(self, x):
        assert parametrize.is_parametrized(self.layer, "weight")
        if not self.cached:
            return self.layer(x)
        with parametrize.cached():
            return self.layer(self.layer(x))


class Pruned(nn.Module):
    """Layers pruned together, one of them twice."""

    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Linear(3, 3), nn.Linear(3, 3)
        pairs = [(self.first, "weight"), (self.second, "weight")]
        prune.global_unstructured(pairs, pruning_method=prune.L1Unstructured, amount=0.3)
        prune.custom_from_mask(self.first, "weight", torch.ones(3, 3))

    def forward(self, x):
        assert prune.is_pruned(self)
        return self.second(self.first(x))


class Vectors(nn.Module):
    """The parameters of one layer given to another."""

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(3, 3)

    def forward(self, x):
        vector = nn.utils.parameters_to_vector(self.layer.parameters())
        other = nn.Linear(3, 3)
        nn.utils.vector_to_parameters(vector * 2, other.parameters())
        return other(x), vector


class Functional(nn.Module):
    """A layer called with other parameters."""

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(3, 3)

    def forward(self, x):
        weights = {name: value * 2 for name, value in self.layer.named_parameters()}
        changed = torch.func.functional_call(self.layer, weights, (x,))
        same = nn.utils.stateless.functional_call(self.layer, {"bias": torch.ones(3)}, x)
        return changed, same, self.layer(x)


class CellOfGates(nn.RNNCellBase):
    """A cell that only adds its gates."""

    def __init__(self, input_size, hidden_size, bias):
        super().__init__(input_size, hidden_size, bias, num_chunks=1)

    def forward(self, input):
        gates = F.linear(input, self.weight_ih, self.bias_ih)
        return gates + F.linear(gates, self.weight_hh, self.bias_hh)


class Weights(nn.RNNBase):
    """The weights of each layer and direction, in their order."""

    def forward(self, x):
        self.flatten_parameters()
        return x, [[weight.sum() for weight in weights] for weights in self.all_weights]


class Packed(nn.Module):
    """A recurrent layer over sequences of known lengths."""

    def __init__(self, layer, lengths, total_length=None):
        super().__init__()
        self.layer = layer
        self.lengths = lengths
        self.total_length = total_length

    def forward(self, x):
        first = self.layer.batch_first
        packed = pack_padded_sequence(x, self.lengths, first, enforce_sorted=False)
        output, state = self.layer(packed)
        return (
            output.data,
            pad_packed_sequence(output, first, total_length=self.total_length),
            state,
        )


class PackedByInput(nn.Module):
    """A recurrent layer over sequences whose lengths are an input."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, x, lengths, *hx):
        first = self.layer.batch_first
        packed = pack_padded_sequence(x, lengths, first, enforce_sorted=False)
        output, state = self.layer(packed, *hx)
        return pad_packed_sequence(output, first, padding_value=0.5), state


class Writes(nn.Module):
    """Assignments to parts of a tensor, through views too."""

    def forward(self, x, i):
        x[0] = 1.0
        x[:, 1:] *= 2
        x[..., -1] += x[..., 0]
        x[1, i] = torch.zeros(2, 4)
        x[x > 3] = -1
        view = x.transpose(0, 2)
        view[1][0] = 7
        return x, view
