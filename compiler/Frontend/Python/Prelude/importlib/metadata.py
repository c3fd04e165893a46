"""importlib.metadata: the packages on the search paths, and kiln's own."""

import _kiln


class PackageNotFoundError(ModuleNotFoundError):
    pass


def version(distribution_name):
    if distribution_name in ("numpy", "torch"):
        return str(_kiln.import_module(distribution_name).__version__)
    found = _kiln.installed_version(distribution_name)
    if found is None:
        raise PackageNotFoundError(
            f"No package metadata was found for {distribution_name}"
        )
    return found


def packages_distributions():
    return {}


def distribution(name):
    raise PackageNotFoundError(f"No package metadata was found for {name}")


def entry_points(**kwargs):
    return []
