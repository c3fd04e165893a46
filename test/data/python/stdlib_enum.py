import enum
from enum import Enum, Flag, IntEnum, IntFlag, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()

    @classmethod
    def default(cls):
        return cls.GREEN


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["GREEN"])
print(list(Color), len(Color), Color.CRIMSON is Color.RED, Color.RED.pretty, Color.default())
print(Color.RED == Color.RED, Color.RED == 1, Color.RED in Color, Color.RED != Color.GREEN)
print(list(Color.__members__), {Color.RED: "r"}[Color.CRIMSON], isinstance(Color.RED, Color))
print(f"{Color.RED}", "%s" % Color.RED, Color)
for name in ("Color(3)", "Color['x']"):
    try:
        eval(name)
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error)


class Mode(str, Enum):
    NEAREST = "nearest"
    LINEAR = "linear"


print(Mode.NEAREST == "nearest", Mode("linear"), Mode.LINEAR.upper(), repr(Mode.LINEAR))
print(Mode.NEAREST in ("nearest",), {"nearest": 3}[Mode.NEAREST], str(Mode.NEAREST))


class Level(IntEnum):
    LOW = 1
    HIGH = auto()


print(Level.HIGH + 1, Level.LOW < Level.HIGH, Level(2), repr(Level.LOW), [1, 2, 3][Level.LOW])
print(f"{Level.LOW} {Level.LOW:>3}", isinstance(Level.LOW, int), int(Level.HIGH))


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    def ratio(self):
        return self.mass / self.radius


print(Planet.EARTH.mass, Planet.MARS.ratio() < Planet.EARTH.ratio(), Planet.EARTH.value)


class Auto(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    ONE = auto()
    TWO = auto()


print([member.value for member in Auto])


class Permission(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(Permission.R | Permission.X, Permission.RW.value, Permission.R in Permission.RW)
print(bool(Permission.R & Permission.W), (Permission.RW & Permission.W) == Permission.W)


class Bits(IntFlag):
    A = 1
    B = 2


print(int(Bits.A | Bits.B), (Bits.A | Bits.B) == 3, Bits.A in (Bits.A | Bits.B))


class Lenient(Enum):
    YES = "yes"

    @classmethod
    def _missing_(cls, value):
        return cls.YES if value == "y" else None


print(Lenient("y"))
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.DOG.value)
try:

    @unique
    class Twice(Enum):
        A = 1
        B = 1

except ValueError as error:
    print(error)


class Weights:
    def __init__(self, url):
        self.url = url


class WeightsEnum(Enum):
    @classmethod
    def verify(cls, obj):
        if isinstance(obj, str):
            obj = cls[obj.replace(cls.__name__ + ".", "")]
        return obj

    @property
    def url(self):
        return self.value.url

    def __repr__(self):
        return f"{self.__class__.__name__}.{self._name_}"


class ResNet_Weights(WeightsEnum):
    V1 = Weights(url="one")
    V2 = Weights(url="two")
    DEFAULT = V2


print(ResNet_Weights.DEFAULT, ResNet_Weights.V1.url, ResNet_Weights.verify("V2").url)
print(ResNet_Weights.DEFAULT is ResNet_Weights.V2, len(ResNet_Weights))


class Text(enum.StrEnum):
    ALPHA = auto()


print(Text.ALPHA, Text.ALPHA == "alpha", f"{Text.ALPHA}!")
