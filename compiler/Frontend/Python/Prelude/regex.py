"""regex, the package that adds to re: patterns that re knows."""

import re as _re
from re import *
from re import A, I, L, M, S, U, X, Match, Pattern, error

V0 = VERSION0 = V1 = VERSION1 = _re.NOFLAG
