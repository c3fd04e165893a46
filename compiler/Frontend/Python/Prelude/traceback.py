"""traceback: kiln's own messages say where errors are."""


def print_exc(*args, **kwargs):
    pass


print_exception = print_stack = print_tb = print_last = print_exc


def format_exc(*args, **kwargs):
    return ""


def format_exception(error, *args, **kwargs):
    return [f"{type(error).__name__}: {error}\n"]


format_exception_only = format_exception


def extract_stack(*args, **kwargs):
    return []


format_stack = format_tb = extract_tb = extract_stack
