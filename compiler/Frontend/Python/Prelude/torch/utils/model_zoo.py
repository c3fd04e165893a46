from torch import _C
def load_url(*args, **kwargs):
    return {}


def __getattr__(name):
    return _C._unknown("torch.utils.model_zoo", name)
