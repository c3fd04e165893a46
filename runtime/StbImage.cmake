# A copy of Debian's stb_image.h (2.27) with the memory errors mended that
# fuzzing finds in it. Newer versions, which do not have them, stay as they are.
set(KILN_STB_COPY ${PROJECT_BINARY_DIR}/stb)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  ${KILN_STB_INCLUDE}/stb_image.h)
file(READ ${KILN_STB_INCLUDE}/stb_image.h stb)

# A JPEG may list more Huffman codes than the table has room for.
string(REPLACE
  "h->size[k++] = (stbi_uc) (i+1);"
  "{ h->size[k++] = (stbi_uc) (i+1); if (k > 256) return stbi__err(\"bad size list\",\"Corrupt JPEG\"); }"
  stb "${stb}")

# A damaged JPEG may contain codes that its tables do not have.
string(REPLACE
  "+ h->delta[k];"
  "+ h->delta[k]; if (c < 0 || c >= 256) return -1;"
  stb "${stb}")

file(CONFIGURE OUTPUT ${KILN_STB_COPY}/stb_image.h CONTENT "${stb}" @ONLY)
