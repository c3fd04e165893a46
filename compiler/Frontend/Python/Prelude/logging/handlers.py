"""logging.handlers: where nothing is logged to."""


class _Handler:
    def __init__(self, *args, **kwargs):
        self.level = 0

    def setLevel(self, level):
        self.level = level

    def setFormatter(self, formatter):
        self.formatter = formatter

    def addFilter(self, filter):
        pass


RotatingFileHandler = TimedRotatingFileHandler = MemoryHandler = QueueHandler = _Handler
