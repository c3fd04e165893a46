"""The calls of make_nn.py, one module for each family."""

FAMILIES = [
    "activations",
    "containers",
    "convolutions",
    "pooling",
    "padding",
    "normalizations",
    "recurrent",
    "attention",
    "products",
    "losses",
    "images",
    "utilities",
    "tensors",
]
