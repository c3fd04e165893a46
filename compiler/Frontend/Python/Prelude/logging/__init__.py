"""logging: what definitions log is swallowed."""

from logging import handlers

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

_NAMES = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
raiseExceptions = False
lastResort = None


def getLevelName(level):
    if isinstance(level, str):
        return {name: number for number, name in _NAMES.items()}.get(level, f"Level {level}")
    return _NAMES.get(level, f"Level {level}")


def _number(level):
    return getLevelName(level) if isinstance(level, str) else level


def addLevelName(level, name):
    _NAMES[level] = name


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)


class Filter:
    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return True


class Formatter:
    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, **kwargs):
        self._fmt = fmt
        self.datefmt = datefmt

    def format(self, record):
        return ""

    def formatTime(self, record, datefmt=None):
        return ""


class LogRecord:
    def __init__(self, *args, **kwargs):
        self.__dict__.update(kwargs)


class Handler(Filterer):
    def __init__(self, level=NOTSET, *args, **kwargs):
        Filterer.__init__(self)
        self.level = _number(level) if isinstance(level, (int, str)) else NOTSET
        self.formatter = None

    def setLevel(self, level):
        self.level = _number(level)

    def setFormatter(self, formatter):
        self.formatter = formatter

    def emit(self, record):
        pass

    def handle(self, record):
        pass

    def flush(self):
        pass

    def close(self):
        pass


class StreamHandler(Handler):
    pass


class FileHandler(StreamHandler):
    pass


class NullHandler(Handler):
    pass


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        Filterer.__init__(self)
        self.name = name
        self.level = level
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    def setLevel(self, level):
        self.level = _number(level)

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if logger.level:
                return logger.level
            logger = logger.parent
        return WARNING

    def isEnabledFor(self, level):
        return False

    def debug(self, msg, *args, **kwargs):
        pass

    info = warning = warn = error = exception = critical = fatal = debug
    warning_once = warning_advice = info_once = debug

    def log(self, level, msg, *args, **kwargs):
        pass

    def addHandler(self, handler):
        self.handlers.append(handler)

    def removeHandler(self, handler):
        if handler in self.handlers:
            self.handlers.remove(handler)

    def hasHandlers(self):
        return bool(self.handlers)

    def getChild(self, suffix):
        return getLogger(f"{self.name}.{suffix}")

    def handle(self, record):
        pass

    def __deepcopy__(self, memo):
        return self


class LoggerAdapter(Logger):
    def __init__(self, logger, extra=None):
        Logger.__init__(self, logger.name)
        self.logger = logger
        self.extra = extra


RootLogger = Logger
root = Logger("root", WARNING)
_loggers = {}
Logger.root = root


class _Manager:
    loggerDict = _loggers
    disable = 0


Logger.manager = root.manager = _Manager()


def getLogger(name=None):
    if not name or name == "root":
        return root
    if name not in _loggers:
        _loggers[name] = Logger(name)
        parent = name.rpartition(".")[0]
        _loggers[name].parent = getLogger(parent) if parent else root
    return _loggers[name]


def getLoggerClass():
    return Logger


def setLoggerClass(cls):
    pass


def basicConfig(**kwargs):
    pass


def disable(level=CRITICAL):
    pass


def captureWarnings(capture):
    pass


def shutdown():
    pass


def debug(msg, *args, **kwargs):
    pass


info = warning = warn = error = exception = critical = fatal = log = debug


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(f"module 'logging' has no attribute {name!r}")
    from _kiln import opaque

    return opaque(f"logging.{name}", "kiln swallows what definitions log")
