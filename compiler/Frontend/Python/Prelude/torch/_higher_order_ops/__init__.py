"""torch._higher_order_ops: those that definitions call."""

from torch._control_flow import cond, while_loop
