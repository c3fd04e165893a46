"""torch._higher_order_ops: the module of torch.cond."""

from torch._control_flow import cond
