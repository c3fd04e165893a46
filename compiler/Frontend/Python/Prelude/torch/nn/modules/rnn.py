"""Recurrent layers, unrolled over the sequence unless its length has a name."""

import torch
import torch.nn.functional as F
from torch import _C
from torch.nn.modules.module import Module
from torch.nn.parameter import Parameter
from torch.nn.utils.rnn import PackedSequence


def _lstm_step(x, state, w_hh, b_hh, w_hr):
    """`x` is the input's part of the gates."""
    hidden, cell = state
    i, f, g, o = (x + F.linear(hidden, w_hh, b_hh)).chunk(4, -1)
    cell = torch.sigmoid(f) * cell + torch.sigmoid(i) * torch.tanh(g)
    hidden = torch.sigmoid(o) * torch.tanh(cell)
    if w_hr is not None:
        hidden = F.linear(hidden, w_hr)
    return hidden, cell


def _gru_step(x, state, w_hh, b_hh, w_hr):
    (hidden,) = state
    r_x, z_x, n_x = x.chunk(3, -1)
    r_h, z_h, n_h = F.linear(hidden, w_hh, b_hh).chunk(3, -1)
    reset = torch.sigmoid(r_x + r_h)
    update = torch.sigmoid(z_x + z_h)
    new = torch.tanh(n_x + reset * n_h)
    return (new + update * (hidden - new),)


def _tanh_step(x, state, w_hh, b_hh, w_hr):
    return (torch.tanh(x + F.linear(state[0], w_hh, b_hh)),)


def _relu_step(x, state, w_hh, b_hh, w_hr):
    return (torch.relu(x + F.linear(state[0], w_hh, b_hh)),)


def _scanned(step, sequences, state, weights, is_reverse):
    """The output and the last state of steps that are not unrolled."""
    states = _C._scan(step, sequences, state, weights, is_reverse)
    last = 0 if is_reverse else -1
    return states[0], tuple(part[last] for part in states)


