"""pprint: printed as print() does."""


def pformat(obj, *args, **kwargs):
    return repr(obj)


def pprint(obj, *args, **kwargs):
    print(repr(obj))


pp = pprint


class PrettyPrinter:
    def __init__(self, *args, **kwargs):
        pass

    def pprint(self, obj):
        pprint(obj)

    def pformat(self, obj):
        return pformat(obj)
