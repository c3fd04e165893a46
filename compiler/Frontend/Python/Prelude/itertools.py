"""itertools: iterators made of iterators."""

import operator


class _Chain:
    def __call__(self, *iterables):
        return self.from_iterable(iterables)

    @staticmethod
    def from_iterable(iterables):
        for iterable in iterables:
            yield from iterable


chain = _Chain()


def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable):
    saved = []
    for item in iterable:
        yield item
        saved.append(item)
    while saved:
        yield from saved


def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object


def accumulate(iterable, func=operator.add, *, initial=None):
    iterator = iter(iterable)
    total = initial
    if initial is None:
        for total in iterator:
            break
        else:
            return
    yield total
    for item in iterator:
        total = func(total, item)
        yield total


def batched(iterable, n):
    iterator = iter(iterable)
    batch = tuple(islice(iterator, n))
    while batch:
        yield batch
        batch = tuple(islice(iterator, n))


def compress(data, selectors):
    return (item for item, selected in zip(data, selectors) if selected)


def dropwhile(predicate, iterable):
    iterator = iter(iterable)
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            return
        yield item


def filterfalse(predicate, iterable):
    for item in iterable:
        if not (predicate(item) if predicate is not None else item):
            yield item


def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def groupby(iterable, key=None):
    group = []
    current = None
    for item in iterable:
        mark = item if key is None else key(item)
        if group and mark != current:
            yield current, iter(group)
            group = []
        current = mark
        group.append(item)
    if group:
        yield current, iter(group)


def islice(iterable, *bounds):
    if len(bounds) == 1:
        start, stop, step = 0, bounds[0], 1
    else:
        start, stop, *rest = bounds
        start = 0 if start is None else start
        step = rest[0] if rest and rest[0] is not None else 1
    if start < 0 or step < 1 or (stop is not None and stop < 0):
        raise ValueError("Indices for islice() must be None or non-negative integers")
    return _sliced(iter(iterable), start, stop, step)


def _sliced(iterator, start, stop, step):
    index = 0
    while stop is None or index < stop:
        for item in iterator:
            break
        else:
            return
        if index >= start and (index - start) % step == 0:
            yield item
        index += 1


def pairwise(iterable):
    iterator = iter(iterable)
    for previous in iterator:
        for item in iterator:
            yield previous, item
            previous = item


def tee(iterable, n=2):
    iterator = iter(iterable)
    seen = []

    def reader():
        index = 0
        while True:
            if index == len(seen):
                for item in iterator:
                    seen.append(item)
                    break
                else:
                    return
            yield seen[index]
            index += 1

    return tuple(reader() for _ in range(n))


_END = object()


def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    while iterators:
        items = [next(iterator, _END) for iterator in iterators]
        if all(item is _END for item in items):
            return
        yield tuple(fillvalue if item is _END else item for item in items)


def product(*iterables, repeat=1):
    pools = [tuple(iterable) for iterable in iterables] * repeat

    def combined(depth):
        if depth == len(pools):
            yield ()
            return
        for item in pools[depth]:
            for rest in combined(depth + 1):
                yield (item, *rest)

    return combined(0)


def _chosen(pool, r, start, repeated):
    """Tuples of r items whose places in the pool ascend."""
    if r == 0:
        yield ()
        return
    for index in range(start, len(pool)):
        for rest in _chosen(pool, r - 1, index if repeated else index + 1, repeated):
            yield (pool[index], *rest)


def combinations(iterable, r):
    return _chosen(tuple(iterable), r, 0, False)


def combinations_with_replacement(iterable, r):
    return _chosen(tuple(iterable), r, 0, True)


def permutations(iterable, r=None):
    pool = tuple(iterable)
    r = len(pool) if r is None else r

    def arranged(left, places):
        if places == 0:
            yield ()
            return
        for position, index in enumerate(left):
            for rest in arranged(left[:position] + left[position + 1 :], places - 1):
                yield (pool[index], *rest)

    return arranged(tuple(range(len(pool))), r)
