"""The number from which random ones follow, see _random.py."""

import torch

# The compiler makes it state of the model where a run draws anything.
state = torch.zeros(1, dtype=torch.int64)