class RNNBase(Module):
    def __init__(
        self,
        mode,
        input_size,
        hidden_size,
        num_layers=1,
        bias=True,
        batch_first=False,
        dropout=0.0,
        bidirectional=False,
        proj_size=0,
        device=None,
        dtype=None,
    ):
        super().__init__()
        self.mode = mode
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.bias = bias
        self.batch_first = batch_first
        self.dropout = float(dropout)
        self.bidirectional = bidirectional
        self.proj_size = proj_size
        gates = {"LSTM": 4, "GRU": 3}.get(mode, 1) * hidden_size
        width = proj_size or hidden_size
        directions = 2 if bidirectional else 1
        self._dtype = dtype
        self._all_weights = []
        for layer in range(num_layers):
            inputs = input_size if layer == 0 else width * directions
            for direction in range(directions):
                suffix = f"_l{layer}" + ("_reverse" if direction else "")
                self._all_weights.append([])
                self._add("weight_ih" + suffix, gates, inputs)
                self._add("weight_hh" + suffix, gates, width)
                if bias:
                    self._add("bias_ih" + suffix, gates)
                    self._add("bias_hh" + suffix, gates)
                if proj_size:
                    self._add("weight_hr" + suffix, proj_size, hidden_size)

    def _add(self, name, *shape):
        setattr(self, name, Parameter(torch.empty(shape, dtype=self._dtype)))
        self._all_weights[-1].append(name)

    @property
    def all_weights(self):
        return [[getattr(self, name) for name in names] for names in self._all_weights]

    def reset_parameters(self):
        pass

    def flatten_parameters(self):
        pass

    def _step(self):
        return {
            "LSTM": _lstm_step,
            "GRU": _gru_step,
            "RNN_TANH": _tanh_step,
            "RNN_RELU": _relu_step,
        }[self.mode]

    def _prepared(self, input, suffix):
        """The input's part of all gates, and the rest of a step's arguments."""
        w_hh = getattr(self, "weight_hh" + suffix)
        b_hh = getattr(self, "bias_hh" + suffix) if self.bias else None
        b_ih = getattr(self, "bias_ih" + suffix) if self.bias else None
        w_hr = getattr(self, "weight_hr" + suffix) if self.proj_size else None
        gates = F.linear(input, getattr(self, "weight_ih" + suffix), b_ih)
        return gates, (w_hh, b_hh, w_hr)

    def _direction(self, input, state, suffix, is_reverse):
        """One layer in one direction over [length, batch, width]."""
        gates, weights = self._prepared(input, suffix)
        step = self._step()
        if _C._sizes_have_names():
            return _scanned(step, (gates,), state, weights, is_reverse)
        length = input.size(0)
        outputs = [None] * length
        for time in reversed(range(length)) if is_reverse else range(length):
            state = step(gates[time], state, *weights)
            outputs[time] = state[0]
        return torch.stack(outputs), state

    def _packed_direction(self, sizes):
        """Over sequences of known lengths, the longest first: of each time as
        many rows as sequences go on."""
        starts = [sum(sizes[:time]) for time in range(len(sizes))]

        def run(input, state, suffix, is_reverse):
            gates, weights = self._prepared(input, suffix)
            step = self._step()
            outputs = [None] * len(sizes)
            for time in reversed(range(len(sizes))) if is_reverse else range(len(sizes)):
                size = sizes[time]
                rows = gates.narrow(0, starts[time], size)
                active = step(rows, tuple(part[:size] for part in state), *weights)
                outputs[time] = active[0]
                state = tuple(
                    torch.cat([new, old[size:]]) for new, old in zip(active, state)
                )
            return torch.cat(outputs), state

        return run

    def _masked_direction(self, lengths):
        """Over sequences of unknown lengths: what is behind an end changes nothing."""

        def run(input, state, suffix, is_reverse):
            gates, weights = self._prepared(input, suffix)
            step = self._step()

            def masked(x, goes_on, state, *weights):
                active = step(x, state, *weights)
                return tuple(
                    torch.where(goes_on, new, old) for new, old in zip(active, state)
                )

            count = input.size(0)
            if _C._sizes_have_names():
                times = torch.arange(count)
                goes_on = (lengths > times.unsqueeze(1)).unsqueeze(2)
                return _scanned(masked, (gates, goes_on), state, weights, is_reverse)
            outputs = [None] * count
            for time in reversed(range(count)) if is_reverse else range(count):
                goes_on = (lengths > time).unsqueeze(1)
                state = masked(gates[time], goes_on, state, *weights)
                outputs[time] = state[0]
            return torch.stack(outputs), state

        return run

    def _stacked(self, input, states, run):
        """All layers, each in one direction or both."""
        finals = []
        directions = 2 if self.bidirectional else 1
        for layer in range(self.num_layers):
            outputs = []
            for direction in range(directions):
                suffix = f"_l{layer}" + ("_reverse" if direction else "")
                start = tuple(state[layer * directions + direction] for state in states)
                output, final = run(input, start, suffix, direction == 1)
                outputs.append(output)
                finals.append(final)
            input = outputs[0] if directions == 1 else torch.cat(outputs, -1)
        return input, tuple(torch.stack(parts) for parts in zip(*finals))

    def _packed(self, packed, hx):
        if packed.padded is not None:
            states = self._initial(packed.padded.size(1), packed.padded.dtype, hx)
            run = self._masked_direction(packed.lengths)
            output, last = self._stacked(packed.padded, states, run)
            output = PackedSequence.of_unknown_lengths(output, packed.lengths)
            return output, last if self.mode == "LSTM" else last[0]
        sizes = packed.batch_sizes.tolist()
        states = self._initial(sizes[0], packed.data.dtype, hx)
        order, back = packed.sorted_indices, packed.unsorted_indices
        if order is not None:
            states = tuple(state.index_select(1, order) for state in states)
        output, last = self._stacked(packed.data, states, self._packed_direction(sizes))
        if back is not None:
            last = tuple(state.index_select(1, back) for state in last)
        output = PackedSequence(output, packed.batch_sizes, order, back)
        return output, last if self.mode == "LSTM" else last[0]

    def _initial(self, batch, dtype, hx):
        if hx is None:
            count = self.num_layers * (2 if self.bidirectional else 1)
            width = self.proj_size or self.hidden_size
            zeros = torch.zeros(count, batch, width, dtype=dtype)
            if self.mode == "LSTM":
                return zeros, torch.zeros(count, batch, self.hidden_size, dtype=dtype)
            return (zeros,)
        return tuple(hx) if self.mode == "LSTM" else (hx,)

    def forward(self, input, hx=None):
        if isinstance(input, PackedSequence):
            return self._packed(input, hx)
        if input.size(-1) != self.input_size:
            raise RuntimeError(
                f"input.size(-1) must be equal to input_size. "
                f"Expected {self.input_size}, got {input.size(-1)}"
            )
        is_batched = input.dim() == 3
        if not is_batched:
            input = input.unsqueeze(1)
            if hx is not None:
                hx = (
                    tuple(state.unsqueeze(1) for state in hx)
                    if self.mode == "LSTM"
                    else hx.unsqueeze(1)
                )
        elif self.batch_first:
            input = input.transpose(0, 1)
        states = self._initial(input.size(1), input.dtype, hx)
        input, last = self._stacked(input, states, self._direction)
        if not is_batched:
            input = input.squeeze(1)
            last = tuple(state.squeeze(1) for state in last)
        elif self.batch_first:
            input = input.transpose(0, 1)
        return input, last if self.mode == "LSTM" else last[0]

    def extra_repr(self):
        text = f"{self.input_size}, {self.hidden_size}"
        if self.num_layers != 1:
            text += f", num_layers={self.num_layers}"
        if self.batch_first:
            text += ", batch_first=True"
        if self.bidirectional:
            text += ", bidirectional=True"
        return text


