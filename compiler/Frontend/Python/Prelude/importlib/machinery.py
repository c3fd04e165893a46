"""importlib.machinery: what is known of a module before it is imported."""


class ModuleSpec:
    def __init__(
        self, name, loader, *, origin=None, loader_state=None, is_package=None
    ):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self.cached = None
        self.has_location = False

    @property
    def parent(self):
        if self.submodule_search_locations is not None:
            return self.name
        return self.name.rpartition(".")[0]

    def __repr__(self):
        return f"ModuleSpec(name={self.name!r}, origin={self.origin!r})"


def _spec_of(name, origin, folder):
    """The spec of a module that kiln finds; folder is None but for packages."""
    spec = ModuleSpec(name, None, origin=origin, is_package=folder is not None)
    if folder:
        spec.submodule_search_locations.append(folder)
    spec.has_location = origin not in (None, "built-in")
    return spec
