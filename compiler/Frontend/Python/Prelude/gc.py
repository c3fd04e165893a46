"""gc: nothing is collected before the evaluation ends."""


def collect(generation=2):
    return 0


def enable():
    pass


def disable():
    pass


def freeze():
    pass


def unfreeze():
    pass


def isenabled():
    return True


def get_objects(generation=None):
    return []


def get_threshold():
    return (700, 10, 10)


def set_threshold(*thresholds):
    pass


def get_referrers(*objects):
    return []
