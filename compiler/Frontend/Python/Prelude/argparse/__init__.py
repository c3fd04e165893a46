"""argparse: options have their defaults where `kiln --argv` gives no others;
those that are required may be missing."""

import sys

from argparse._actions import Action, Namespace, make_action

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
REMAINDER = "..."
PARSER = "A..."


class ArgumentError(Exception):
    pass


class ArgumentTypeError(Exception):
    pass


class HelpFormatter:
    def __init__(self, *args, **kwargs):
        pass


RawTextHelpFormatter = RawDescriptionHelpFormatter = HelpFormatter
ArgumentDefaultsHelpFormatter = MetavarTypeHelpFormatter = HelpFormatter


class BooleanOptionalAction(Action):
    pass


class FileType:
    def __init__(self, mode="r", *args, **kwargs):
        self.mode = mode

    def __call__(self, path):
        return open(path, self.mode)


class _Container:
    """What parsers and their groups share."""

    def add_argument(self, *names, **options):
        action = make_action(names, options)
        self._parser._actions.append(action)
        return action

    def add_argument_group(self, *args, **kwargs):
        return _Group(self._parser)

    def add_mutually_exclusive_group(self, *, required=False, **kwargs):
        return _Group(self._parser)

    def set_defaults(self, **defaults):
        self._parser._defaults.update(defaults)
        for action in self._parser._actions:
            if action.dest in defaults:
                action.default = defaults[action.dest]

    def get_default(self, dest):
        for action in self._parser._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._parser._defaults.get(dest)

    def register(self, *args):
        pass


class _Group(_Container):
    def __init__(self, parser):
        self._parser = parser


class _Subparsers:
    def __init__(self, dest):
        self.dest = dest
        self.choices = {}
        self.required = False

    def add_parser(self, name, **kwargs):
        self.choices[name] = ArgumentParser(prog=name)
        return self.choices[name]


class ArgumentParser(_Container):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), **kwargs):
        self.prog = prog or ""
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.argument_default = kwargs.get("argument_default")
        self._parser = self
        self._actions = []
        self._defaults = {}
        for parent in parents:
            self._actions.extend(parent._actions)
            self._defaults.update(parent._defaults)

    def add_subparsers(self, dest=None, **kwargs):
        if dest is not None:
            self._defaults.setdefault(dest, None)
        return _Subparsers(dest)

    def parse_known_args(self, args=None, namespace=None):
        namespace = Namespace() if namespace is None else namespace
        given, rest = self._read(list(sys.argv[1:] if args is None else args))
        for action in self._actions:
            if hasattr(namespace, action.dest) and action.dest not in given:
                continue
            value = given.get(action.dest, action.converted_default())
            if value != SUPPRESS or action.dest in given:
                setattr(namespace, action.dest, value)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        return namespace, rest

    def parse_args(self, args=None, namespace=None):
        namespace, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return namespace

    parse_intermixed_args = parse_args

    def _read(self, args):
        """The values that these texts give, and the texts that give none."""
        given = {}
        rest = []
        positional = [action for action in self._actions if not action.option_strings]
        while args:
            text = args.pop(0)
            name, _, attached = text.partition("=")
            action = self._option(name) if text.startswith("-") else None
            if action is not None:
                given[action.dest] = action.read([attached] if "=" in text else args, given)
            elif not text.startswith("-") and positional:
                args.insert(0, text)
                action = positional.pop(0)
                given[action.dest] = action.read(args, given)
            else:
                rest.append(text)
        return given, rest

    def _option(self, name):
        for action in self._actions:
            if name in action.option_strings:
                return action
        if not name.startswith("--"):
            return None
        longer = {
            option: action
            for action in self._actions
            for option in action.option_strings
            if option.startswith(name)
        }
        if len(longer) > 1:
            self.error(f"ambiguous option: {name} could match {', '.join(longer)}")
        return next(iter(longer.values()), None)

    def error(self, message):
        raise SystemExit(f"{self.prog}: error: {message}")

    def exit(self, status=0, message=None):
        raise SystemExit(status)

    def print_help(self, file=None):
        pass

    print_usage = print_help

    def format_help(self):
        return ""

    format_usage = format_help
