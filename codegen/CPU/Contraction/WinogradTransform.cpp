//===- WinogradTransform.cpp ----------------------------------------------===//

#include "codegen/CPU/Contraction/WinogradTransform.h"

#include "codegen/CPU/Contraction/Emitter.h"

namespace kiln::contraction {

/// G of F(2,3), interpolating at 0, 1, -1 and infinity.
static constexpr double kG2[4][3] = {
    {1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};

/// G of F(4,3), interpolating at 0, 1, -1, 2, -2 and infinity.
static constexpr double kG4[6][3] = {{1.0 / 4, 0, 0},
                                     {-1.0 / 6, -1.0 / 6, -1.0 / 6},
                                     {-1.0 / 6, 1.0 / 6, -1.0 / 6},
                                     {1.0 / 24, 1.0 / 12, 1.0 / 6},
                                     {1.0 / 24, -1.0 / 12, 1.0 / 6},
                                     {0, 0, 1}};

/// u = G g G^T for one 3x3 kernel.
template <int Edge>
static void transformKernel(const double (&G)[Edge][3], const float *g,
                            float (&u)[Edge][Edge]) {
  double half[Edge][3];
  for (int i = 0; i < Edge; ++i)
    for (int j = 0; j < 3; ++j)
      half[i][j] = G[i][0] * g[j] + G[i][1] * g[3 + j] + G[i][2] * g[6 + j];
  for (int i = 0; i < Edge; ++i)
    for (int j = 0; j < Edge; ++j)
      u[i][j] = static_cast<float>(half[i][0] * G[j][0] + half[i][1] * G[j][1] +
                                   half[i][2] * G[j][2]);
}

template <int Edge>
static void packTransformed(const double (&G)[Edge][3],
                            const HostTensor &weights, int64_t panel,
                            float *out) {
  int64_t outputs = weights.dim(0), channels = weights.dim(1);
  int64_t paddedOutputs = roundUp(outputs, kBlock);
  const float *in = weights.data<float>();
  for (int64_t o = 0; o < outputs; ++o) {
    int64_t first = o / panel * panel;
    int64_t width = std::min(panel, paddedOutputs - first);
    for (int64_t c = 0; c < channels; ++c) {
      float u[Edge][Edge];
      transformKernel(G, in + (o * channels + c) * 9, u);
      float *at =
          out + first * Edge * Edge * channels + c * width + (o - first);
      for (int i = 0; i < Edge * Edge; ++i)
        at[i * channels * width] = u[i / Edge][i % Edge];
    }
  }
}

void packWinograd(const HostTensor &weights, int64_t outputs, int64_t panel,
                  float *out) {
  assert((outputs == 2 || outputs == 4) && "only F(2,3) and F(4,3)");
  if (outputs == 2)
    packTransformed(kG2, weights, panel, out);
  else
    packTransformed(kG4, weights, panel, out);
}

} // namespace kiln::contraction
