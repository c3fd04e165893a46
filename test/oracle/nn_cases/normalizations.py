"""Normalisation."""


def add_cases(add, limit):
    for rank, size in ((1, "4"), (2, "3x4"), (3, "2x3x2")):
        add_batch(add, f"BatchNorm{rank}d", size)
        add_instance(add, rank, size)
    add("nn.BatchNorm1d(3)", "4x3")
    add("nn.BatchNorm1d(3, track_running_stats=False)", "4x3")
    add("nn.SyncBatchNorm(3)", "2x3x4")
    add("nn.SyncBatchNorm(3, 1e-3, None, False)", "2x3x2x2")
    add("nn.SyncBatchNorm(3, process_group=None, bias=False, dtype=torch.float64)", "f64:2x3x4")
    add(
        "nn.SyncBatchNorm.convert_sync_batchnorm(nn.Sequential(nn.BatchNorm2d(3), nn.ReLU()))",
        "2x3x2x2",
    )
    add_functions(add)
    add_layer(add)


def add_batch(add, name, size):
    x = f"2x3x{size}"
    add(f"nn.{name}(3)", x)
    add(f"nn.{name}(3, 0.1, 0.3, affine=False)", x)
    add(f"nn.{name}(3, track_running_stats=False)", x)
    add(f"nn.{name}(3, momentum=None, affine=True, bias=False)", x)
    add(f"nn.{name}(3, eps=1e-3, device='cpu', dtype=torch.float64)", "f64:" + x)
    add(f"nn.Lazy{name}()", x)
    add(f"nn.Lazy{name}(1e-2, 0.2, affine=False)", x)
    add(f"nn.Lazy{name}(track_running_stats=False, bias=False)", x)


def add_instance(add, rank, size):
    name, x = f"InstanceNorm{rank}d", f"2x3x{size}"
    add(f"nn.{name}(3)", x)
    add(f"nn.{name}(3, 1e-2, affine=True)", x)
    add(f"nn.{name}(3, affine=True, bias=False)", f"3x{size}")
    add(f"nn.{name}(3, track_running_stats=True)", x)
    add(f"nn.{name}(3, momentum=0.5, affine=True, track_running_stats=True)", f"3x{size}")
    add(f"nn.{name}(3, affine=True, device='cpu', dtype=torch.float64)", "f64:" + x)
    add(f"nn.Lazy{name}()", x)
    add(f"nn.Lazy{name}(affine=True, track_running_stats=True)", x)
    add(f"nn.Lazy{name}(1e-2, affine=True, bias=False)", x)


def add_functions(add):
    x, c, v = "2x3x4", "3", "3 0.5..1.5"
    add("lambda x, m, v: F.batch_norm(x, m, v)", x, c, v)
    add("lambda x, m, v, w, b: F.batch_norm(x, m, v, w, b, eps=0.1)", x, c, v, c, c)
    add("lambda x, m, v, w: F.batch_norm(x, m, v, weight=w)", x, c, v, c)
    add("lambda x, m, v, b: F.batch_norm(x, m, v, bias=b)", x, c, v, c)
    add("lambda x, w, b: F.batch_norm(x, None, None, w, b, True)", x, c, c)
    add("lambda x, m, v: (F.batch_norm(x, m, v, training=True), m, v)", x, c, v)
    add("lambda x, m, v: (F.batch_norm(x, m, v, None, None, True, 0.7, 1e-2), m, v)", x, c, v)
    add("lambda x: F.instance_norm(x)", x)
    add("lambda x, w, b: F.instance_norm(x, weight=w, bias=b, eps=0.01)", x, c, c)
    add("lambda x, m, v: F.instance_norm(x, m, v, use_input_stats=False)", x, c, v)
    add("lambda x, m, v, w: F.instance_norm(x, m, v, w, None, False, 0.1, 0.1)", x, c, v, c)
    add("lambda x, m, v: (F.instance_norm(x, m, v), m, v)", x, c, v)
    add("lambda x, m, v: (F.instance_norm(x, m, v, momentum=0.6), m, v)", x, c, v)
    add("lambda x: F.layer_norm(x, (4,))", x)
    add("lambda x, w, b: F.layer_norm(x, [3, 4], w, b)", x, "3x4", "3x4")
    add("lambda x, w: F.layer_norm(x, (4,), weight=w, eps=0.1)", x, "4")
    add("lambda x, b: F.layer_norm(x, (4,), bias=b)", x, "4")
    add("lambda x: F.group_norm(x, 2)", "2x4x3")
    add("lambda x, w, b: F.group_norm(x, 1, w, b, 0.1)", x, c, c)
    add("lambda x, w: F.group_norm(x, 3, weight=w)", "2x3x2", c)
    add("lambda x: F.rms_norm(x, (4,))", x)
    add("lambda x, w: F.rms_norm(x, [3, 4], w, 0.1)", x, "3x4")
    add("lambda x, w: F.rms_norm(x, (4,), weight=w)", "f64:2x4", "f64:4")
    add("lambda x: F.local_response_norm(x, 2)", "2x5x3")
    add("lambda x: F.local_response_norm(x, 3, 0.1, 0.5, 2)", "2x5x3x2")
    add("lambda x: F.local_response_norm(x, size=4, alpha=0.3)", "1x3x2x2x2")
    add("lambda x: F.normalize(x)", x)
    add("lambda x: (F.normalize(x, 1, 0), F.normalize(x, p=3.0, dim=-1))", x)
    add("lambda x: (F.normalize(x, float('inf')), F.normalize(x, dim=(0, 2), eps=5.0))", x)
    add("lambda x: F.normalize(x, dim=0, out=torch.empty(5))", "5")
    add("lambda x, y: (F.normalize(x, out=y), y)", "2x3", "2x3")


def add_layer(add):
    add("nn.LayerNorm(4)", "2x3x4")
    add("nn.LayerNorm([3, 4], eps=0.1)", "2x3x4")
    add("nn.LayerNorm(4, elementwise_affine=False)", "4")
    add("nn.LayerNorm((2, 3), bias=False)", "2x2x3")
    add("nn.LayerNorm(4, device='cpu', dtype=torch.float64)", "f64:3x4")
    add("nn.LayerNorm(6, dtype=torch.float16)", "f16:3x6")
    add("nn.RMSNorm(4)", "2x3x4")
    add("nn.RMSNorm([3, 4], eps=0.1)", "2x3x4")
    add("nn.RMSNorm(4, elementwise_affine=False)", "4")
    add("nn.RMSNorm(4, device='cpu', dtype=torch.float64)", "f64:3x4")
    add("nn.RMSNorm(4, dtype=torch.float16)", "f16:3x4 -0.01..0.01")
    add("nn.GroupNorm(2, 4)", "2x4x3")
    add("nn.GroupNorm(1, 3, eps=0.1)", "2x3x2x2")
    add("nn.GroupNorm(3, 3, affine=False)", "2x3x2x2x2")
    add("nn.GroupNorm(2, 4, bias=False)", "3x4")
    add("nn.GroupNorm(2, 4, device='cpu', dtype=torch.float64)", "f64:2x4x3")
    add("nn.LocalResponseNorm(2)", "2x5x3")
    add("nn.LocalResponseNorm(3, 0.1, 0.5, 2)", "2x5x3x2")
    add("nn.LocalResponseNorm(5, alpha=0.7)", "f64:1x6x2x2x2")
    for size in (1, 2, 3, 4, 7):
        add(f"nn.CrossMapLRN2d({size}, 0.5, beta=0.6, k=1.5)", "2x5x2x3")
    add("nn.CrossMapLRN2d(3)", "1x4x2x2")
