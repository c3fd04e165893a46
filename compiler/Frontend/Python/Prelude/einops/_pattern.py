class EinopsError(RuntimeError):
    pass


def _expanded(side, dims, pattern):
    """Groups of names; `...` becomes names of its own, `1` an empty group."""
    groups = []
    current = None
    for token in side.replace("(", " ( ").replace(")", " ) ").split():
        if token == "(":
            if current is not None:
                raise EinopsError(f"brackets are nested in {pattern!r}")
            current = []
        elif token == ")":
            if current is None:
                raise EinopsError(f"brackets are not balanced in {pattern!r}")
            groups.append(current)
            current = None
        else:
            names = [f"...{index}" for index in range(dims)] if token == "..." else [token]
            if token == "1":
                names = []
            if current is not None:
                current.extend(names)
            elif token == "...":
                groups.extend([name] for name in names)
            else:
                groups.append(names)
    if current is not None:
        raise EinopsError(f"brackets are not balanced in {pattern!r}")
    return groups


def _check(groups, pattern):
    names = [name for group in groups for name in group]
    for name in names:
        if names.count(name) > 1:
            raise EinopsError(f"axis {name!r} occurs twice on one side of {pattern!r}")


def _number_axes(groups, prefix):
    """Numbers such as the 2 of `h 2` are axes of that size without a name."""
    count = 0
    for group in groups:
        for index, name in enumerate(group):
            if name.isdigit():
                group[index] = f"{prefix}{count}:{name}"
                count += 1


def parse(pattern, dims):
    left, arrow, right = pattern.partition("->")
    if not arrow:
        raise EinopsError(f"expected '->' in {pattern!r}")
    # As many dimensions as the other groups of the left side leave over.
    hidden = dims - len(_expanded(left, 0, pattern)) if "..." in left else 0
    sides = [_expanded(side, hidden, pattern) for side in (left, right)]
    _number_axes(sides[0], "left")
    _number_axes(sides[1], "right")
    for side in sides:
        _check(side, pattern)
    if len(sides[0]) != dims:
        raise EinopsError(
            f"the left side of {pattern!r} has {len(sides[0])} dimensions, the tensor has {dims}"
        )
    return sides


class _Sizes(dict):
    """Sizes by name; those of numbers are in their names."""

    def __missing__(self, name):
        if ":" in name:
            return int(name.partition(":")[2])
        raise KeyError(name)

    def __contains__(self, name):
        return ":" in name or dict.__contains__(self, name)


def sizes_of(left, shape, given, pattern):
    known = _Sizes(given)
    for group, size in zip(left, shape):
        unknown = [name for name in group if name not in known]
        product = 1
        for name in group:
            if name in known:
                product *= known[name]
        if len(unknown) > 1:
            raise EinopsError(f"could not infer sizes for {unknown} in {pattern!r}")
        if size % product or (not unknown and size != product):
            raise EinopsError(
                f"shape mismatch in {pattern!r}: a dimension has {size} elements, expected "
                f"{'a multiple of ' if unknown else ''}{product}"
            )
        if unknown:
            known[unknown[0]] = size // product
    return known
