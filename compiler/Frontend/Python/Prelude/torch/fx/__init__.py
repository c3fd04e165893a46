def wrap(function):
    return function


def is_fx_tracing():
    return False
