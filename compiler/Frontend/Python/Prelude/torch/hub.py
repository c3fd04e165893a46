"""Weights come from the command line, never from the network."""


def load_state_dict_from_url(*args, **kwargs):
    return {}
