"""Layers that multiply, look up and compare."""

SHORTENED = "`max_norm` shortens what is looked up, the table in the weights stays as it is"


def add_cases(add, limit):
    add("nn.Identity(54, unused=True)", "2x3")
    add("nn.Identity()", "i64:3 0..9")
    add("nn.Linear(3, 4)", "2x3")
    add("nn.Linear(3, 4, bias=False)", "2x5x3")
    add("nn.Linear(3, 1, True, 'cpu', torch.float64)", "f64:3")
    add("nn.Linear(3, 4, dtype=torch.bfloat16)", "bf16:2x3")
    add("nn.LazyLinear(4)", "2x3")
    add("nn.LazyLinear(2, bias=False, dtype=torch.float64)", "f64:2x2x3")
    add("lambda x, w: F.linear(x, w)", "2x3", "4x3")
    add("lambda x, w, b: F.linear(x, w, b)", "2x2x3", "4x3", "4")
    add("lambda x, w, b: F.linear(x, w, bias=b)", "3", "3", "scalar")
    add("nn.Bilinear(2, 3, 4)", "5x2", "5x3")
    add("nn.Bilinear(2, 3, 1, bias=False)", "2x2x2", "2x2x3")
    add("nn.Bilinear(2, 3, 2, device='cpu', dtype=torch.float64)", "f64:2", "f64:3")
    add("lambda x, y, w: F.bilinear(x, y, w)", "5x2", "5x3", "4x2x3")
    add("lambda x, y, w, b: F.bilinear(x, y, w, b)", "2x2", "2x3", "4x2x3", "4")
    add("lambda x, y, w, b: F.bilinear(x, y, w, bias=b)", "2x3x2", "2x3x3", "1x2x3", "1")
    add("nn.Flatten()", "2x3x4")
    add("nn.Flatten(0, 1)", "2x3x4")
    add("nn.Flatten(start_dim=-2)", "2x3x2x2")
    add("nn.Unflatten(1, (2, 3))", "2x6x2")
    add("nn.Unflatten(-1, torch.Size([2, -1]))", "2x6")
    add("nn.Unflatten(dim=0, unflattened_size=[3, 1])", "3x2")
    add_embedding(add, limit)
    add_bag(add)
    add_distance(add)
    add_grouped(add, limit)


def add_embedding(add, limit):
    index = "i64:2x3 0..5"
    add("nn.Embedding(5, 4)", index)
    add("nn.Embedding(5, 4, padding_idx=1)", "i32:4 0..5")
    add("nn.Embedding(5, 4, -1, scale_grad_by_freq=True, sparse=True)", "i64:scalar 0..5")
    add("nn.Embedding(5, 4, max_norm=0.4)", index, note=SHORTENED)
    add("nn.Embedding(5, 4, max_norm=0.7, norm_type=1.0)", index)
    add("nn.Embedding(5, 4, device='cpu', dtype=torch.float64)", index)
    table = "torch.arange(15.0).view(5, 3)"
    add(f"nn.Embedding(5, 3, _weight={table})", index)
    add(f"nn.Embedding.from_pretrained({table})", index)
    add(f"nn.Embedding.from_pretrained({table}, False, 2, 20.0, 3.0)", index)
    add("lambda i, w: F.embedding(i, w)", index, "5x4")
    add("lambda i, w: F.embedding(i, w, 2, scale_grad_by_freq=True, sparse=True)", index, "5x2")
    add("lambda i, w: (F.embedding(i, w, None, 1.5), w)", index, "5x4")
    add("lambda i, w: F.embedding(i, w, max_norm=2.5, norm_type=1)", index, "f64:5x4")
    add("lambda i, w: F.embedding(i, w, max_norm=0.5, norm_type=float('inf'))", index, "5x4")
    add("lambda i: F.one_hot(i, 5)", index)
    add("lambda i: F.one_hot(i, num_classes=7)", "i64:scalar 0..5")
    add("lambda i: F.one_hot(torch.tensor([2, 0, 1])) + i", "i64:scalar 0..5")
    limit(
        "lambda i: F.one_hot(i)",
        index,
        message="needs num_classes",
        limit="num_classes=-1 of indices that are not known when compiling",
    )


