"""datetime: moments are not known when compiling."""

from _kiln import opaque

_REASON = "the time is not known when compiling"

datetime = opaque("datetime.datetime", _REASON)
date = opaque("datetime.date", _REASON)
time = opaque("datetime.time", _REASON)
timedelta = opaque("datetime.timedelta", _REASON)
timezone = opaque("datetime.timezone", _REASON)
tzinfo = opaque("datetime.tzinfo", _REASON)
UTC = opaque("datetime.UTC", _REASON)
MINYEAR, MAXYEAR = 1, 9999
