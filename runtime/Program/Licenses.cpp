//===- Licenses.cpp - Notices of what a program contains --------*- C++ -*-===//

#include "runtime/Program/Info.h"

#include <stdio.h>

#ifndef __GLIBC__
static const char mitPermission[] =
    "Permission is hereby granted, free of charge, to any person obtaining\n"
    "a copy of this software and associated documentation files (the\n"
    "\"Software\"), to deal in the Software without restriction, including\n"
    "without limitation the rights to use, copy, modify, merge, publish,\n"
    "distribute, sublicense, and/or sell copies of the Software, and to\n"
    "permit persons to whom the Software is furnished to do so, subject to\n"
    "the following conditions:\n\n"
    "The above copyright notice and this permission notice shall be\n"
    "included in all copies or substantial portions of the Software.\n\n"
    "THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND,\n"
    "EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF\n"
    "MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT.\n"
    "IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY\n"
    "CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT,\n"
    "TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE\n"
    "SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.\n";
#endif

void kiln::runtime::printLicenses() {
#ifdef __GLIBC__
  printf("This program uses the GNU C Library of the system it runs on (GNU\n"
         "Lesser General Public License, linked dynamically).\n\n");
#else
  printf("musl libc, the C library in this program\n"
         "Copyright (c) 2005-2020 Rich Felker, et al.\n\n%s\n",
         mitPermission);
#endif
  printf(
      "stb_image, which decodes pictures: public domain, by Sean Barrett\n"
      "and others, http://nothings.org/stb\n\n"
      "LLVM's compiler-rt builtins: Apache License 2.0 with LLVM exception,\n"
      "which asks for no notice in compiled programs.\n\n"
      "The network and its weights have the terms of their authors.\n");
}
