/*===- StbImage.c - The PNG and JPEG decoder --------------------------------===
 *
 * stb_image, restricted to the two formats, and to allocations that no honest
 * picture exceeds: its inflate grows its buffer as long as the data asks.
 *
 *===----------------------------------------------------------------------===*/

#include "runtime/Program/StbImage.h"

#include <stdlib.h>

/* Zeroed: a JPEG may refer to Huffman tables that it never defines. */
static void *allocate(size_t bytes) {
  return bytes > KILN_PICTURE_MAX_BYTES ? NULL : calloc(1, bytes);
}

static void *reallocate(void *memory, size_t bytes) {
  return bytes > KILN_PICTURE_MAX_BYTES ? NULL : realloc(memory, bytes);
}

#define STBI_MALLOC(Bytes) allocate(Bytes)
#define STBI_REALLOC(Memory, Bytes) reallocate(Memory, Bytes)
#define STBI_FREE(Memory) free(Memory)
#define STBI_NO_THREAD_LOCALS
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#define STBI_NO_FAILURE_STRINGS
#define STBI_ASSERT(Condition) ((void)0)
#define STBI_MAX_DIMENSIONS KILN_PICTURE_MAX_SIDE
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunused-function"
#include "stb_image.h"
#pragma clang diagnostic pop

int kiln_picture_size(const unsigned char *data, int size, int *width,
                      int *height, int *channels) {
  return stbi_info_from_memory(data, size, width, height, channels);
}

unsigned char *kiln_picture_decode(const unsigned char *data, int size,
                                   int *width, int *height, int *channels) {
  return stbi_load_from_memory(data, size, width, height, channels, 0);
}
