import yaml

TEXT = """
# widths of layers
defaults: &defaults
  act: relu
  lr: 1e-3
  eps: 1.0e-5
model:
  <<: *defaults
  eps: .5
  widths: [8, 16, 0x1F, 010, -3, +4, 1_000, 09]
  name: "small\\tnet"
  other: 'it''s'
  flags: [yes, No, ON, off, true, False, y, n, TrUe]
  nothing: [~, null, Null, ]
  reals: [.inf, -.INF, 3., 1.5e+3, 1e3, -0.25]
  text: |
    two
    lines
  folded: >
    one
    line
  kept: |+
    end

  plain text: a: b-c, d
  version: 1.2.3
? [1, 2]
: not hashable
"""
try:
    yaml.safe_load(TEXT)
except (yaml.YAMLError, TypeError) as error:
    print("refused")
model = yaml.safe_load(TEXT.replace("? [1, 2]\n: not hashable\n", "").replace("  plain text: a: b-c, d\n", ""))
for name, value in sorted(model["model"].items()):
    print(name, repr(value))
print(model["defaults"])

LAYERS = """
backbone:
  # [from, number, module, args]
  - [-1, 1, Conv, [64, 3, 2]]
  - [[-1, 6], 1, Concat, [1]]
  - [-1, 3, C2f, [128, True]]
- x
"""
try:
    yaml.safe_load(LAYERS)
except yaml.YAMLError:
    print("refused")
print(yaml.safe_load(LAYERS.replace("- x\n", "")))
print(list(yaml.safe_load_all("a: 1\n---\n- 2\n- - 3\n  - 4\n")))
print(yaml.safe_load(""), yaml.safe_load("--- 3"), yaml.safe_load("{a: {b: [c, d]}, e: }"), yaml.safe_load("'3'"))
print(yaml.safe_load("a: !!str 3\nb: !!float 3\nc: !!int '4'\nd: !!seq [1]"))
print(yaml.load("a: !!python/tuple [1, 2]", Loader=yaml.FullLoader))
for text in ("a: [1, 2", "*unknown", "a: &a [{b: 1}]\n<<: [*a]", "!!python/object:os.system x", "a: 1\n---\nb: 2"):
    try:
        yaml.safe_load(text)
        print("taken", text)
    except yaml.YAMLError:
        print("refused")
same = yaml.safe_load("a: &x [1]\nb: *x")
print(same["a"] is same["b"])
