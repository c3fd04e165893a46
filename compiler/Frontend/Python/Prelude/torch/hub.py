"""Weights come from the command line, never from the network."""

from torch import _C


def load_state_dict_from_url(*args, **kwargs):
    return {}


def get_dir():
    """Below the home of pathlib.Path.home()."""
    return "/.cache/torch/hub"


def __getattr__(name):
    return _C._unknown("torch.hub", name)
