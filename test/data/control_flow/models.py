"""Models that decide by elements of their input."""

import math

import torch
from torch import nn


class Exit(nn.Module):
    """Leaves after the stage that is sure enough."""

    def __init__(self):
        super().__init__()
        self.stages = nn.ModuleList(nn.Linear(6, 6) for _ in range(3))
        self.heads = nn.ModuleList(nn.Linear(6, 3) for _ in range(3))

    def forward(self, x):
        logits = None
        for stage, head in zip(self.stages, self.heads):
            x = torch.relu(stage(x))
            logits = head(x)
            if torch.softmax(logits, dim=-1).max().item() > 0.9:
                return logits, x
        return logits, x


class Newton(nn.Module):
    """As many of Newton's steps to a square root as are needed."""

    def forward(self, x):
        y = torch.ones_like(x)
        steps = 0
        error = (y * y - x).abs().max()
        while error > 1e-3 and steps < 20:
            y = (y + x / y) / 2
            error = (y * y - x).abs().max()
            steps += 1
        return y, torch.zeros(1) + steps


class Settle(nn.Module):
    """Goes on until nothing changes any more."""

    def __init__(self):
        super().__init__()
        self.step = nn.Linear(4, 4)

    def forward(self, x):
        while True:
            y = torch.tanh(self.step(x)) * 0.5
            change = (y - x).abs().max()
            x = y
            if change < 1e-3:
                break
        return x, change


class Search(nn.Module):
    """Bisection with numbers of Python."""

    def forward(self, x):
        target = float(x.abs().max())
        low, high = 0.0, target + 1
        rounds = 0
        while high - low > 1e-4:
            middle = (low + high) / 2
            if middle * middle < target:
                low = middle
            else:
                high = middle
            rounds += 1
        return x * low, torch.tensor([rounds])


class Collatz(nn.Module):
    def forward(self, x):
        n = int(x.sum())
        steps, top = 0, n
        while n > 1:
            if n % 2 == 0:
                n //= 2
            else:
                n = 3 * n + 1
            top = max(top, n)
            steps += 1
        return torch.tensor([steps, top]), x * steps


class Experts(nn.Module):
    """One of several branches."""

    def __init__(self):
        super().__init__()
        self.gate = nn.Linear(5, 3)
        self.experts = nn.ModuleList(nn.Linear(5, 5) for _ in range(3))

    def forward(self, x):
        choice = self.gate(x).sum(0).argmax().item()
        if choice == 0:
            y = self.experts[0](x)
        elif choice == 1:
            y = torch.relu(self.experts[1](x))
        else:
            y = self.experts[2](x) - 1
        return y, choice * torch.ones(2)


class Halting(nn.Module):
    """Adaptive computation time."""

    def __init__(self):
        super().__init__()
        self.cell = nn.GRUCell(3, 4)
        self.halt = nn.Linear(4, 1)

    def forward(self, x):
        h = torch.zeros(x.size(0), 4)
        total = torch.zeros(x.size(0), 1)
        out = torch.zeros_like(h)
        for step in range(12):
            h = self.cell(x, h)
            p = torch.sigmoid(self.halt(h))
            total = total + p
            out = out + p * h
            if total.min().item() >= 2.5:
                break
        return out, total, torch.tensor(step)


