"""The models that `./dev bench` measures and what is expected of kiln."""

import dataclasses
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
TEST = HERE.parent
TORCHVISION = "torchvision/models"


@dataclasses.dataclass
class Model:
    """`call` in `folder`, or in torchvision's definitions where there is none."""

    call: str
    shape: tuple
    # The least that ONNX Runtime's time may be of kiln's.
    floor: float
    folder: pathlib.Path | None = None
    # Weights that come with the project; random ones where there are none.
    weights: pathlib.Path | None = None

    def definition(self, definitions):
        return f"{self.folder or definitions / TORCHVISION}/{self.call}"

    def input(self):
        return "x".join(map(str, self.shape))


IMAGE = (1, 3, 224, 224)
DATA = TEST / "data/models"
MODELS = {
    "net": Model("net.py:Net()", (1, 3, 32, 32), 1.5, DATA, DATA / "captum_cifar_net.pt"),
    "vgg16": Model("vgg.py:vgg16()", IMAGE, 1.3),
    "resnet18": Model("resnet.py:resnet18()", IMAGE, 1.1),
    "squeezenet1_1": Model("squeezenet.py:squeezenet1_1()", IMAGE, 0.9),
    "mobilenet_v2": Model("mobilenetv2.py:mobilenet_v2()", IMAGE, 0.9),
    "resnet50": Model("resnet.py:resnet50()", IMAGE, 0.9),
    "lstm": Model("sequences.py:Recurrent()", (1, 64, 512), 1.0, HERE),
    "encoder": Model("sequences.py:Encoder()", (1, 128, 768), 1.0, HERE),
}
# Seconds of compiling and megabytes of anonymous memory at its peak, at most.
COMPILE_SECONDS = {"net": 1.5, "vgg16": 15.0, "resnet50": 12.0}
COMPILE_MEGABYTES = {"vgg16": 600.0}
# Of the program made of Net.
START_MILLISECONDS = 3.0
PROGRAM_BYTES = 500_000
STARTS = 100
