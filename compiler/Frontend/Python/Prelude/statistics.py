"""statistics: means and medians."""

import math


class StatisticsError(ValueError):
    pass


def _values(data):
    values = list(data)
    if not values:
        raise StatisticsError("at least one data point is required")
    return values


def fmean(data, weights=None):
    values = _values(data)
    return math.fsum(values) / len(values)


def mean(data):
    values = _values(data)
    if all(isinstance(value, int) for value in values) and sum(values) % len(values) == 0:
        return sum(values) // len(values)
    return fmean(values)


def median(data):
    values = sorted(_values(data))
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def mode(data):
    values = _values(data)
    return max(values, key=values.count)


def pvariance(data, mu=None):
    values = _values(data)
    center = fmean(values) if mu is None else mu
    return math.fsum((value - center) ** 2 for value in values) / len(values)


def variance(data, xbar=None):
    values = _values(data)
    return pvariance(values, xbar) * len(values) / (len(values) - 1)


def stdev(data, xbar=None):
    return math.sqrt(variance(data, xbar))


def pstdev(data, mu=None):
    return math.sqrt(pvariance(data, mu))
