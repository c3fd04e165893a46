# Definitions that would take all memory or never end are refused at the line
# that does it, within seconds and 2.5 GB.

# RUN: not kiln compile '%s:RepeatedList' --input 1x3 2>&1 | FileCheck %s --check-prefix=LIST
# RUN: not kiln compile '%s:RepeatedText' --input 1x3 2>&1 | FileCheck %s --check-prefix=TEXT
# RUN: not kiln compile '%s:DoubledText' --input 1x3 2>&1 | FileCheck %s --check-prefix=DOUBLED
# RUN: not kiln compile '%s:Padded' --input 1x3 2>&1 | FileCheck %s --check-prefix=PADDED
# RUN: not kiln compile '%s:ManyDigits' --input 1x3 2>&1 | FileCheck %s --check-prefix=DIGITS
# RUN: not kiln compile '%s:Recursion' --input 1x3 2>&1 | FileCheck %s --check-prefix=RECURSION
# RUN: not kiln compile '%s:NestedText' --input 1x3 2>&1 | FileCheck %s --check-prefix=NESTED
# RUN: not kiln compile '%s:ManyPaths' --input 1x3 2>&1 | FileCheck %s --check-prefix=PATHS
# RUN: not kiln compile '%s:EndlessLoop' --input 1x3 2>&1 | FileCheck %s --check-prefix=LOOP
# RUN: not kiln compile '%s:EndlessGenerator' --input 1x3 2>&1 | FileCheck %s --check-prefix=GENERATOR
# RUN: not kiln compile '%s:Backtracking' --input 1x3 2>&1 | FileCheck %s --check-prefix=REGEX
# RUN: not kiln compile '%s:Exec' --input 1x3 2>&1 | FileCheck %s --check-prefix=EXEC
# RUN: not kiln compile '%s:EndlessForward' --input 1x3 2>&1 | FileCheck %s --check-prefix=FORWARD
# RUN: not kiln compile '%s:RecursiveForward' --input 1x3 2>&1 | FileCheck %s --check-prefix=DEEP
# RUN: not kiln compile '%s:SameResultManyTimes' --input 1x3 2>&1 | FileCheck %s --check-prefix=RESULT
# RUN: not kiln compile '%s:Net(bool(never))' --input 1x3 2>&1 | FileCheck %s --check-prefix=MODULE
import itertools
import re

import torch.nn as nn


class Net(nn.Module):
    def __init__(self, made=None):
        super().__init__()
        self.made = self.make()

    def make(self):
        pass

    def forward(self, x):
        return x


class RepeatedList(Net):
    def make(self):
        # LIST: budgets.py:[[@LINE+1]]:{{[0-9]+}}: error: evaluating the definition takes more than 1024 MB of memory
        return [0] * 10**9


class RepeatedText(Net):
    def make(self):
        # TEXT: budgets.py:[[@LINE+1]]:{{[0-9]+}}: error: evaluating the definition takes more than 1024 MB of memory
        return "a" * 10**10


class DoubledText(Net):
    def make(self):
        text = "a"
        while True:
            # DOUBLED: budgets.py:[[@LINE+1]]:{{[0-9]+}}: error: evaluating the definition takes more than 1024 MB of memory
            text += text


class Padded(Net):
    def make(self):
        # PADDED: budgets.py:[[@LINE+1]]:{{[0-9]+}}: error: evaluating the definition takes more than 1024 MB of memory
        return "a".ljust(10**12)


class ManyDigits(Net):
    def make(self):
        # DIGITS: budgets.py:[[@LINE+1]]:{{[0-9]+}}: error: {{.*}}precision too big
        return f"{1.5:.2000000000f}"


class Recursion(Net):
    def make(self):
        # RECURSION: budgets.py:[[@LINE+1]]:{{[0-9]+}}: error: maximum recursion depth exceeded
        return self.make()


class NestedText(Net):
    def make(self):
        # NESTED: budgets.py:[[@LINE+1]]:{{[0-9]+}}: error: this is nested more than 200 levels deep
        return eval("(" * 100000 + ")" * 100000)


class ManyPaths(Net):
    def make(self):
        pair = [1]
        for _ in range(60):
            pair = [pair, pair]
        # PATHS: budgets.py:[[@LINE+1]]:{{[0-9]+}}: error: evaluating the definition takes more than 100000000 steps
        return repr(pair)


class EndlessLoop(Net):
    def make(self):
        while True:
            try:
                # LOOP: budgets.py:{{[0-9]+}}:{{[0-9]+}}: error: evaluating the definition takes more than 100000000 steps
                while True:
                    pass
            except BaseException:
                pass


class EndlessGenerator(Net):
    def make(self):
        # GENERATOR: budgets.py:[[@LINE+1]]:{{[0-9]+}}: error: evaluating the definition takes more than 100000000 steps
        return max(itertools.count())


class Backtracking(Net):
    def make(self):
        # REGEX: budgets.py:[[@LINE+1]]:{{[0-9]+}}: error: evaluating the definition takes more than 100000000 steps
        return re.match("(a+)+b", "a" * 200)


class Exec(Net):
    def make(self):
        while True:
            # EXEC: budgets.py:[[@LINE+1]]:{{[0-9]+}}: error: evaluating the definition takes more than
            exec("x = 1")


class EndlessForward(Net):
    def forward(self, x):
        while True:
            # FORWARD: budgets.py:[[@LINE+1]]:{{[0-9]+}}: error: evaluating the definition takes more than 100000000 steps
            x = x + 1


class RecursiveForward(Net):
    def forward(self, x):
        # DEEP: budgets.py:[[@LINE+1]]:{{[0-9]+}}: error: maximum recursion depth exceeded
        return self.forward(x + 1)


class SameResultManyTimes(Net):
    # RESULT: error: evaluating the definition takes more than
    def forward(self, x):
        for _ in range(50):
            x = [x, x]
        return x


def spin():
    while True:
        pass


# Only what the model needs has to end; the rest of a file is unknown.
# MODULE: error: 'never' is not known{{.*}}budgets.py:[[@LINE+1]] takes more than 20000000 steps
never = spin()
