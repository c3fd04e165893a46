# kiln_embed_python(TARGET SYMBOL name DIRECTORY dir FILES a.py pkg/__init__.py ...)
# Makes Python files part of a library. They are reached by the function
# `llvm::ArrayRef<kiln::python::EmbeddedModule> SYMBOL()`
# in namespace kiln::python. A file `torch/nn/modules/conv.py` under DIRECTORY
# becomes the module `torch.nn.modules.conv`, shown as `<kiln>/torch/nn/...`.
function(kiln_embed_python target)
  cmake_parse_arguments(ARG "" "SYMBOL;DIRECTORY" "FILES" ${ARGN})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${ARG_SYMBOL}.cpp)
  set(inputs)
  foreach(file IN LISTS ARG_FILES)
    list(APPEND inputs ${ARG_DIRECTORY}/${file})
  endforeach()
  set(script ${PROJECT_SOURCE_DIR}/compiler/CMake/EmbedPython.cmake)
  string(REPLACE ";" "," files "${ARG_FILES}")
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DSYMBOL=${ARG_SYMBOL} -DDIRECTORY=${ARG_DIRECTORY}
      -DFILES=${files} -DOUTPUT=${output} -P ${script}
    DEPENDS ${inputs} ${script} VERBATIM
    COMMENT "Embedding Python of ${ARG_SYMBOL}")
  # The target may belong to another folder, which does not see this command.
  add_custom_target(${target}-${ARG_SYMBOL} DEPENDS ${output})
  add_dependencies(${target} ${target}-${ARG_SYMBOL})
  set_source_files_properties(${output} TARGET_DIRECTORY ${target}
    PROPERTIES GENERATED ON)
  target_sources(${target} PRIVATE ${output})
endfunction()
