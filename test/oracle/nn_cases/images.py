"""Pixels: shuffling, resampling, grids and windows."""


def add_cases(add, limit):
    add("nn.PixelShuffle(2)", "1x8x2x3")
    add("nn.PixelShuffle(upscale_factor=3)", "9x2x1")
    add("nn.PixelUnshuffle(2)", "1x2x4x6")
    add("nn.PixelUnshuffle(downscale_factor=3)", "2x1x3x6")
    add("nn.ChannelShuffle(2)", "1x4x2x3")
    add("nn.ChannelShuffle(groups=3)", "2x6x2")
    add("lambda x: F.pixel_shuffle(x, 2)", "f64:2x4x2x2")
    add("lambda x: F.pixel_shuffle(x, upscale_factor=1)", "2x2x2")
    add("lambda x: F.pixel_unshuffle(x, 2)", "1x1x2x4")
    add("lambda x: F.pixel_unshuffle(x, downscale_factor=3)", "2x1x1x3x3")
    add("lambda x: F.channel_shuffle(x, 2)", "1x4x3")
    add("lambda x: F.channel_shuffle(x, groups=3)", "1x3x2x2")
    add("lambda x: F.native_channel_shuffle(x, 2)", "1x4x3x2")
    add("lambda x: F.native_channel_shuffle(x, groups=3)", "1x6x2x2")
    add_upsampling(add)
    add_interpolation(add)
    add_antialiased(add)
    add_grids(add)
    add_windows(add)


def add_upsampling(add):
    add("nn.Upsample(scale_factor=2)", "1x2x3")
    add("nn.Upsample(size=5, mode='nearest')", "1x1x3x4")
    add("nn.Upsample((2, 3, 5))", "1x1x3x2x4")
    add("nn.Upsample(scale_factor=(1.5, 2.5), mode='bilinear')", "1x1x4x3")
    add("nn.Upsample(7, mode='linear', align_corners=True)", "1x2x4")
    add("nn.Upsample(scale_factor=2, mode='trilinear', align_corners=False)", "1x1x2x2x3")
    add("nn.Upsample((5, 4), mode='bicubic', align_corners=True)", "1x1x3x3")
    add("nn.Upsample(None, 1.7, 'bilinear', None, True)", "1x1x4x3")
    add("nn.Upsample(scale_factor=2.3, recompute_scale_factor=False)", "f64:1x1x4x3")
    add("nn.Upsample((5, 4), mode='nearest-exact')", "1x1x3x3")
    for name in ("UpsamplingNearest2d", "UpsamplingBilinear2d"):
        add(f"nn.{name}(scale_factor=2)", "1x1x2x3")
        add(f"nn.{name}(size=(3, 5))", "1x1x2x3")
        add(f"nn.{name}(4)", "1x1x2x3")
        add(f"nn.{name}(scale_factor=(1.5, 2.5))", "1x1x4x3")
    for name in ("upsample_nearest", "upsample_bilinear"):
        add(f"lambda x: F.{name}(x, scale_factor=2)", "1x1x2x3")
        add(f"lambda x: F.{name}(x, (3, 5))", "1x1x2x3")
    add("lambda x: F.upsample(x, scale_factor=2)", "1x1x2x3")
    add("lambda x: F.upsample(x, (3, 5), mode='bilinear', align_corners=True)", "1x1x2x3")
    add("lambda x: F.upsample(x, 5, None, 'linear', False)", "1x1x3")