class Greedy(nn.Module):
    """Tokens until the one that ends a sentence."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(7, 8)
        self.cell = nn.LSTMCell(8, 8)
        self.head = nn.Linear(8, 7)

    def forward(self, x):
        state = (x, torch.zeros_like(x))
        token = torch.zeros(1, dtype=torch.int64)
        tokens = torch.full((10,), -1)
        length = 0
        while length < 10:
            state = self.cell(self.words(token), state)
            token = self.head(state[0]).argmax(-1)
            tokens[length] = token[0]
            length += 1
            if token.item() == 3:
                break
        return tokens, state[0], torch.tensor(length)


class Power(nn.Module):
    """The power method: of a loop that returns."""

    def forward(self, a):
        a = a @ a.t() + torch.eye(a.size(0))
        v = torch.ones(a.size(0))
        value = torch.zeros(())
        while True:
            w = a @ v
            w = w / w.norm()
            new = w @ (a @ w)
            if (new - value).abs() < 1e-4 * new:
                return w, new
            v, value = w, new


class Clip(nn.Module):
    """Small functions with several returns."""

    def limited(self, x, bound):
        norm = x.norm().item()
        if norm > bound:
            return x * (bound / norm)
        return x

    def sign(self, x):
        if bool((x > 0).all()):
            return 1
        if (x < 0).all():
            return -1
        return 0

    def forward(self, x):
        y = self.limited(x, 2.0)
        return y, y * self.sign(x), x + 1 if 0 < x.mean().item() < 1 else x - 1


class Nested(nn.Module):
    def forward(self, x):
        parts = []
        scale = 1
        if x.sum() > 0:
            if x.max() > 1:
                scale = 3
                parts = [x, -x]
            else:
                scale = 0.5
                parts = [x * x, x]
            x = x + 1
        else:
            parts = [x.abs(), x]
        y = parts[0] - parts[1] if not x.min() < -1 else parts[0]
        return y * scale, x


class Stack(nn.Module):
    """Writes in place, attributes and closures."""

    def __init__(self):
        super().__init__()
        self.register_buffer("seen", torch.zeros(3))

    def forward(self, x):
        count = 0

        def note(value):
            nonlocal count
            count += value

        y = x.clone()
        if x[0] > 0:
            y[1:] += 1
            note(2)
        if x[1] > 0:
            y.mul_(2)
            note(5)
        else:
            y[0] = x[2]
        while y.abs().max() < 8:
            y *= 1.5
            note(1)
        return y, torch.tensor(count), torch.zeros(2) + count


class Skips(nn.Module):
    """continue and break in one loop."""

    def forward(self, x):
        total = torch.zeros(x.size(1))
        used = 0
        for row in x:
            if row.max() < 0:
                continue
            if row.min() > 2:
                break
            total = total + row
            used += 1
        return total / max(used, 1), torch.tensor(used)


class Attempts(nn.Module):
    """Two ways out of one loop."""

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x):
        best = x
        tries = 0
        while tries < 40:
            x = torch.relu(self.layer(x)) + 0.1
            tries += 1
            if x.sum() > 30:
                return x, torch.tensor(-1)
            if (x - best).abs().max() < 1e-2:
                break
            best = x
        return best - x, torch.tensor(tries)


class Cond(nn.Module):
    """torch.cond and torch.while_loop."""

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(3, 3)

    def forward(self, x):
        y = torch.cond(x.sum() > 0, lambda a: self.layer(a), lambda a: a.sin(), (x,))
        z = torch.cond(y.max() > 1, lambda a, b: a + b, lambda a, b: a * b, (x, y))
        return y, z


class WhileLoop(nn.Module):
    def forward(self, x):
        def goes_on(i, y):
            return (i < 9) & (y.abs().max() < 10)

        def step(i, y):
            return i + 1, y * 1.7 + 0.1

        return torch._higher_order_ops.while_loop(
            goes_on, step, (torch.tensor(0), x)
        )


class Numbers(nn.Module):
    """Numbers of Python that meet tensors, functions and each other."""

    def forward(self, x):
        top, low = x.max().item(), x.min().item()
        size = int(x.abs().sum())
        spread = max(top - low, 0.5)
        norm = math.sqrt(float((x * x).sum())) + 1
        halves = round(size / 2) + size // 3 - size % 3
        inside = any([top > 3, low < -3])
        return (
            x / norm,
            torch.tensor([top, low, spread]),
            torch.tensor(halves) + torch.full((2,), size),
            x.clamp(max=spread),
            x[min(abs(size), 2)] if inside else x[0] * size**2,
            torch.arange(4) * top,
        )


class Falls(nn.Module):
    """Returns that some inner condition decides about, others go on."""

    def forward(self, x):
        if x.sum() > 0:
            y = x * 2
            if y.max() > 4:
                return y, torch.tensor(1)
            elif y.min() < -1:
                y = -y
        else:
            y = x - 1
            for row in y:
                if row > -1:
                    return y + row, torch.tensor(2)
                if row < -4:
                    break
                y = y * 0.5
        if y[0] > 0:
            y = y + 10
        return y, torch.tensor(3)


class Grid(nn.Module):
    """A loop within a loop, both of which conditions end."""

    def forward(self, x):
        total = torch.zeros(3)
        rounds = 0
        for scale in range(1, 40):
            y = x * scale
            while y.abs().max() > 1:
                y = y / 2
                rounds += 1
            total = total + y * scale
            if total.abs().sum() > 50:
                break
        return total, torch.tensor(rounds), torch.tensor(scale)


class Beam(nn.Module):
    """Lists, tuples and dicts that rounds make anew."""

    def __init__(self):
        super().__init__()
        self.cell = nn.GRUCell(3, 3)

    def forward(self, x):
        state = {"h": x, "best": x.sum()}
        history = [x, x]
        count = 0
        while state["h"].norm() > 0.2 and count < 30:
            h = self.cell(x * 0.1, state["h"]) * 0.8
            state["best"] = torch.maximum(state["best"], h.sum())
            state["h"] = h
            history = [history[1], h]
            count = count + 1
        return state["h"], state["best"], history[0], torch.tensor(count)


class Rows(nn.Module):
    """For inputs of any length."""

    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x):
        y = torch.tanh(self.layer(x))
        if y.mean() > 0.1:
            y = y + x.mean(0)
        rounds = 0
        while y.abs().max() > 0.1 and rounds < 20:
            y = y * 0.7
            rounds += 1
        return y, torch.tensor(rounds)


class Scripted(nn.Module):
    """What TorchScript has of all this."""

    def forward(self, x):
        n = int(x.abs().sum()) + 1
        steps = 0
        while n != 1 and steps < 200:
            if n % 2 == 0:
                n = n // 2
            else:
                n = 3 * n + 1
            steps += 1
        y = x
        while True:
            z = torch.tanh(y) * 0.5
            change = (z - y).abs().max()
            y = z
            if bool(change < 1e-3):
                break
        scale = float(x.max())
        for i in range(10):
            if scale > 40.0:
                return y * scale, torch.tensor(steps + i)
            scale = scale * 2.0 + 1.0
        if bool(x.sum() > 0):
            y = y + 1
        return y, torch.tensor(steps)


class Reads(nn.Module):
    """A recurrent layer in one way, and a loop behind it."""

    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(3, 4, batch_first=True)
        self.other = nn.Linear(3, 4)

    def forward(self, x):
        if x.mean() > 0:
            y = self.rnn(x)[0].sum(1)
        else:
            y = self.other(x.sum(1))
        rounds = 0
        while y.abs().max() > 0.5:
            y = y * 0.5
            rounds += 1
        return y, torch.tensor(rounds)


class Members(nn.Module):
    """Numbers among elements."""

    def forward(self, x):
        if 3 in x and not 5 in x:
            return x + 1
        y = x * 2 if 5 not in x else x
        return y - float(x[0] in x.flip(0)[:1])


class Blocks(nn.Module):
    """Ways that leave a 'try', a 'with' and a round."""

    def forward(self, x):
        self.scale = 1.0
        y = self.early(x)
        with torch.no_grad():
            for _ in range(3):
                try:
                    if y.sum() > 20:
                        break
                    y = y + 1
                finally:
                    self.scale += 1
        return y * self.scale

    def early(self, x):
        try:
            if x.sum() > 0:
                return x
            x = x * 2
        finally:
            self.scale = 3.0
        return x - self.scale


class Choose(nn.Module):
    """Names, elements of lists and tensors that are written in place, twice."""

    def choose(self, x):
        y = x.clone()
        parts = [x, x]
        if x.sum() > 0:
            y[0] = 1
            parts[1] = x * 2
            scale = x.mean()
        elif not bool(x.max() > 1):
            scale = x.amax()
        else:
            y += 3
            scale = x.amin()
        z = x if x[0, 0] > 0 else -x
        z = z + 1
        return y, parts[0] + parts[1], scale, z

    def forward(self, a, b):
        return self.choose(a), self.choose(b)
