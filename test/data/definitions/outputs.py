"""Results in every container, with nothing in some places."""

from collections import OrderedDict, namedtuple
from dataclasses import dataclass
from typing import Dict, List, NamedTuple, Optional, Tuple

import torch
from torch import Tensor, nn

Pair = namedtuple("Pair", ["left", "right"])


class Box(NamedTuple):
    centre: Tensor
    size: Optional[Tensor] = None


@dataclass
class Report:
    logits: Tensor
    hidden: Tuple[Tensor, ...]
    loss: Optional[Tensor] = None


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(4, 3)

    def parts(self, x: Tensor) -> Dict[str, List[Tensor]]:
        return {"halves": list(x.chunk(2, dim=-1)), "none": [], "same": [x, x]}

    def forward(self, x: Tensor, scale: float = 2.0):
        y = self.head(x)
        result = OrderedDict(first=y, pair=Pair(y * scale, right=y + 1))
        result["box"] = Box(centre=y.mean(-1))
        result["parts"] = self.parts(x)
        result["nothing"] = None
        result["report"] = [Report(y.softmax(-1), (x, y)), (y.argmax(-1), (y > 0).any())]
        result.update(extra=(y[0, 0].sum(),))
        return result
