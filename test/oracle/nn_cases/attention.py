"""Attention and transformers."""

SDPA = "F.scaled_dot_product_attention"


def add_cases(add, limit):
    dropping = "dropout_p above 0 in training: nothing is dropped, with a warning"
    limit(
        f"lambda q, k, v: {SDPA}(q, k, v, dropout_p=0.5)",
        *["2x3x4"] * 3,
        message="drops weights at random",
        limit=dropping,
        warns=True,
    )
    limit(
        "lambda q, k, v, w, b, ow, ob: F.multi_head_attention_forward(q, k, v, 4, 2, w, b,"
        " None, None, False, 0.5, ow, ob)",
        *["3x1x4"] * 3,
        *["12x4", "12", "4x4", "4"],
        message="drops weights at random",
        limit=dropping,
        warns=True,
    )
    add_multihead(add)
    add_function(add)
    add_layers(add)
    add_transformers(add)
    add(f"lambda q, k, v: {SDPA}(q, k, v)", "2x3x4", "2x5x4", "2x5x6")
    add(f"lambda q, k, v: {SDPA}(q, k, v, is_causal=True)", "1x2x4x3", "1x2x4x3", "1x2x4x3")
    add(f"lambda q, k, v: {SDPA}(q, k, v, is_causal=True)", "2x3x4", "2x5x4", "2x5x4")
    add(f"lambda q, k, v: {SDPA}(q, k, v, scale=0.2)", "3x4", "5x4", "5x4")
    add(f"lambda q, k, v, m: {SDPA}(q, k, v, m)", "2x3x4", "2x5x4", "2x5x4", "3x5")
    add(f"lambda q, k, v, m: {SDPA}(q, k, v, attn_mask=m)", "2x3x4", "2x5x4", "2x5x4", "2x1x5")
    keep = "bool:2x3x5 = 1 0 0 1 1 0 1 0 0 0 1 1 1 1 1 0 0 0 0 1 1 1 0 1 0 0 1 1 1 0"
    add(f"lambda q, k, v, m: {SDPA}(q, k, v, m, 0.0)", "2x3x4", "2x5x4", "2x5x4", keep)
    blank = "bool:2x3 = 1 0 1 0 0 0"
    add(f"lambda q, k, v, m: {SDPA}(q, k, v, m)", "2x4", "3x4", "3x4", blank)
    gqa = "enable_gqa=True"
    add(f"lambda q, k, v: {SDPA}(q, k, v, {gqa})", "1x4x3x2", "1x2x3x2", "1x2x3x2")
    add(f"lambda q, k, v: {SDPA}(q, k, v, None, 0, True, {gqa})", *["f64:1x4x3x2"] * 3)


def add_multihead(add):
    qkv, several = ["3x2x4"] * 3, ["3x2x4", "5x2x4", "5x2x4"]
    call = "nn.MultiheadAttention(4, 2"
    add(f"{call})", *qkv)
    add(f"{call}, dropout=0.3, bias=False)", *several)
    add(f"{call}, batch_first=True)", "2x3x4", "2x5x4", "2x5x4")
    add(f"{call}, add_bias_kv=True)", *several)
    add(f"{call}, add_zero_attn=True)", *several)
    add(f"{call}, kdim=3, vdim=5)", "3x2x4", "4x2x3", "4x2x5")
    add(f"{call}, True, True, True, True, 3, 4, True)", "2x3x4", "2x4x3", "2x4x4")
    add(f"{call}, device='cpu', dtype=torch.float64)", *["f64:3x2x4"] * 3)
    add(f"{call})", *["3x4"] * 3)
    add(f"{call})", *several, arg={"need_weights": "False"})
    add(f"{call})", *several, arg={"average_attn_weights": "False"})
    add(f"{call})", *["3x4"] * 3, arg={"average_attn_weights": "False"})
    padding = "key_padding_mask=bool:2x5 = 0 0 0 1 1 0 0 0 0 1"
    add(f"{call})", *several, padding)
    add(f"{call})", *several, "key_padding_mask=2x5")
    add(f"{call})", *["5x4"] * 3, "key_padding_mask=bool:5 = 0 1 0 0 1")
    add(f"{call}, add_bias_kv=True, add_zero_attn=True)", *several, padding)
    mask = "attn_mask=bool:3x5 = 0 1 0 1 0 0 0 0 1 1 1 0 0 0 0"
    add(f"{call})", *several, mask)
    add(f"{call})", *several, "attn_mask=3x5")
    add(f"{call})", *several, "attn_mask=4x3x5")
    add(f"{call}, add_bias_kv=True)", *several, mask, arg={"need_weights": "False"})
    add(f"{call}, add_zero_attn=True)", *several, padding, mask)
    add(f"{call}, batch_first=True)", *["2x5x4"] * 3, padding, "attn_mask=5x5")
    causal = {"is_causal": "True", "need_weights": "False"}
    upper = "attn_mask=bool:3x3 = 0 1 1 0 0 1 0 0 0"
    add(f"{call})", *qkv, upper, arg=causal)
    add(f"{call})", *qkv, upper, arg={"is_causal": "True"})


