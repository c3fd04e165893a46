/*===- StbImage.h - The PNG and JPEG decoder ------------------------*- C -*-===
 *
 * Both functions return zero (null) for data that is no such picture.
 *
 *===----------------------------------------------------------------------===*/

#ifndef KILN_RUNTIME_PROGRAM_STBIMAGE_H
#define KILN_RUNTIME_PROGRAM_STBIMAGE_H

#define KILN_PICTURE_MAX_SIDE 32768
#define KILN_PICTURE_MAX_PIXELS (100 * 1000 * 1000)
#define KILN_PICTURE_MAX_BYTES ((size_t)1 << 30)

#ifdef __cplusplus
extern "C" {
#endif

int kiln_picture_size(const unsigned char *data, int size, int *width,
                      int *height, int *channels);

/* The pixels are interleaved and released by free(). */
unsigned char *kiln_picture_decode(const unsigned char *data, int size,
                                   int *width, int *height, int *channels);

#ifdef __cplusplus
}
#endif

#endif
