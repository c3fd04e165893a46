"""torch.special: other names of operators of torch."""

import torch
from torch import _C

expit = torch.sigmoid
exp2 = torch.exp2
expm1 = torch.expm1
erf = torch.erf
erfc = torch.erfc
logit = torch.logit
log1p = torch.log1p
sinc = torch.sinc
xlogy = torch.xlogy
softmax = torch.softmax
log_softmax = torch.log_softmax
logsumexp = torch.logsumexp


def __getattr__(name):
    return _C._unknown("torch.special", name)
