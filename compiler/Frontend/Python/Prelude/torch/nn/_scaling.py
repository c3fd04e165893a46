"""How 8-bit products would be scaled: names that definitions may mention."""


class _Choice:
    def __init__(self, kind, name, value):
        self.kind = kind
        self.name = name
        self.value = value

    def __int__(self):
        return self.value

    def __str__(self):
        return f"{self.kind}.{self.name}"

    def __repr__(self):
        return f"<{self.kind}.{self.name}: {self.value}>"


class ScalingType:
    pass


class SwizzleType:
    pass


def _fill(cls, kind, names):
    cls.__members__ = {name: _Choice(kind, name, i) for i, name in enumerate(names)}
    for name, choice in cls.__members__.items():
        setattr(cls, name, choice)


_fill(
    ScalingType,
    "_ScalingType",
    (
        "TensorWise",
        "RowWise",
        "BlockWise1x16",
        "BlockWise1x32",
        "BlockWise1x128",
        "BlockWise128x128",
    ),
)
_fill(SwizzleType, "_SwizzleType", ("NO_SWIZZLE", "SWIZZLE_32_4_4"))
