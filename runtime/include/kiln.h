/*===- kiln.h - Running compiled models -----------------------------*- C -*-===
 *
 * The C interface to models that kiln compiled with --emit=shared, --emit=obj
 * or the CMake function kiln_add_model(). The header generated beside each
 * model declares `const kiln_model *kiln_model_<name>(void)`.
 *
 * Conventions
 *  1. A model is immutable, lives as long as the process, and may be used from
 *     any number of threads.
 *  2. A session holds what one run at a time needs: memory for intermediate
 *     results, state, threads. Use one session per thread that runs a model;
 *     a session itself must not be used by two threads at once. State is what
 *     a run leaves to the next one: the buffers that the model's forward()
 *     changes. Each session has its own.
 *  3. Functions that can fail return kiln_status: KILN_OK (zero) or what went
 *     wrong; kiln_last_error() then says it in one sentence.
 *  4. A function that fails changes nothing that its arguments point to,
 *     except where its comment says so.
 *  5. Buffers are the caller's, dense and in row-major order (last dimension
 *     fastest), aligned to at least their element. Bool takes one byte.
 *  6. Inputs and outputs come in a flat order; nested ones (tuples, lists,
 *     dictionaries) are flattened depth first, as the *_tree strings tell.
 *  7. kiln_session_run() allocates no memory and starts no thread; creating a
 *     session does both, and kiln_session_reserve() allocates.
 *  8. Strings that the library returns belong to it. Those of a model live as
 *     long as the process; see kiln_last_error() for the other.
 *  9. Structs that the caller fills or receives begin with `struct_size`, to be
 *     set to their sizeof; the library touches no byte beyond it. The
 *     *_INIT macros set it and zero the rest.
 *
 *===----------------------------------------------------------------------===*/

#ifndef KILN_H
#define KILN_H

#include <stddef.h>
#include <stdint.h>

#define KILN_VERSION_MAJOR 0
#define KILN_VERSION_MINOR 1
#define KILN_VERSION_PATCH 0

#if defined(__GNUC__)
#define KILN_API __attribute__((visibility("default")))
#else
#define KILN_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kiln_model kiln_model;
typedef struct kiln_session kiln_session;

typedef enum kiln_status {
  KILN_OK = 0,
  KILN_INVALID_ARGUMENT = 1, /* null pointer, index, size, count */
  KILN_VERSION_MISMATCH = 2, /* model and library are of different versions */
  KILN_UNSUPPORTED_CPU = 3,  /* the CPU lacks what the model was compiled for */
  KILN_OUT_OF_MEMORY = 4,
  KILN_IO_ERROR = 5,    /* the weights file: missing, short, of another model */
  KILN_SYSTEM_ERROR = 6 /* threads could not be started */
} kiln_status;

typedef enum kiln_dtype {
  KILN_F64 = 0,
  KILN_F32 = 1,
  KILN_F16 = 2,
  KILN_BF16 = 3,
  KILN_I64 = 4,
  KILN_I32 = 5,
  KILN_I16 = 6,
  KILN_I8 = 7,
  KILN_U8 = 8,
  KILN_BOOL = 9,
  KILN_DTYPE_MAX = 0x7fffffff /* none: makes every int a valid value */
} kiln_dtype;

/* ---- The library ------------------------------------------------------- */

/* "0.1.0": the version of the library that is linked, as opposed to the
 * KILN_VERSION_* of this header. */
KILN_API const char *kiln_version(void);

/* What the latest failed call of this thread had to say. Valid until the
 * thread's next failing call. Never null; empty if nothing failed. */
KILN_API const char *kiln_last_error(void);

/* "f32", "u8", "bool"; "?" for a value that is none. */
KILN_API const char *kiln_dtype_name(kiln_dtype dtype);

/* Bytes of one element; 0 for a value that is none. */
KILN_API size_t kiln_dtype_size(kiln_dtype dtype);

/* ---- Models ------------------------------------------------------------ */

typedef struct kiln_tensor_info {
  size_t struct_size;
  const char *name;
  kiln_dtype dtype;
  uint32_t rank;
  const int64_t *dims; /* `rank` of them; negative: named, see below */
  /* Of a buffer for this tensor; 0 if that depends on named dims. Where dims
   * depend on data, it has room for the largest ones. */
  size_t bytes;
} kiln_tensor_info;
#define KILN_TENSOR_INFO_INIT {sizeof(kiln_tensor_info), 0, KILN_F64, 0, 0, 0}