def add_function(add):
    call = "lambda q, k, v, w, b, ow, ob{}: F.multi_head_attention_forward(q, k, v, 4, 2, w, b,"
    inputs = ["3x1x4", "2x1x4", "2x1x4", "12x4 -0.5..0.5", "12", "4x4 -0.5..0.5", "4"]
    add(call.format("") + " None, None, False, 0.0, ow, ob)", *inputs)
    add(call.format("") + " None, None, True, 0.0, ow, ob, False, None, False)", *inputs)
    add(
        call.format(", bk, bv") + " bk, bv, False, 0.0, ow, ob, average_attn_weights=False)",
        *inputs,
        *["1x1x4"] * 2,
    )
    add(
        call.format(", m, p") + " None, None, False, 0.0, ow, ob, False, p, attn_mask=m)",
        *inputs,
        "3x2",
        "bool:1x2 = 0 1",
    )
    add(
        call.format(", sk, sv")
        + " None, None, False, 0.0, ow, ob, False, static_k=sk, static_v=sv)",
        *inputs,
        *["2x5x2"] * 2,
    )
    add(
        "lambda q, k, v, wq, wk, wv, b, ow, ob: F.multi_head_attention_forward(q, k, v, 4, 2,"
        " None, b, None, None, False, 0.0, ow, ob, False, None, True, None, True, wq, wk, wv)",
        *["3x1x4", "2x1x3", "2x1x5", "4x4", "4x3", "4x5", "12", "4x4", "4"],
    )


def add_layers(add):
    encoder, decoder = (
        "nn.TransformerEncoderLayer(4, 2, 6",
        "nn.TransformerDecoderLayer(4, 2, 6",
    )
    x, memory = "3x2x4", "5x2x4"
    for options in (
        "",
        ", 0.3, 'gelu'",
        ", activation=F.silu, layer_norm_eps=0.1",
        ", norm_first=True",
        ", bias=False",
        ", norm_first=True, bias=False",
    ):
        add(f"{encoder}{options})", x)
        add(f"{decoder}{options})", x, memory)
    add(f"{encoder}, batch_first=True)", "2x3x4")
    add(f"{encoder}, device='cpu', dtype=torch.float64)", "f64:" + x)
    add(f"{encoder})", "3x4")
    add(f"{encoder})", x, "src_mask=bool:3x3 = 0 1 1 0 0 1 0 0 0")
    add(f"{encoder})", x, "src_mask=3x3", "src_key_padding_mask=2x3")
    add(f"{encoder}, batch_first=True)", "2x3x4", "src_key_padding_mask=bool:2x3 = 0 0 1 0 0 0")
    causal = "3x3 = 0 -inf -inf 0 0 -inf 0 0 0"
    add(f"{encoder})", x, "src_mask=" + causal, arg={"is_causal": "True"})
    add(f"{decoder}, batch_first=True)", "2x3x4", "2x5x4")
    add(f"{decoder}, device='cpu', dtype=torch.float64)", "f64:" + x, "f64:" + memory)
    add(f"{decoder})", "3x4", "5x4")
    add(
        f"{decoder})",
        x,
        memory,
        "tgt_mask=" + causal,
        "memory_mask=bool:3x5 = 0 1 0 1 0 0 0 0 1 1 1 0 0 0 0",
        "tgt_key_padding_mask=bool:2x3 = 0 0 1 0 0 0".replace("bool:2x3 = 0 0 1 0 0 0", "2x3"),
        "memory_key_padding_mask=2x5",
    )
    add(f"{decoder})", x, memory, "tgt_mask=" + causal, arg={"tgt_is_causal": "True"})
    add(f"{decoder})", x, memory, "memory_mask=3x5", arg={"memory_is_causal": "False"})


