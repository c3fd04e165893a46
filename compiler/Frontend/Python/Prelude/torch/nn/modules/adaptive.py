"""The softmax of many classes, in clusters by their frequency."""

from collections import namedtuple

import torch
import torch.nn.functional as F
from torch.nn.modules.container import ModuleList, Sequential
from torch.nn.modules.linear import Linear
from torch.nn.modules.module import Module

_Result = namedtuple("_ASMoutput", ["output", "loss"])


class AdaptiveLogSoftmaxWithLoss(Module):
    """Rare classes stand behind one logit of their cluster (Grave et al., 2017)."""

    def __init__(
        self,
        in_features,
        n_classes,
        cutoffs,
        div_value=4.0,
        head_bias=False,
        device=None,
        dtype=None,
    ):
        super().__init__()
        cutoffs = list(cutoffs)
        if cutoffs != sorted(set(cutoffs)) or cutoffs[0] <= 0 or cutoffs[-1] > n_classes - 1:
            raise ValueError(
                "cutoffs should be a sequence of unique, positive integers sorted in an "
                "increasing order, where each value is between 1 and n_classes-1"
            )
        self.in_features = in_features
        self.n_classes = n_classes
        self.cutoffs = cutoffs + [n_classes]
        self.div_value = div_value
        self.head_bias = head_bias
        self.shortlist_size = self.cutoffs[0]
        self.n_clusters = len(self.cutoffs) - 1
        self.head_size = self.shortlist_size + self.n_clusters
        self.head = Linear(in_features, self.head_size, head_bias, device, dtype)
        self.tail = ModuleList()
        for i in range(self.n_clusters):
            width = int(in_features // (div_value ** (i + 1)))
            size = self.cutoffs[i + 1] - self.cutoffs[i]
            self.tail.append(
                Sequential(
                    Linear(in_features, width, False, device, dtype),
                    Linear(width, size, False, device, dtype),
                )
            )

    def reset_parameters(self):
        pass

    def forward(self, input_, target_):
        is_batched = target_.dim() > 0
        input = input_ if is_batched else input_.unsqueeze(0)
        target = target_ if is_batched else target_.unsqueeze(0)
        index, tails = target, 0.0
        for i, cluster in enumerate(self.tail):
            low, high = self.cutoffs[i], self.cutoffs[i + 1]
            inside = (target >= low) & (target < high)
            place = (target - low).clamp(0, high - low - 1)
            logarithms = F.log_softmax(cluster(input), 1)
            part = logarithms.gather(1, place.unsqueeze(1)).squeeze(1)
            tails = tails + torch.where(inside, part, 0.0)
            index = torch.where(inside, self.shortlist_size + i, index)
        head = F.log_softmax(self.head(input), 1)
        output = head.gather(1, index.unsqueeze(1)).squeeze(1) + tails
        loss = (-output).mean()
        return _Result(output if is_batched else output.squeeze(0), loss)

    def _all_logarithms(self, input, logits):
        head = F.log_softmax(logits, 1)
        parts = [head[:, : self.shortlist_size]]
        for i, cluster in enumerate(self.tail):
            at = self.shortlist_size + i
            parts.append(F.log_softmax(cluster(input), 1) + head[:, at : at + 1])
        return torch.cat(parts, 1)

    def log_prob(self, input):
        return self._all_logarithms(input, self.head(input))

    def predict(self, input):
        logits = self.head(input)
        best = logits.argmax(1)
        among_all = self._all_logarithms(input, logits).argmax(1)
        return torch.where(best >= self.shortlist_size, among_all, best)
