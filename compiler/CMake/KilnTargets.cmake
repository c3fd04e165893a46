# Thin wrappers: one library per folder, explicit sources, explicit links.

# Flags of every C++ target of the compiler. LLVM's headers are SYSTEM so that
# our warnings can be strict without meeting theirs.
add_library(kiln_flags INTERFACE)
separate_arguments(KILN_LLVM_DEFINITIONS NATIVE_COMMAND "${LLVM_DEFINITIONS}")
target_compile_definitions(kiln_flags INTERFACE ${KILN_LLVM_DEFINITIONS})
target_include_directories(kiln_flags SYSTEM INTERFACE
  ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS} ${LLD_INCLUDE_DIRS})
target_include_directories(kiln_flags INTERFACE
  ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
target_compile_options(kiln_flags INTERFACE
  -Wall -Wextra -Wno-unused-parameter -Wimplicit-fallthrough
  -fvisibility-inlines-hidden)
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  # Makes precompiled headers, and so object files, reproducible.
  target_compile_options(kiln_flags INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>)
endif()
if(KILN_ENABLE_ASSERTIONS)
  target_compile_options(kiln_flags INTERFACE -UNDEBUG)
endif()
if(KILN_SANITIZERS)
  target_compile_options(kiln_flags INTERFACE
    -fsanitize=${KILN_SANITIZERS} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(kiln_flags INTERFACE -fsanitize=${KILN_SANITIZERS})
  target_sources(kiln_flags INTERFACE
    $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:${PROJECT_SOURCE_DIR}/compiler/CMake/SanitizerOptions.cpp>)
  if(KILN_SANITIZERS MATCHES undefined)
    # libLLVM and libMLIR are built without these checks' type information.
    target_compile_options(kiln_flags INTERFACE -fno-sanitize=vptr,function)
  endif()
endif()

if(KILN_BUILD_FUZZERS)
  # Lets the fuzzers see which edges of the libraries a run has covered.
  target_compile_options(kiln_flags INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(kiln_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# The compiler does not use exceptions; CLI11 in Tools/kiln does.
add_library(kiln_no_exceptions INTERFACE)
target_compile_options(kiln_no_exceptions INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)

# One precompiled header of MLIR's and LLVM's common headers serves all
# libraries: it takes most of the cost out of every source file.
add_library(kiln_pch OBJECT ${PROJECT_SOURCE_DIR}/compiler/CMake/Pch.cpp)
target_link_libraries(kiln_pch PUBLIC kiln_flags kiln_no_exceptions)
target_precompile_headers(kiln_pch PRIVATE ${PROJECT_SOURCE_DIR}/compiler/CMake/Pch.h)

# kiln_add_library(NAME SOURCES a.cpp ... LINK Lib ... DEPENDS tablegen ...)
function(kiln_add_library name)
  cmake_parse_arguments(ARG "NO_PCH" "" "SOURCES;LINK;DEPENDS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC kiln_flags kiln_no_exceptions ${ARG_LINK})
  if(NOT ARG_NO_PCH)
    target_precompile_headers(${name} REUSE_FROM kiln_pch)
  endif()
  if(ARG_DEPENDS)
    add_dependencies(${name} ${ARG_DEPENDS})
  endif()
endfunction()

# kiln_add_unit_test(NAME SOURCES a.cpp ... LINK Lib ...): a GoogleTest program.
function(kiln_add_unit_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINK} kiln_flags GTest::gtest_main MLIR LLVM)
  target_link_options(${name} PRIVATE -fuse-ld=lld)
  target_compile_definitions(${name} PRIVATE
    KILN_TEST_DATA_DIR="${PROJECT_SOURCE_DIR}/test/data")
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/test/bin)
  add_test(NAME ${name} COMMAND ${name})
endfunction()
