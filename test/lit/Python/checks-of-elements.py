# What is only checked of elements that are not known yet is left out, with a
# warning; what decides something is decided by the program.

# RUN: kiln compile '%s:Checked' --input 2x4 --emit=kiln 2>&1 | FileCheck %s --check-prefix=CHECKED
# RUN: kiln compile '%s:Deciding' --input 2x4 --emit=kiln 2>&1 | FileCheck %s --check-prefix=DECIDING
import torch
import torch.nn as nn


class Checked(nn.Module):
    def forward(self, x):
        padded = nn.functional.pad(x, (1, 1))
        # CHECKED: checks-of-elements.py:[[@LINE+1]]:9: warning: this check depends on the model's input; the compiled program leaves it out
        assert (padded[..., 1:-1] == x).all(), "the middle is no longer what it was"
        # CHECKED: checks-of-elements.py:[[@LINE+1]]:9: warning: this check depends
        assert x.max().item() < 10 and x.dim() == 2
        # CHECKED: checks-of-elements.py:[[@LINE+1]]:9: warning: this check depends
        if torch.isnan(x).any():
            print("not a number")
            raise ValueError("not a number")
        elif x.dim() == 2:
            # CHECKED: kiln.neg
            padded = -padded
        return padded


class Deciding(nn.Module):
    def forward(self, x):
        # DECIDING-NOT: warning
        # DECIDING: kiln.if
        if torch.isnan(x).any():
            x = torch.zeros_like(x)
        return x
