# Runs the GoogleTest programs under lit, one test per TEST().
import os

import lit.formats

config.name = "kiln-unit"
config.test_format = lit.formats.GoogleTest(".", "Tests")
config.suffixes = []
config.test_source_root = os.path.join(config.kiln_build_dir, "test", "bin")
config.test_exec_root = config.test_source_root
