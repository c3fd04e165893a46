# Every product dependency is found here and nowhere else. LLVM, MLIR and LLD
# are pinned to one minor version because their C++ interfaces change with it.
set(KILN_LLVM_PREFIX /usr/lib/llvm-22 CACHE PATH "Where Debian installs LLVM")

find_package(MLIR 22.1 REQUIRED CONFIG
  PATHS ${KILN_LLVM_PREFIX}/lib/cmake/mlir NO_DEFAULT_PATH)
find_package(LLD 22.1 REQUIRED CONFIG
  PATHS ${KILN_LLVM_PREFIX}/lib/cmake/lld NO_DEFAULT_PATH)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)
if(KILN_BUILD_TESTS)
  find_package(GTest REQUIRED)
endif()

list(APPEND CMAKE_MODULE_PATH ${MLIR_CMAKE_DIR} ${LLVM_CMAKE_DIR})
include(TableGen)
include(AddLLVM)
include(AddMLIR)