class RNN(RNNBase):
    def __init__(
        self, input_size, hidden_size, num_layers=1, nonlinearity="tanh", *args, **kwargs
    ):
        self.nonlinearity = nonlinearity
        mode = {"tanh": "RNN_TANH", "relu": "RNN_RELU"}[nonlinearity]
        super().__init__(mode, input_size, hidden_size, num_layers, *args, **kwargs)


class LSTM(RNNBase):
    def __init__(self, *args, **kwargs):
        super().__init__("LSTM", *args, **kwargs)


class GRU(RNNBase):
    def __init__(self, *args, **kwargs):
        super().__init__("GRU", *args, **kwargs)


class RNNCellBase(Module):
    def __init__(self, input_size, hidden_size, bias, num_chunks, device=None, dtype=None):
        super().__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.bias = bias
        gates = num_chunks * hidden_size
        self.weight_ih = Parameter(torch.empty((gates, input_size), dtype=dtype))
        self.weight_hh = Parameter(torch.empty((gates, hidden_size), dtype=dtype))
        if bias:
            self.bias_ih = Parameter(torch.empty(gates, dtype=dtype))
            self.bias_hh = Parameter(torch.empty(gates, dtype=dtype))
        else:
            self.register_parameter("bias_ih", None)
            self.register_parameter("bias_hh", None)

    def reset_parameters(self):
        pass

    def _zero_state(self, input):
        return torch.zeros(*input.shape[:-1], self.hidden_size, dtype=input.dtype)

    def _run(self, step, input, state):
        gates = F.linear(input, self.weight_ih, self.bias_ih)
        return step(gates, state, self.weight_hh, self.bias_hh, None)


class RNNCell(RNNCellBase):
    def __init__(
        self, input_size, hidden_size, bias=True, nonlinearity="tanh", device=None, dtype=None
    ):
        super().__init__(input_size, hidden_size, bias, 1, device, dtype)
        self.nonlinearity = nonlinearity

    def forward(self, input, hx=None):
        state = self._zero_state(input) if hx is None else hx
        step = _tanh_step if self.nonlinearity == "tanh" else _relu_step
        return self._run(step, input, (state,))[0]


class LSTMCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 4, device, dtype)

    def forward(self, input, hx=None):
        if hx is None:
            hx = (self._zero_state(input), self._zero_state(input))
        return self._run(_lstm_step, input, tuple(hx))


class GRUCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 3, device, dtype)

    def forward(self, input, hx=None):
        state = self._zero_state(input) if hx is None else hx
        return self._run(_gru_step, input, (state,))[0]
