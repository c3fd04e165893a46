"""torch.nn.utils: weights computed from others, masks, vectors, fused layers."""

U = "nn.utils."
P = "nn.utils.parametrizations."
PRUNE = "prune."


def add_cases(add, limit):
    add_norms(add)
    add_parametrizations(add)
    add_pruning(add)
    add_others(add)


def add_norms(add):
    add(f"{U}weight_norm(nn.Linear(3, 4))", "2x3")
    add(f"{U}weight_norm(nn.Linear(3, 4), dim=1)", "2x3")
    add(f"{U}weight_norm(nn.Linear(3, 4), 'weight', None)", "2x3")
    add(f"{U}weight_norm(nn.Linear(3, 4), name='bias')", "2x3")
    add(f"{U}weight_norm(nn.Conv2d(2, 3, 2))", "1x2x3x3")
    add(f"{U}remove_weight_norm({U}weight_norm(nn.Linear(3, 4)))", "2x3")
    add(f"{U}spectral_norm(nn.Linear(3, 4))", "2x3")
    add(f"{U}spectral_norm(nn.Conv2d(2, 3, 2), n_power_iterations=3, eps=1e-6)", "1x2x3x3")
    add(f"{U}spectral_norm(nn.Linear(3, 4), 'weight', 1, 1e-12, 1)", "2x3")
    add(f"{U}spectral_norm(nn.ConvTranspose1d(2, 3, 2))", "1x2x3")
    add(f"{U}remove_spectral_norm({U}spectral_norm(nn.Linear(3, 4)))", "2x3")


def add_parametrizations(add):
    add(f"{P}weight_norm(nn.Linear(3, 4))", "2x3")
    add(f"{P}weight_norm(nn.Linear(3, 4), dim=1)", "2x3")
    add(f"{P}weight_norm(nn.Conv1d(2, 3, 2), 'weight', None)", "1x2x4")
    add(f"{P}spectral_norm(nn.Linear(3, 4))", "2x3")
    add(f"{P}spectral_norm(nn.ConvTranspose2d(2, 3, 2), n_power_iterations=2)", "1x2x2x2")
    add(f"{P}spectral_norm(nn.Linear(3, 4), 'bias')", "2x3")
    for option in ("", "orthogonal_map='matrix_exp'", "orthogonal_map='cayley'"):
        add(f"{P}orthogonal(nn.Linear(3, 3), {option})", "2x3")
        add(f"{P}orthogonal(nn.Linear(2, 4), {option})", "2x2")
        add(f"{P}orthogonal(nn.Linear(4, 2), {option})", "2x4")
    add(f"{P}orthogonal(nn.Linear(3, 3), orthogonal_map='householder')", "2x3")
    add(f"{P}orthogonal(nn.Linear(3, 2), use_trivialization=False)", "2x3")
    call = "nn.utils.parametrize.register_parametrization(nn.Linear(3, 3), 'weight', "
    add(f"{call}Symmetric())", "2x3")
    add(f"Parametrized()", "2x3", of=["utils.parametrize.register_parametrization"])
    add(f"Parametrized(cached=True)", "2x3", of=["utils.parametrize.cached"])
    add(
        "nn.utils.parametrize.remove_parametrizations("
        f"{call}Symmetric()), 'weight', leave_parametrized=False)",
        "2x3",
    )


def add_pruning(add):
    linear = "nn.Linear(3, 4)"
    mask = "torch.tensor([[1., 0, 1], [1, 1, 0], [0, 0, 1], [1, 1, 1]])"
    add(f"{PRUNE}identity({linear}, 'weight')", "2x3")
    add(f"{PRUNE}custom_from_mask({linear}, 'weight', {mask})", "2x3")
    add(f"{PRUNE}custom_from_mask({linear}, name='bias', mask=torch.ones(4))", "2x3")
    add(f"{PRUNE}random_unstructured({linear}, 'weight', amount=0.3)", "2x3")
    add(f"{PRUNE}l1_unstructured({linear}, 'weight', 4)", "2x3")
    add(f"{PRUNE}random_structured({linear}, 'weight', 0.5, dim=1)", "2x3")
    add(f"{PRUNE}ln_structured({linear}, 'weight', amount=2, n=2, dim=0)", "2x3")
    add(
        f"{PRUNE}remove({PRUNE}custom_from_mask({linear}, 'weight', torch.ones(4, 3)), 'weight')",
        "2x3",
    )
    add("Pruned()", "2x3", of=["utils.prune.global_unstructured", "utils.prune.is_pruned"])


def add_others(add):
    add("Vectors()", "2x3", of=["utils.parameters_to_vector", "utils.vector_to_parameters"])
    add(f"{U}fuse_conv_bn_eval(nn.Conv2d(2, 3, 2).eval(), nn.BatchNorm2d(3).eval())", "1x2x3x3")
    add(
        f"{U}fuse_conv_bn_eval(nn.ConvTranspose1d(2, 3, 2, bias=False).eval(),"
        " nn.BatchNorm1d(3).eval(), transpose=True)",
        "1x2x3",
    )
    add(f"{U}fuse_linear_bn_eval(nn.Linear(2, 3).eval(), nn.BatchNorm1d(3).eval())", "4x2")
    add(f"{U}skip_init(nn.Linear, 3, 4)", "2x3")
    add(
        f"{U}convert_conv2d_weight_memory_format(nn.Conv2d(2, 3, 2), torch.channels_last)",
        "1x2x3x3",
    )
    add("Functional()", "2x3", of=["utils.stateless.functional_call"])