KILN_API const char *kiln_model_name(const kiln_model *model);
KILN_API size_t kiln_model_input_count(const kiln_model *model);
KILN_API size_t kiln_model_output_count(const kiln_model *model);

/* Describes input or output number `index`. */
KILN_API kiln_status kiln_model_input(const kiln_model *model, size_t index,
                                      kiln_tensor_info *info);
KILN_API kiln_status kiln_model_output(const kiln_model *model, size_t index,
                                       kiln_tensor_info *info);

/* The buffers that runs change, by their names in the model. */
KILN_API size_t kiln_model_state_count(const kiln_model *model);
KILN_API kiln_status kiln_model_state(const kiln_model *model, size_t index,
                                      kiln_tensor_info *info);

/* How the flat inputs and outputs nest, as a Python literal with `*` for each
 * tensor: "*", "(*, {'mask': *})". */
KILN_API const char *kiln_model_input_tree(const kiln_model *model);
KILN_API const char *kiln_model_output_tree(const kiln_model *model);

/* A model compiled for `--input Nx3x224x224` has the named dimension N. Sizes
 * that depend on it are negative in the model's own descriptions; a session
 * knows them once kiln_session_reserve() gave N a value. */
typedef struct kiln_dim_info {
  size_t struct_size;
  const char *name;
  int64_t least, most; /* the values it may have */
} kiln_dim_info;
#define KILN_DIM_INFO_INIT {sizeof(kiln_dim_info), 0, 0, 0}

KILN_API size_t kiln_model_dim_count(const kiln_model *model);
KILN_API kiln_status kiln_model_dim(const kiln_model *model, size_t index,
                                    kiln_dim_info *info);
/* The named dimension that size number `axis` of an input is; -1 if it is a
 * number. */
KILN_API int kiln_model_input_dim(const kiln_model *model, size_t index,
                                  uint32_t axis);

/* Class names that were compiled in; null where there are none. */
KILN_API size_t kiln_model_label_count(const kiln_model *model);
KILN_API const char *kiln_model_label(const kiln_model *model, size_t index);

/* KILN_OK if this CPU can run the model. */
KILN_API kiln_status kiln_model_check_cpu(const kiln_model *model);

/* ---- Sessions ---------------------------------------------------------- */

typedef struct kiln_session_options {
  size_t struct_size;
  /* Threads that work on one run, the caller's included. 0: as many as CPU
   * affinity and the cgroup allow. */
  int threads;
  /* Path of the weights file of a model compiled with --weights-file. Null: the
   * file beside the running program. */
  const char *weights_path;
} kiln_session_options;
#define KILN_SESSION_OPTIONS_INIT {sizeof(kiln_session_options), 0, 0}

typedef struct kiln_buffer {
  void *data;
  size_t bytes;
} kiln_buffer;

/* Makes a session; `options` may be null. Sets *session to null on failure. */
KILN_API kiln_status kiln_session_create(const kiln_model *model,
                                         const kiln_session_options *options,
                                         kiln_session **session);

/* Gives the named dimensions values, in the order of kiln_model_dim(), for the
 * runs that follow. Allocates where they need more memory than any before; a
 * model without named dimensions needs no call. State stays. */
KILN_API kiln_status kiln_session_reserve(kiln_session *session,
                                          const int64_t *dims, size_t count);

/* Describes inputs and outputs at the dimensions that were given last. Valid
 * until the next kiln_session_reserve(). Sizes of outputs that depend on data
 * are those of the latest run, which changes them where `dims` points to;
 * before the first one they have their largest values. */
KILN_API kiln_status kiln_session_input(const kiln_session *session,
                                        size_t index, kiln_tensor_info *info);
KILN_API kiln_status kiln_session_output(const kiln_session *session,
                                         size_t index, kiln_tensor_info *info);

/* Reads all inputs, writes all outputs, and moves the state on. Every count and
 * every buffer's size must be the model's, as kiln_session_output() says in
 * `bytes`. Outputs must not overlap inputs or
 * each other. The content of inputs is never changed. */
KILN_API kiln_status kiln_session_run(kiln_session *session,
                                      const kiln_buffer *inputs,
                                      size_t input_count,
                                      const kiln_buffer *outputs,
                                      size_t output_count);

/* Puts the session's state back to what it was after its creation: the next run
 * is as the first one. */
KILN_API kiln_status kiln_session_reset(kiln_session *session);

KILN_API int kiln_session_threads(const kiln_session *session);

/* Stops the threads and frees the memory. Null is allowed. */
KILN_API void kiln_session_close(kiln_session *session);

#ifdef __cplusplus
}
#endif

#endif
