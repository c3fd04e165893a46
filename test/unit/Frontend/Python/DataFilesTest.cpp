//===- DataFilesTest.cpp - Files that a definition may read ---------------===//

#include "EvaluatorFixture.h"

namespace kiln::python {
namespace {

class DataFilesTest : public EvaluatorTest {
protected:
  DataFilesTest() {
    addFile("/src/conf/net.json", "{\"width\": 3}\r\n");
    addFile("/src/conf/deep/a.txt", "a");
    addFile("/src/conf/deep/b.yaml", "b: [1]");
    addFile("/src/config/other.json", "{}");
    addFile("/src/secret.txt", "secret");
    addFile("/lib/pack/__init__.py",
            "import os\n"
            "with open(os.path.join(os.path.dirname(os.path.abspath(__file__)),"
            " 'version.txt')) as f:\n"
            "  version = f.read().strip()\n");
    addFile("/lib/pack/version.txt", "1.2\n");
  }
};

TEST_F(DataFilesTest, ReadsWhatIsNamed) {
  dataPaths = {"conf/net.json"};
  EXPECT_EQ(run("import json, os\n"
                "from pathlib import Path\n"
                "print(json.load(open('conf/net.json')))\n"
                "print(repr(Path('conf', 'net.json').read_text()),\n"
                "      Path('conf/net.json').read_bytes()[:3])\n"
                "print(os.path.exists('/src/conf/net.json'),\n"
                "      os.path.isfile('conf/../conf/net.json'),\n"
                "      os.path.getsize('conf/net.json'))\n"),
            "{'width': 3}\n"
            "'{\"width\": 3}\\n' b'{\"w'\n"
            "True True 14\n");
}

TEST_F(DataFilesTest, ReadsNothingElse) {
  dataPaths = {"conf"};
  EXPECT_EQ(run("import os\n"
                "for name in ('secret.txt', 'conf/../secret.txt', "
                "'/src/secret.txt',\n"
                "             'config/other.json', 'conf/missing', 'conf'):\n"
                "  try: open(name)\n"
                "  except OSError as error: print(error)\n"
                "  print(os.path.isfile(name))\n"
                "try: open('conf/net.json', 'w')\n"
                "except PermissionError as error: print(error)\n"),
            "'secret.txt' is no file that kiln may read for the definition; if "
            "it should, give --data secret.txt\nFalse\n"
            "'conf/../secret.txt' is no file that kiln may read for the "
            "definition; if it should, give --data conf/../secret.txt\nFalse\n"
            "'/src/secret.txt' is no file that kiln may read for the "
            "definition; if it should, give --data /src/secret.txt\nFalse\n"
            "'config/other.json' is no file that kiln may read for the "
            "definition; if it should, give --data config/other.json\nFalse\n"
            "'conf/missing' is no file that kiln may read for the definition; "
            "if it should, give --data conf/missing\nFalse\n"
            "'conf' is a folder\nFalse\n"
            "open('conf/net.json', 'w') is refused: definitions write no "
            "files\n");
}

TEST_F(DataFilesTest, ListsFolders) {
  dataPaths = {"conf"};
  EXPECT_EQ(run("import glob, os\n"
                "from pathlib import Path\n"
                "print(os.listdir('conf'), os.path.isdir('conf/deep'))\n"
                "print(list(os.walk('conf')))\n"
                "print(glob.glob('conf/*/*.yaml'), glob.glob('conf/**/*.*', "
                "recursive=True))\n"
                "print([str(path) for path in Path('conf').rglob('*.txt')])\n"
                "print(os.listdir('config'))\n"),
            "['deep', 'net.json'] True\n"
            "[('conf', ['deep'], ['net.json']), ('conf/deep', [], ['a.txt', "
            "'b.yaml'])]\n"
            "['conf/deep/b.yaml'] ['conf/net.json', 'conf/deep/a.txt', "
            "'conf/deep/b.yaml']\n"
            "['conf/deep/a.txt']\n"
            "! test.py:7:7: 'config' is no file that kiln may read for the "
            "definition; if it should, give --data config\n"
            "note: <kiln>/os/__init__.py:106:12: raised here, in kiln's "
            "definition of 'listdir'\n");
}

TEST_F(DataFilesTest, ListsWhatLiesAtAnyDepth) {
  dataPaths = {"conf"};
  EXPECT_EQ(run("import glob\n"
                "from pathlib import Path\n"
                "print(glob.glob('conf/**', recursive=True))\n"
                "print(glob.glob('conf/**/', recursive=True))\n"
                "print(glob.glob('**', root_dir='conf', recursive=True))\n"
                "print([str(path) for path in Path('conf').glob('**')])\n"),
            "['conf/', 'conf/deep', 'conf/deep/a.txt', 'conf/deep/b.yaml', "
            "'conf/net.json']\n"
            "['conf/', 'conf/deep/']\n"
            "['deep', 'deep/a.txt', 'deep/b.yaml', 'net.json']\n"
            "['conf', 'conf/deep']\n");
}

TEST_F(DataFilesTest, TheRootHoldsEverything) {
  dataPaths = {"/"};
  EXPECT_EQ(run("import os\n"
                "print(open('/src/secret.txt').read(), os.listdir('/lib'))\n"
                "print(os.path.isdir('/'))\n"),
            "secret ['pack']\nTrue\n");
}

TEST_F(DataFilesTest, PackagesReadWhatTheyBring) {
  searchPaths = {"/lib"};
  EXPECT_EQ(run("import pack\nprint(pack.version)\n"), "1.2\n");
}

} // namespace
} // namespace kiln::python
