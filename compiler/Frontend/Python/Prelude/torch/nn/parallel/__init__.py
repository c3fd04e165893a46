from torch.nn.modules.parallel import DataParallel, DistributedDataParallel
