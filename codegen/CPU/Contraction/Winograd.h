//===- Winograd.h - Extents of Winograd kernels -----------------*- C++ -*-===//

#ifndef KILN_CODEGEN_CPU_CONTRACTION_WINOGRAD_H
#define KILN_CODEGEN_CPU_CONTRACTION_WINOGRAD_H

#include "codegen/CPU/Contraction/Bands.h"

namespace kiln::contraction {

/// F(m, 3) over one band: `bandRows` rows of tiles.
struct WinogradTiling {
  /// Outputs and inputs of a tile along one axis.
  int64_t m = 4, t = 6;
  /// Tiles of the whole plane and of one band.
  int64_t rows = 1, columns = 1;
  int64_t tilesPerBand = 1;
  /// Elements from one of the t*t planes of transformed inputs and of products
  /// to the next, and where they start in scratch.
  int64_t inputPlane = 0, productPlane = 0;
  int64_t inputStart = 0, productStart = 0, temporaryStart = 0;
  int64_t scratch = 0;
  /// The padded copy of a band's input, if the halo is too small.
  BandCopy copy;
};

/// The problem whose extents are rounded up to whole tiles: what is read.
ConvProblem roundToTiles(const ConvProblem &problem, int64_t m);

WinogradTiling winogradTiling(const ConvProblem &problem,
                              const ConvSchedule &schedule);

/// Whether F(m, 3) computes the problem, its pooling tail included.
bool winogradApplies(const ConvProblem &problem, int64_t m);

/// Outputs of a tile along one axis; 0 if the algorithm is another.
inline int64_t winogradOutputs(ConvAlgorithm algorithm) {
  return algorithm == ConvAlgorithm::Winograd2   ? 2
         : algorithm == ConvAlgorithm::Winograd4 ? 4
                                                 : 0;
}

} // namespace kiln::contraction

#endif
