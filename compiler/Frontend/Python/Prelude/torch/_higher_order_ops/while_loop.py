"""torch._higher_order_ops: the module of torch.while_loop."""

from torch._control_flow import while_loop
