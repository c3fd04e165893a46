"""threading: one thread runs everything."""


class Lock:
    def acquire(self, blocking=True, timeout=-1):
        return True

    def release(self):
        pass

    def locked(self):
        return False

    def __enter__(self):
        return True

    def __exit__(self, *_):
        return False

    def __deepcopy__(self, memo):
        return self


RLock = Semaphore = BoundedSemaphore = Condition = Lock


class local:
    pass


class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        return self._flag


class Thread:
    name = "MainThread"
    daemon = False
    ident = 1

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        self._target = target

    def start(self):
        raise RuntimeError("threads are not supported: kiln evaluates definitions in one")

    def join(self, timeout=None):
        pass

    def is_alive(self):
        return False


def current_thread():
    return Thread()


main_thread = currentThread = current_thread


def get_ident():
    return 1


def active_count():
    return 1


def enumerate():
    return [Thread()]
