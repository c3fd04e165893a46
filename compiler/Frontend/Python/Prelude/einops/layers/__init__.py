"""einops.layers: operations as modules."""
