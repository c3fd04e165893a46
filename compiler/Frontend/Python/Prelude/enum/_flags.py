from enum import Enum, ReprEnum


def _number(flags, other):
    if isinstance(other, flags.__class__):
        return other._value_
    if flags._member_type_ is int and isinstance(other, int):
        return int(other)
    return None


class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        highest = max(last_values, default=0)
        bit = 1
        while bit <= highest:
            bit *= 2
        return bit

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            return None
        known = 0
        for found in cls._member_map_.values():
            known |= found._value_
        if value < 0:
            value = known & value
        if value & ~known and cls._member_type_ is not int:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        made = cls._make(value, None)
        made._value_ = value
        names = [found._name_ for found in cls._bits(value)]
        made._name_ = "|".join(names) if names else None
        return made

    @classmethod
    def _bits(cls, value):
        return [
            found
            for found in cls
            if found._value_ and found._value_ & value == found._value_
            and not found._value_ & (found._value_ - 1)
        ]

    def _combined(self, number):
        if number is None:
            return NotImplemented
        return self.__class__(number)

    def __or__(self, other):
        number = _number(self, other)
        return NotImplemented if number is None else self._combined(self._value_ | number)

    def __and__(self, other):
        number = _number(self, other)
        return NotImplemented if number is None else self._combined(self._value_ & number)

    def __xor__(self, other):
        number = _number(self, other)
        return NotImplemented if number is None else self._combined(self._value_ ^ number)

    def __invert__(self):
        return self._combined(~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __contains__(self, other):
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter(self._bits(self._value_))

    def __len__(self):
        return len(self._bits(self._value_))

    def __bool__(self):
        return bool(self._value_)

    def __eq__(self, other):
        if isinstance(other, self.__class__):
            return self._value_ == other._value_
        return NotImplemented

    def __hash__(self):
        return hash(self._value_)

    def __repr__(self):
        if self._name_ is None:
            return f"<{self.__class__.__name__}: {self._value_!r}>"
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        if self._name_ is None:
            return f"{self.__class__.__name__}({self._value_!r})"
        return f"{self.__class__.__name__}.{self._name_}"


class IntFlag(int, ReprEnum, Flag):
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __contains__ = Flag.__contains__
    __repr__ = Flag.__repr__

    def __eq__(self, other):
        return self._value_ == int(other) if isinstance(other, int) else NotImplemented

    def __hash__(self):
        return hash(self._value_)