def add_transformers(add):
    encoder, decoder = (
        "nn.TransformerEncoderLayer(4, 2, 6",
        "nn.TransformerDecoderLayer(4, 2, 6",
    )
    x, memory = "3x2x4", "5x2x4"
    add(f"nn.TransformerEncoder({encoder}), 2)", x)
    add(f"nn.TransformerEncoder({encoder}, batch_first=True), 1, nn.LayerNorm(4))", "2x3x4")
    add(
        f"nn.TransformerEncoder({encoder}, batch_first=True), 2, None, False, False)",
        "2x3x4",
        "mask=bool:3x3 = 0 1 1 0 0 1 0 0 0",
        "src_key_padding_mask=bool:2x3 = 0 0 1 0 0 0",
    )
    for mask in ("0 0 1 0 1 1", "1 0 0 0 0 1"):
        add(
            f"nn.TransformerEncoder({encoder}, batch_first=True), 2, nn.LayerNorm(4))",
            "2x3x4",
            f"src_key_padding_mask=bool:2x3 = {mask}",
        )
    causal = "3x3 = 0 -inf -inf 0 0 -inf 0 0 0"
    add(f"nn.TransformerEncoder({encoder}), 1)", x, "mask=" + causal, arg={"is_causal": "True"})
    add(f"nn.TransformerEncoder({encoder}), 1)", x, "mask=" + causal)
    add(f"nn.TransformerDecoder({decoder}), 2)", x, memory)
    add(f"nn.TransformerDecoder({decoder}), 1, norm=nn.LayerNorm(4))", x, memory)
    add(
        f"nn.TransformerDecoder({decoder}), 1)",
        x,
        memory,
        "tgt_mask=" + causal,
        "memory_mask=3x5",
        "tgt_key_padding_mask=2x3",
        "memory_key_padding_mask=2x5",
        arg={"tgt_is_causal": "True"},
    )
    model = "nn.Transformer(4, 2, 1, 1, 6"
    add(f"{model})", memory, x)
    add(f"{model}, 0.2, 'gelu', batch_first=True, norm_first=True)", "2x5x4", "2x3x4")
    add(f"{model}, activation=F.relu, layer_norm_eps=0.1, bias=False)", memory, x)
    add(f"{model}, device='cpu', dtype=torch.float64)", "f64:" + memory, "f64:" + x)
    add(f"{model})", "5x4", "3x4")
    add(
        f"nn.Transformer(4, 2, custom_encoder=nn.TransformerEncoder({encoder}), 1),"
        f" custom_decoder=nn.TransformerDecoder({decoder}), 1))",
        memory,
        x,
    )
    add(
        f"{model})",
        memory,
        x,
        "src_mask=5x5",
        "tgt_mask=" + causal,
        "memory_mask=3x5",
        "src_key_padding_mask=2x5",
        "tgt_key_padding_mask=2x3",
        "memory_key_padding_mask=2x5",
        arg={"src_is_causal": "False", "tgt_is_causal": "True", "memory_is_causal": "False"},
    )
    add("lambda x: x + nn.Transformer.generate_square_subsequent_mask(3)", "3x3")
