class Namespace:
    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)

    def __contains__(self, name):
        return name in self.__dict__

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return self.__dict__ == other.__dict__

    __hash__ = None

    def __repr__(self):
        items = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"Namespace({items})"


class Action:
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None,
                 choices=None, required=False, help=None, metavar=None, **kwargs):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar
        self.kind = "store"

    def convert(self, text):
        value = text if self.type is None else self.type(text)
        if self.choices is not None and text is not self.default and value not in self.choices:
            name = "/".join(self.option_strings) or self.dest
            choices = ", ".join(map(repr, self.choices))
            raise SystemExit(f"argument {name}: invalid choice: {value!r} (choose from {choices})")
        return value

    def converted_default(self):
        if isinstance(self.default, str) and self.default != "==SUPPRESS==":
            return self.convert(self.default)
        return self.default

    def _take(self, args, limit):
        taken = []
        while args and len(taken) < limit and not (args[0].startswith("-") and args[0][1:2].isalpha()
                                                   or args[0].startswith("--")):
            taken.append(self.convert(args.pop(0)))
        return taken

    def read(self, args, given):
        """What the argument's texts give; they are taken from `args`."""
        if self.kind in ("const", "append_const"):
            return self.const
        if self.kind == "count":
            return (given.get(self.dest) or self.default or 0) + 1
        if self.nargs == "?":
            return (self._take(args, 1) or [self.const])[0]
        if self.nargs is None:
            value = (self._take(args, 1) or [self.converted_default()])[0]
            if self.kind == "append":
                return [*(given.get(self.dest) or []), value]
            return value
        return self._take(args, self.nargs if isinstance(self.nargs, int) else len(args))


def _destination(names):
    longest = next((name for name in names if name.startswith("--")), names[0])
    return longest.lstrip("-").replace("-", "_")


def _boolean_action(names, options):
    names = [*names, *("--no-" + name[2:] for name in names if name.startswith("--"))]
    action = Action(names, **options)
    action.kind = "const"
    action.const = True
    return action


def make_action(names, options):
    options = dict(options)
    kind = options.pop("action", "store")
    options.pop("version", None)
    is_option = bool(names) and names[0].startswith("-")
    dest = options.pop("dest", None) or _destination(names)
    if kind in ("store_true", "store_false"):
        const = kind == "store_true"
        options.setdefault("default", not const)
        options["const"] = const
        kind = "const"
    elif kind == "store_const":
        kind = "const"
    elif kind in ("help", "version"):
        options["default"] = "==SUPPRESS=="
    elif not isinstance(kind, str):
        if kind.__name__ == "BooleanOptionalAction":
            return _boolean_action(names, {**options, "dest": dest})
        kind = "store"
    if not is_option and options.get("nargs") == "*":
        options.setdefault("default", [])
    action = Action(list(names) if is_option else [], dest, **options)
    action.kind = kind
    return action
