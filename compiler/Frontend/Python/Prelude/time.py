"""time: it stands still while a definition is evaluated."""

from _kiln import opaque


def time():
    return 0.0


perf_counter = monotonic = process_time = thread_time = time


def time_ns():
    return 0


perf_counter_ns = monotonic_ns = process_time_ns = time_ns


def sleep(seconds):
    pass


def strftime(format, t=None):
    return opaque("time.strftime(...)", "the time is not known when compiling")


def localtime(seconds=None):
    return opaque("time.localtime(...)", "the time is not known when compiling")


gmtime = localtime
timezone = 0
tzname = ("UTC", "UTC")


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'time' has no attribute {name!r}")
    return opaque(f"time.{name}", "the time is not known when compiling")
