"""__future__: all of it has come."""


class _Feature:
    optional = mandatory = (3, 0, 0, "final", 0)
    compiler_flag = 0


absolute_import = division = print_function = unicode_literals = _Feature()
annotations = generator_stop = generators = nested_scopes = with_statement = barry_as_FLUFL = _Feature()
