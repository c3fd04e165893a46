//===- ContractionBench.cpp - Speed of contraction kernels ----------------===//
//
// contraction-bench [FILTER] [panel=N] [rows=N] [algorithm=N] [level=NAME]
//                   [cold=1] [asm=1]
//
// Prints the best time of each layer of the ResNet, VGG and MobileNet families
// whose name contains FILTER, on one thread; with cold=1 other data passes
// through the caches before each run, as in a network.
//
//===----------------------------------------------------------------------===//

#include "KernelRunner.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace kiln::contraction;
using namespace kiln::test;

namespace {

struct Layer {
  const char *name;
  ConvShape shape;
  bool plainInput = false;
  int64_t poolKernel = 0, poolStride = 0, poolPad = 0;
  bool plainOutput = false;
  int64_t outputHalo = 0;
};

const Layer kLayers[] = {
    {"resnet.first", {1, 3, 64, 224, 224, 7, 2, 3}, true},
    {"resnet.first+pool", {1, 3, 64, 224, 224, 7, 2, 3}, true, 3, 2, 1},
    {"resnet.3x3.56", {1, 64, 64, 56, 56, 3, 1, 1}},
    {"resnet.3x3.28", {1, 128, 128, 28, 28, 3, 1, 1}},
    {"resnet.3x3.14", {1, 256, 256, 14, 14, 3, 1, 1}},
    {"resnet.3x3.7", {1, 512, 512, 7, 7, 3, 1, 1}},
    {"resnet.3x3s2.56", {1, 64, 128, 56, 56, 3, 2, 1}},
    {"resnet.3x3s2.28", {1, 128, 256, 28, 28, 3, 2, 1}},
    {"resnet.3x3s2.14", {1, 256, 512, 14, 14, 3, 2, 1}},
    {"resnet.1x1s2.56", {1, 64, 128, 56, 56, 1, 2, 0}},
    {"resnet.1x1.56.64-256", {1, 64, 256, 56, 56, 1, 1, 0}},
    {"resnet.1x1.56.256-64", {1, 256, 64, 56, 56, 1, 1, 0}},
    {"resnet.1x1.28.128-512", {1, 128, 512, 28, 28, 1, 1, 0}},
    {"resnet.1x1.28.512-128", {1, 512, 128, 28, 28, 1, 1, 0}},
    {"resnet.1x1.14.256-1024", {1, 256, 1024, 14, 14, 1, 1, 0}},
    {"resnet.1x1.14.1024-256", {1, 1024, 256, 14, 14, 1, 1, 0}},
    {"resnet.1x1.7.512-2048", {1, 512, 2048, 7, 7, 1, 1, 0}},
    {"resnet.1x1.7.2048-512", {1, 2048, 512, 7, 7, 1, 1, 0}},
    {"vgg.first", {1, 3, 64, 224, 224, 3, 1, 1}, true},
    {"vgg.64.224", {1, 64, 64, 224, 224, 3, 1, 1}},
    {"vgg.64.224+pool", {1, 64, 64, 224, 224, 3, 1, 1}, false, 2, 2, 0},
    {"vgg.64-128.112", {1, 64, 128, 112, 112, 3, 1, 1}},
    {"vgg.128.112", {1, 128, 128, 112, 112, 3, 1, 1}},
    {"vgg.128-256.56", {1, 128, 256, 56, 56, 3, 1, 1}},
    {"vgg.256.56", {1, 256, 256, 56, 56, 3, 1, 1}},
    {"vgg.256-512.28", {1, 256, 512, 28, 28, 3, 1, 1}},
    {"vgg.512.28", {1, 512, 512, 28, 28, 3, 1, 1}},
    {"vgg.512.14", {1, 512, 512, 14, 14, 3, 1, 1}},
    {"squeezenet.1x1.55.128-16", {1, 128, 16, 55, 55, 1, 1, 0}},
    {"squeezenet.1x1.55.16-64", {1, 16, 64, 55, 55, 1, 1, 0}},
    {"squeezenet.3x3.55", {1, 16, 64, 55, 55, 3, 1, 1}},
    {"squeezenet.3x3.27", {1, 32, 128, 27, 27, 3, 1, 1}},
    {"squeezenet.3x3.13", {1, 48, 192, 13, 13, 3, 1, 1}},
    {"squeezenet.1x1.13", {1, 512, 1000, 13, 13, 1, 1, 0}},
    {"mobilenet.dw.112", {1, 32, 32, 112, 112, 3, 1, 1, 1, 32}},
    {"mobilenet.dw.112s2", {1, 96, 96, 112, 112, 3, 2, 1, 1, 96}},
    {"mobilenet.dw.56", {1, 144, 144, 56, 56, 3, 1, 1, 1, 144}},
    {"mobilenet.dw.28", {1, 192, 192, 28, 28, 3, 1, 1, 1, 192}},
    {"mobilenet.dw.14", {1, 384, 384, 14, 14, 3, 1, 1, 1, 384}},
    {"mobilenet.dw.7", {1, 960, 960, 7, 7, 3, 1, 1, 1, 960}},
    {"mobilenet.1x1.112.16-96", {1, 16, 96, 112, 112, 1, 1, 0}},
    {"mobilenet.1x1.56.144-24", {1, 144, 24, 56, 56, 1, 1, 0}},
    {"mobilenet.1x1.14.64-384",
     {1, 64, 384, 14, 14, 1, 1, 0},
     false,
     0,
     0,
     0,
     false,
     1},
    {"mobilenet.1x1.14.96-576",
     {1, 96, 576, 14, 14, 1, 1, 0},
     false,
     0,
     0,
     0,
     false,
     1},
    {"mobilenet.1x1.14.576-96", {1, 576, 96, 14, 14, 1, 1, 0}},
    {"mobilenet.1x1.7.160-960", {1, 160, 960, 7, 7, 1, 1, 0}},
    {"mobilenet.1x1.7.320-1280", {1, 320, 1280, 7, 7, 1, 1, 0}},
    {"net.conv1", {1, 3, 6, 32, 32, 5, 1, 0}, true, 2, 2, 0, true},
    {"net.conv2", {1, 6, 16, 14, 14, 5, 1, 0}, true, 2, 2, 0, true},
    {"cifar.3x3.32", {1, 16, 16, 32, 32, 3, 1, 1}},
    {"cifar.3x3.16", {1, 32, 32, 16, 16, 3, 1, 1}},
    {"cifar.3x3.8", {1, 64, 64, 8, 8, 3, 1, 1}},
};

const std::pair<const char *, LinearProblem> kLinears[] = {
    {"vgg.fc1", {1, 4096, 25088}},  {"vgg.fc2", {1, 4096, 4096}},
    {"resnet.fc", {1, 1000, 2048}}, {"net.fc1", {1, 120, 400}},
    {"net.fc2", {1, 84, 120}},      {"net.fc3", {1, 10, 84}},
    {"vit.qkv", {197, 2304, 768}},  {"vit.mlp", {197, 768, 3072}},
};

struct Settings {
  llvm::StringRef filter = "";
  int64_t panel = 0, rows = 0, algorithm = -1;
  Level level = nativeLevel();
};

bool coldCaches = false, printAssembly = false;

/// Reads and writes more than the last cache holds.
void flushCaches() {
  static std::vector<float> other(24 << 20);
  for (float &value : other)
    value += 1;
}

/// The least time of a few runs, in seconds.
template <typename Kernel> double bestTime(const Kernel &kernel) {
  using Clock = std::chrono::steady_clock;
  double best = 1e9, total = 0;
  for (int i = 0; i < 200 && (i < 5 || total < 0.15); ++i) {
    if (coldCaches)
      flushCaches();
    auto start = Clock::now();
    kernel.run();
    double seconds =
        std::chrono::duration<double>(Clock::now() - start).count();
    best = std::min(best, seconds);
    total += seconds;
  }
  return best;
}

template <typename Kernel>
void report(const char *name, const Kernel &kernel, double flops,
            const std::string &how) {
  if (printAssembly)
    std::fputs(kernel.code().assembly().c_str(), stdout);
  double seconds = bestTime(kernel);
  std::printf("%-26s %9.1f us %7.1f GFLOP/s  %-22s spills %u\n", name,
              seconds * 1e6, flops / seconds * 1e-9, how.c_str(),
              kernel.code().vectorSpills());
  std::fflush(stdout);
}

void runConv(const Layer &layer, const Settings &settings) {
  int64_t halo = layer.plainInput ? 0 : layer.shape.pad;
  ConvProblem p = makeProblem(layer.shape, halo, layer.outputHalo);
  p.input.blocked = !layer.plainInput;
  p.output.blocked = !layer.plainOutput;
  if (layer.poolKernel)
    addPool(p, PoolTail::Max, layer.poolKernel, layer.poolStride,
            layer.poolPad);
  auto schedule = chooseConvSchedule(p, settings.level.target,
                                     {true, layer.outputHalo == 0});
  if (!schedule)
    return;
  if (settings.algorithm >= 0 &&
      applies(static_cast<ConvAlgorithm>(settings.algorithm), p)) {
    auto algorithm = static_cast<ConvAlgorithm>(settings.algorithm);
    if (algorithm == ConvAlgorithm::Winograd2 ||
        algorithm == ConvAlgorithm::Winograd4)
      schedule = winogradSchedule(p, algorithm);
    schedule->algorithm = algorithm;
  }
  if (settings.panel)
    schedule->panel = settings.panel;
  if (settings.rows)
    schedule->bandRows = settings.rows;
  ConvKernel kernel(settings.level, p, *schedule);
  report(layer.name, kernel, p.flops(),
         fmt::format("a{} panel {} rows {}",
                     static_cast<int>(schedule->algorithm), schedule->panel,
                     schedule->bandRows));
}

Settings parse(int argc, char **argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    auto [key, value] = llvm::StringRef(argv[i]).split('=');
    int64_t number = 0;
    value.getAsInteger(10, number);
    if (value.empty())
      settings.filter = key;
    else if (key == "panel")
      settings.panel = number;
    else if (key == "rows")
      settings.rows = number;
    else if (key == "algorithm")
      settings.algorithm = number;
    else if (key == "cold")
      coldCaches = number != 0;
    else if (key == "asm")
      printAssembly = number != 0;
    else if (key == "level")
      for (const Level &level : runnableLevels())
        if (value == level.name)
          settings.level = level;
  }
  return settings;
}

} // namespace

int main(int argc, char **argv) {
  Settings settings = parse(argc, argv);
  for (const Layer &layer : kLayers)
    if (llvm::StringRef(layer.name).contains(settings.filter))
      runConv(layer, settings);
  for (const auto &[name, problem] : kLinears)
    if (llvm::StringRef(name).contains(settings.filter)) {
      LinearKernel kernel(settings.level, problem);
      report(name, kernel, problem.flops(),
             fmt::format("{:.1f} GB/s", 4e-9 * problem.outputs * problem.depth /
                                            bestTime(kernel)));
    }
}
