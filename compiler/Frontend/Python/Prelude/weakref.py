"""weakref: objects live as long as the evaluation, so references are strong."""


class ref:
    def __init__(self, obj, callback=None):
        self._obj = obj

    def __call__(self):
        return self._obj

    def __eq__(self, other):
        return isinstance(other, ref) and self._obj == other._obj

    def __hash__(self):
        return hash(self._obj)

    @classmethod
    def __class_getitem__(cls, item):
        return cls


ReferenceType = WeakMethod = ref


def proxy(obj, callback=None):
    return obj


class WeakValueDictionary(dict):
    pass


class WeakKeyDictionary(dict):
    pass


class WeakSet(set):
    pass


class finalize:
    alive = True

    def __init__(self, obj, function, /, *args, **kwargs):
        self.atexit = True

    def detach(self):
        pass
