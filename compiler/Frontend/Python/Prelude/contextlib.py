"""contextlib: context managers made of generators and of others."""

from functools import wraps


class AbstractContextManager:
    @classmethod
    def __class_getitem__(cls, item):
        return cls

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None


class AbstractAsyncContextManager:
    @classmethod
    def __class_getitem__(cls, item):
        return cls


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, function):
        @wraps(function)
        def inner(*args, **kwargs):
            with self._recreate_cm():
                return function(*args, **kwargs)

        return inner


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    def __init__(self, function, args, kwargs):
        self.gen = function(*args, **kwargs)
        self._call = (function, args, kwargs)

    def _recreate_cm(self):
        return self.__class__(*self._call)

    def __enter__(self):
        for value in self.gen:
            return value
        raise RuntimeError("generator didn't yield")

    def __exit__(self, exc_type, exc_value, traceback):
        if exc_type is None:
            for _ in self.gen:
                raise RuntimeError("generator didn't stop")
            return False
        try:
            self.gen.throw(exc_value)
        except StopIteration as stop:
            return stop is not exc_value
        except BaseException as error:
            if error is exc_value:
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(function):
    @wraps(function)
    def helper(*args, **kwargs):
        return _GeneratorContextManager(function, args, kwargs)

    return helper


def asynccontextmanager(function):
    return function


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        return None

    def __exit__(self, exc_type, exc_value, traceback):
        return exc_type is not None and issubclass(exc_type, self._exceptions)


class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *_):
        self.thing.close()


class redirect_stdout(AbstractContextManager):
    """What is printed goes where it went before."""

    def __init__(self, new_target):
        self._new_target = new_target

    def __enter__(self):
        return self._new_target


redirect_stderr = redirect_stdout


class chdir(AbstractContextManager):
    def __init__(self, path):
        self.path = path


class ExitStack(AbstractContextManager):
    def __init__(self):
        self._exits = []

    def enter_context(self, manager):
        result = manager.__enter__()
        self._exits.append(manager.__exit__)
        return result

    def push(self, exit):
        self._exits.append(exit.__exit__ if hasattr(exit, "__exit__") else exit)
        return exit

    def callback(self, function, /, *args, **kwargs):
        def exit(exc_type, exc_value, traceback):
            function(*args, **kwargs)

        self._exits.append(exit)
        return function

    def pop_all(self):
        stack = type(self)()
        stack._exits = self._exits
        self._exits = []
        return stack

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, exc_type, exc_value, traceback):
        had_error = exc_type is not None
        raised = None
        while self._exits:
            try:
                if self._exits.pop()(exc_type, exc_value, traceback):
                    exc_type = exc_value = traceback = raised = None
            except BaseException as error:
                exc_type, exc_value, traceback = type(error), error, None
                raised = error
        if raised is not None:
            raise raised
        return had_error and exc_type is None
