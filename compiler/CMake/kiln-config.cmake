# find_package(kiln) gives the target kiln::runtime, the program kiln::compiler
# and the function kiln_add_model().

get_filename_component(KILN_PREFIX "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET kiln::runtime)
  add_executable(kiln::compiler IMPORTED)
  set_target_properties(kiln::compiler PROPERTIES
    IMPORTED_LOCATION "${KILN_PREFIX}/bin/kiln")
  # Position-independent, so that models can go into shared libraries too.
  add_library(kiln::runtime STATIC IMPORTED)
  set_target_properties(kiln::runtime PROPERTIES
    IMPORTED_LOCATION "${KILN_PREFIX}/lib/kiln/libkiln_runtime_pic.a"
    INTERFACE_INCLUDE_DIRECTORIES "${KILN_PREFIX}/include"
    INTERFACE_LINK_LIBRARIES "m;pthread")
endif()

# kiln_add_model(NAME
#   DEFINITION net.py:Net     what to compile: a call in a Python file, or a file
#   [WEIGHTS model.pt]        its trained weights
#   [INPUT 1x3x32x32 ...]     one per input
#   [DEPENDS file ...]        further files to wait for; those that the
#                             definition imports are found by kiln
#   [OPTIONS option ...])     further options of `kiln compile`
#
# Compiles the model while building. Linking NAME gives the model, the runtime
# and the header NAME.h with kiln_model_NAME().
function(kiln_add_model name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "DEFINITION;WEIGHTS" "INPUT;DEPENDS;OPTIONS")
  if(NOT ARG_DEFINITION OR ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "usage: kiln_add_model(NAME DEFINITION model "
      "[WEIGHTS file] [INPUT spec...] [DEPENDS file...] [OPTIONS option...])")
  endif()

  # The file is what comes before the first colon; paths are the caller's.
  string(REGEX REPLACE ":.*$" "" file "${ARG_DEFINITION}")
  get_filename_component(absolute "${file}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
  string(LENGTH "${file}" length)
  string(SUBSTRING "${ARG_DEFINITION}" ${length} -1 call)
  set(depends "${absolute}" ${ARG_DEPENDS})
  set(arguments "${absolute}${call}")
  if(ARG_WEIGHTS)
    get_filename_component(weights "${ARG_WEIGHTS}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
    list(APPEND depends "${weights}")
    list(APPEND arguments --weights "${weights}")
  endif()
  foreach(input IN LISTS ARG_INPUT)
    list(APPEND arguments --input "${input}")
  endforeach()

  set(folder "${CMAKE_CURRENT_BINARY_DIR}/kiln_models/${name}")
  file(MAKE_DIRECTORY "${folder}")
  add_custom_command(
    OUTPUT "${folder}/${name}.o" "${folder}/${name}.h"
    COMMAND kiln::compiler compile ${arguments} ${ARG_OPTIONS}
      --emit=obj --name "${name}" -o "${folder}/${name}.o"
      --depfile "${folder}/${name}.d"
    DEPENDS ${depends} kiln::compiler
    DEPFILE "${folder}/${name}.d"
    COMMENT "Compiling the model ${name}"
    VERBATIM)
  add_library(${name} STATIC "${folder}/${name}.o" "${folder}/${name}.h")
  set_source_files_properties("${folder}/${name}.o" PROPERTIES EXTERNAL_OBJECT TRUE)
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE C)
  target_include_directories(${name} INTERFACE "${folder}")
  target_link_libraries(${name} INTERFACE kiln::runtime)
endfunction()
