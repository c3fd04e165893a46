from torch.torch_version import __version__

debug = False
cuda = None
hip = None
xpu = None
git_version = ""
