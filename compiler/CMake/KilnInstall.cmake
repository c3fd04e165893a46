# cmake --install and the Debian package: bin/kiln, lib/kiln (the runtime and
# what linking needs, see runtime/), include/kiln.h and the CMake package.
include(CMakePackageConfigHelpers)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/kiln-config-version.cmake
  COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES
  ${PROJECT_SOURCE_DIR}/compiler/CMake/kiln-config.cmake
  ${PROJECT_BINARY_DIR}/kiln-config-version.cmake
  DESTINATION lib/cmake/kiln)

if(TARGET kiln)
  set_target_properties(kiln PROPERTIES INSTALL_RPATH ${KILN_LLVM_PREFIX}/lib)
  install(TARGETS kiln RUNTIME DESTINATION bin)
endif()

# The manual, and the terms of what lib/kiln holds of others, as Debian tells
# them. A system without documentation has none to pass on.
install(FILES ${PROJECT_SOURCE_DIR}/docs/manual.md
  ${PROJECT_SOURCE_DIR}/docs/model-files.md DESTINATION share/doc/kiln)
foreach(package musl-dev libc6-dev libclang-rt-22-dev libstb-dev)
  install(FILES /usr/share/doc/${package}/copyright
    DESTINATION share/doc/kiln/licenses RENAME ${package} OPTIONAL)
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME kiln)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Ahead-of-time compiler for PyTorch models")
set(CPACK_PACKAGE_CONTACT "kiln's developers <kiln@localhost>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
# lib/kiln holds what linking needs; the C library comes with the system.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
  "libc6 (>= 2.36), libstdc++6, libllvm22 (>= 1:22.1), libllvm22 (<< 1:22.2), libmlir-22 (>= 1:22.1), libmlir-22 (<< 1:22.2), libfmt9, zlib1g, libzstd1")
include(CPack)
