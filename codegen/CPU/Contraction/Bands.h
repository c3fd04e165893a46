//===- Bands.h - Shared parts of the convolution kernels --------*- C++ -*-===//
//
// Convolutions run over bands of output rows. This header holds what the
// algorithms share: the split of work items into (band, panel) pairs, the
// padded copy of a band's input where the stored halo does not cover what the
// windows read, and the zeroing of the output's halo.
//
//===----------------------------------------------------------------------===//

#ifndef KILN_CODEGEN_CPU_CONTRACTION_BANDS_H
#define KILN_CODEGEN_CPU_CONTRACTION_BANDS_H

#include "codegen/CPU/Contraction/Kernels.h"

namespace kiln::contraction {

/// Input elements of one band with all padding present: pixel (0, 0) is the
/// first one that the first window of the band reads.
struct BandInput {
  Value base;
  Offset origin;
  int64_t pixelStride, rowStride, planeStride;
};

/// Extents of the padded copy of one band.
struct BandCopy {
  int64_t rows = 0, columns = 0;
  int64_t pixelStride = kBlock;
  int64_t planes = 0;

  int64_t rowStride() const { return columns * pixelStride; }
  int64_t planeStride() const { return rows * rowStride(); }
  int64_t numElements() const { return planes * planeStride(); }
};

/// Rows of the convolution that one band needs: more than `bandRows` where a
/// pooling tail reads windows of them.
int64_t convRowsPerBand(const ConvProblem &problem, int64_t bandRows);

/// Rows of the result that bands divide.
int64_t resultRows(const ConvProblem &problem);

/// The padded copy that a band needs; without elements if none.
BandCopy bandCopyFor(const ConvProblem &problem, int64_t bandRows);

/// Makes the input of the band whose first convolution row is `firstRow`
/// (negative where a pooling window starts in the padding) readable, from
/// plane `firstPlane` on.
BandInput prepareBand(Emitter &e, const ConvProblem &problem,
                      const BandCopy &copy, const ConvOperands &operands,
                      Offset image, Offset firstRow, Offset firstPlane = 0);

/// Zeroes the halo of `output` if `begin` is 0.
void zeroHalo(Emitter &e, const Activation &output, Value base, Offset batch,
              Value begin);

/// Fills `count` elements, a multiple of the vector, at `offset`.
void fill(Emitter &e, Value base, Offset offset, Offset count, Value vector);

} // namespace kiln::contraction

#endif
