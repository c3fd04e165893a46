import abc
import copy
import inspect
import types
import warnings
from functools import partial


def f(a, b: int = 2, *args, c, d="x", **kwargs) -> str:
    """Does.

    More.
    """


signature = inspect.signature(f)
print(signature, list(signature.parameters), signature.parameters["b"].default)
print([str(p.kind) for p in signature.parameters.values()])
print(signature.parameters["a"].default is inspect.Parameter.empty, signature.return_annotation)
print(signature.parameters["a"].kind == inspect.Parameter.POSITIONAL_OR_KEYWORD)
bound = signature.bind(1, c=3, e=5)
print(bound.arguments, bound.args, bound.kwargs)
bound.apply_defaults()
print(bound.arguments)
try:
    signature.bind(1)
except TypeError as error:
    print(error)


class Layer:
    def __init__(self, dim, bias=True):
        self.dim = dim

    def forward(self, x, mask=None):
        return x


print(inspect.signature(Layer), inspect.signature(Layer(1).forward), inspect.signature(Layer.forward))
print(inspect.signature(partial(f, 1, d=3)), inspect.getfullargspec(f).args, inspect.getfullargspec(f).kwonlyargs)
print(inspect.isclass(Layer), inspect.isfunction(f), inspect.ismethod(Layer(1).forward), inspect.isclass(f))
print([name for name, _ in inspect.getmembers(Layer, inspect.isfunction)], inspect.getdoc(f))


class Abstract(abc.ABC):
    @abc.abstractmethod
    def run(self):
        pass

    @property
    @abc.abstractmethod
    def size(self):
        pass


class Half(Abstract):
    def run(self):
        return 1


class Full(Half):
    size = 3


for cls in (Abstract, Half):
    try:
        cls()
    except TypeError as error:
        print(error)
print(Full().run(), Full().size, inspect.isabstract(Half), inspect.isabstract(Full), isinstance(Full(), Abstract))

shared = [1, 2]
nested = {"a": shared, "b": shared, "c": (1, shared), "layer": Layer(shared)}
deep = copy.deepcopy(nested)
shallow = copy.copy(nested)
shared.append(3)
print(deep["a"], deep["a"] is deep["b"], deep["c"][1] is deep["a"], deep["layer"].dim is deep["a"])
print(shallow["a"], shallow is nested, copy.copy(Layer(5)).dim, copy.deepcopy((1, 2)), copy.deepcopy(f) is f)
loop = []
loop.append(loop)
again = copy.deepcopy(loop)
print(again[0] is again, again is loop)


class Custom:
    def __deepcopy__(self, memo):
        return "custom"


class Many(dict):
    pass


many = Many(a=[1])
many.tag = [2]
copied = copy.deepcopy(many)
print(copy.deepcopy([Custom()]), type(copied) is Many, copied, copied.tag, copied["a"] is many["a"])

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("nothing", UserWarning, stacklevel=2)
namespace = types.SimpleNamespace(a=1, b="x")
namespace.c = 3
print(namespace, namespace.a, isinstance(f, types.FunctionType), isinstance(Layer(1).forward, types.MethodType))
print(types.MethodType(f, 3).__self__, isinstance(None, types.NoneType))
print(inspect.Parameter.empty is inspect._empty)
print(partial[int](int, "7")())
