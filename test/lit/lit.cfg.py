# Text tests of the compiler: RUN lines over .mlir, .py and .test files.
import os

import lit.formats

config.name = "kiln"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".mlir", ".py", ".test"]
# Python files are inputs of kiln; those without a RUN line help others.
config.excludes = ["lit.cfg.py", "Inputs"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.kiln_build_dir, "test", "lit")

tools = os.path.join(config.kiln_build_dir, "bin")
config.environment["PATH"] = os.pathsep.join(
    [tools, config.llvm_tools_dir, os.environ["PATH"]]
)
config.substitutions.append(("%data", os.path.join(config.kiln_source_dir, "test", "data")))
config.substitutions.append(("%source", config.kiln_source_dir))
config.substitutions.append(
    ("%compare", os.path.join(config.kiln_build_dir, "test", "tools", "compare-arrays"))
)
config.substitutions.append(
    (
        "%definition",
        os.path.join(config.kiln_source_dir, "test/models/check_definition.sh")
        + " "
        + config.kiln_build_dir,
    )
)
config.substitutions.append(
    (
        "%sizes",
        os.path.join(config.kiln_source_dir, "test/models/check_sizes.sh")
        + " "
        + config.kiln_build_dir,
    )
)
config.substitutions.append(
    (
        "%controlflow",
        os.path.join(config.kiln_source_dir, "test/models/check_control_flow.sh")
        + " "
        + config.kiln_build_dir,
    )
)
config.substitutions.append(("%build", config.kiln_build_dir))