def add_interpolation(add):
    shapes = ("1x2x5", "1x1x4x5", "1x1x3x2x4")
    sizes = ("7", "(3, 8)", "(4, 3, 3)")
    modes = {
        "nearest": (1, 2, 3),
        "nearest-exact": (1, 2, 3),
        "area": (1, 2, 3),
        "linear": (1,),
        "bilinear": (2,),
        "bicubic": (2,),
        "trilinear": (3,),
    }
    for mode, ranks in modes.items():
        for rank in ranks:
            x = shapes[rank - 1]
            call = f"lambda x: F.interpolate(x, mode='{mode}', "
            add(f"{call}size={sizes[rank - 1]})", x)
            add(f"{call}scale_factor=2)", x)
            add(f"{call}scale_factor={1.6 if mode != 'area' else 0.5})", x)
            add(f"{call}scale_factor=1.3, recompute_scale_factor=True)", x)
            if mode.endswith(("linear", "cubic")):
                add(f"{call}size={sizes[rank - 1]}, align_corners=True)", x)
                add(f"{call}scale_factor=1.6, align_corners=True)", x)
                add(f"{call}size=1, align_corners=False)", x)
    add("lambda x: F.interpolate(x, 3)", "f64:1x1x4x5")
    add("lambda x: F.interpolate(x, scale_factor=(0.5, 1.5))", "1x1x4x5")
    add("lambda x: F.interpolate(x, scale_factor=[2, 1], mode='bilinear')", "1x1x2x2")


def add_antialiased(add):
    for mode in ("bilinear", "bicubic"):
        call = f"lambda x: F.interpolate(x, mode='{mode}', antialias=True, "
        add(f"{call}size=(3, 8))", "1x1x7x5")
        add(f"{call}size=(2, 3), align_corners=True)", "1x2x6x7")
        add(f"{call}scale_factor=0.4)", "1x1x8x9")
        add(f"{call}scale_factor=(1.5, 0.6))", "f64:1x1x4x7")
        add(f"{call}scale_factor=0.45, recompute_scale_factor=True)", "1x1x8x9")


def add_grids(add):
    image, grid = "1x2x4x5", "1x3x2x2 -1.3..1.3"
    volume, points = "1x1x3x4x2", "1x2x3x1x3 -1.3..1.3"
    for padding in ("zeros", "border", "reflection"):
        for aligns in (False, True):
            for mode in ("bilinear", "nearest", "bicubic"):
                call = f"F.grid_sample(x, y, '{mode}', '{padding}', {aligns})"
                add(f"lambda x, y: {call}", image, grid)
                if mode != "bicubic":
                    add(f"lambda x, y: {call}", volume, points)
    add("lambda x, y: F.grid_sample(x, y)", "2x1x3x3", "2x2x2x2 -3..3")
    add("lambda x, y: F.grid_sample(x, y, padding_mode='border')", "f64:1x1x1x3", "f64:1x2x1x2")
    call = "lambda t: F.affine_grid(t, "
    for aligns in ("", ", align_corners=True", ", align_corners=False"):
        add(f"{call}(2, 1, 2, 3){aligns})", "2x2x3")
        add(f"{call}[1, 1, 2, 1, 3]{aligns})", "1x3x4")
    add(f"{call}torch.Size([1, 3, 1, 4]))", "f64:1x2x3")
    add("lambda t, x: F.grid_sample(x, F.affine_grid(t, x.shape))", "1x2x3 -1..1", "1x1x3x4")


def add_windows(add):
    options = (
        "kernel_size=2",
        "(2, 3), padding=(1, 0)",
        "(2, 2), 2, 1, (2, 1)",
        "3, dilation=1, padding=2, stride=2",
    )
    for option in options:
        add(f"nn.Unfold({option})", "1x2x4x5")
        add(f"lambda x: F.unfold(x, {option})", "1x1x4x5")
    add("nn.Unfold(2, stride=2)", "2x4x4")
    add("lambda x: F.unfold(x, (1, 2))", "f64:2x3x3")
    columns = ("1x8x12", "1x12x15", "1x8x10", "1x9x12")
    for option, x in zip(options, columns):
        add(f"nn.Fold((4, 5), {option})", x)
        add(f"lambda x: F.fold(x, [4, 5], {option})", x)
    add("nn.Fold(4, 2, stride=2)", "8x4")
    add("lambda x: F.fold(x, (3, 3), (2, 2))", "f64:2x4x4")