def add_bag(add):
    index, flat, offsets = "i64:2x3 0..5", "i64:7 0..5", "i64:3 = 0 2 5"
    call = "nn.EmbeddingBag(5, 4"
    for mode in ("sum", "mean", "max"):
        add(f"{call}, mode='{mode}')", index)
        add(f"{call}, mode='{mode}')", flat, offsets)
        add(f"{call}, mode='{mode}', padding_idx=1)", flat, "i64:3 = 0 2 2")
        add(f"{call}, mode='{mode}', include_last_offset=True)", flat, "i64:4 = 0 2 5 7")
        add(f"lambda i, w: F.embedding_bag(i, w, mode='{mode}')", index, "5x2")
        add(f"lambda i, w, o: F.embedding_bag(i, w, o, mode='{mode}')", flat, "5x2", offsets)
    add(f"{call})", "i32:2x3 0..5")
    add(f"{call}, 0.6, 2.0, True, 'sum', True)", index)
    add(f"{call}, max_norm=0.6, norm_type=1)", flat, offsets, note=SHORTENED)
    add(f"{call}, device='cpu', dtype=torch.float64)", index)
    add(f"{call}, mode='sum')", index, "per_sample_weights=2x3")
    add(f"{call}, mode='sum', padding_idx=-1)", flat, offsets, "per_sample_weights=7")
    table = "torch.arange(15.0).view(5, 3)"
    add(f"nn.EmbeddingBag(5, 3, _weight={table})", index)
    add(f"nn.EmbeddingBag.from_pretrained({table}, mode='max')", index)
    add(f"nn.EmbeddingBag.from_pretrained({table}, True, 20.0, 2.0, padding_idx=0)", index)
    call = "lambda i, w, o: F.embedding_bag(i, w, o,"
    add("lambda i, w, o: (F.embedding_bag(i, w, o, 1.0), w)", flat, "5x2", "i64:3 = 0 1 1")
    add(f"{call} 1.5, 2, True, 'sum', True)", flat, "5x2", offsets)
    add(f"{call} include_last_offset=True, padding_idx=0)", flat, "5x2", "i64:3 = 0 4 7")
    add(
        "lambda i, w, s: F.embedding_bag(i, w, mode='sum', per_sample_weights=s)",
        index,
        "f64:5x2",
        "f64:2x3",
    )
    add("lambda w, i, o: F.embedding_bag(w, i, o)", "5x2", flat, offsets)


def add_distance(add):
    x, y = "3x4x2", "3x4x2"
    add("nn.CosineSimilarity()", x, y)
    add("nn.CosineSimilarity(dim=-1, eps=1.0)", x, y)
    add("nn.CosineSimilarity(0)", "f64:4", "f64:4")
    add("nn.CosineSimilarity(-1)", "3x1x4", "2x4")
    add("lambda x, y: F.cosine_similarity(x, y)", x, y)
    add("lambda x, y: F.cosine_similarity(x, y, 2, 0.5)", x, y)
    add("lambda x, y: F.cosine_similarity(x, y, dim=0)", "3x4", "4")
    add("nn.PairwiseDistance()", x, y)
    add("nn.PairwiseDistance(1, keepdim=True)", x, y)
    add("nn.PairwiseDistance(p=3.5, eps=0.1)", "f64:3x4", "f64:3x4")
    add("nn.PairwiseDistance(float('inf'))", "4", "4")
    add("lambda x, y: F.pairwise_distance(x, y)", x, "2")
    add("lambda x, y: F.pairwise_distance(x, y, 1.0, 0.0, True)", x, y)
    add("lambda x, y: F.pairwise_distance(x, y, p=0)", "3x4", "3x4")
    add("lambda x, y: F.pairwise_distance(x, y, p=float('-inf'))", "3x4", "3x4")
    add("lambda x: F.pdist(x)", "5x3")
    add("lambda x: (F.pdist(x, 1), F.pdist(x, p=3), F.pdist(x, 0.0))", "4x3")
    add("lambda x: F.pdist(x, float('inf'))", "f64:4x3")
    add("lambda x: F.pdist(x).sum()", "1x3")


def add_grouped(add, limit):
    call = "lambda x, y, o: F.grouped_mm(x, y, offs=o)"
    add(call, "bf16:6x8", "bf16:3x8x8", "i32:3 = 2 3 6")
    add(call, "bf16:2x4x8", "bf16:8x16", "i32:2 = 8 16")
    add(call, "bf16:8x16", "bf16:16x8", "i32:2 = 8 16")
    add("lambda x, y: F.grouped_mm(x, y)", "bf16:2x4x8", "bf16:2x8x8")
    add("lambda x, y: F.grouped_mm(x, y, out_dtype=torch.bfloat16)", "bf16:2x4x8", "bf16:2x8x8")
    for name in ("scaled_mm", "scaled_grouped_mm"):
        limit(
            f"lambda x, y: F.{name}(x, y, x[0, 0], None, y[0, 0], None)",
            "8x8",
            "8x8",
            message=f"torch.nn.functional.{name}",
            limit="8-bit floats",
        )
