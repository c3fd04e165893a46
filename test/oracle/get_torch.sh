# To be sourced with $root, the repository. Installs PyTorch and what compares
# with it into build/venv, and gets torchvision's sources; afterwards
#   $venv         holds bin/python
#   $definitions  is the folder that holds torchvision/, unmodified
#   $work         is where models are made
# Nothing of it is needed to build or use kiln.
venv=$root/build/venv
work=$root/build/models
# Its definitions serve PyTorch and kiln; its compiled parts are not needed.
torchvision=0.28.0
definitions=$work/torchvision-$torchvision
requirements=$root/test/oracle/requirements.txt

if [ ! -f "$venv/.complete" ] || [ "$requirements" -nt "$venv/.complete" ]; then
  echo "installing PyTorch and ONNX Runtime into build/venv"
  [ -x "$venv/bin/pip" ] || python3 -m venv "$venv"
  "$venv/bin/pip" install -q -r "$requirements"
  touch "$venv/.complete"
fi
if [ ! -d "$definitions" ]; then
  mkdir -p "$work"
  "$venv/bin/pip" download -q --no-deps -d "$work" "torchvision==$torchvision"
  "$venv/bin/python" - "$work"/torchvision-$torchvision-*.whl "$definitions.part" <<'PYTHON'
import sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
wheel.extractall(sys.argv[2], [n for n in wheel.namelist() if n.endswith(".py")])
PYTHON
  mv "$definitions.part" "$definitions"
  rm "$work"/torchvision-$torchvision-*.whl
fi
