"""Methods of tensors and functions of torch that models use."""

X, I = "2x3x4", "i64:2x3 -5..5"


def add_cases(add, limit):
    add_shapes(add)
    add_questions(add)
    add_arithmetic(add)
    add_comparisons(add)
    add_reductions(add)
    add_products(add)
    add_elements(add)
    add_rarer(add)
    add_places(add)
    add_types(add)
    add_made(add)
    add_layers(add)
    add(
        "lambda x: (x[torch.nonzero(torch.tensor([1, 0, 2]))], torch.tensor([[1, 0]]).nonzero())",
        X.replace("2", "3", 1),
    )
    limit(
        "lambda x: x.view(torch.int32)",
        X,
        message="a tuple of int",
        limit="other element types",
    )
    unknown = "elements that are not known when compiling"
    add(
        "lambda x, y: (x.masked_select(y), y.nonzero(), y.argwhere(), x[y], torch.where(y), "
        "torch.nonzero(x > 0, as_tuple=True), y.nonzero_static(size=30))",
        X,
        "bool:2x3x4",
    )
    add(
        "lambda x: (x.unique(return_inverse=True, return_counts=True), x.unique(), "
        "x[0, 0].unique_consecutive(return_counts=True), x[0, 0].unique(dim=0))",
        "i64:2x3x4 -2..3",
    )
    add(
        "lambda x: (x.repeat_interleave(torch.tensor([2, 0, 1]), 1), "
        "x[0, 0].repeat_interleave((x[0, 0] > 9).long() + 2, output_size=8), "
        "torch.repeat_interleave((x[0, 0] < 9).long() * 3, output_size=12))",
        X,
    )
    add("lambda x: x * x.item()", "1")
    limit(
        "lambda x: len(x.tolist()) * x", "1", message="tolist() needs elements", limit=unknown
    )


def add_shapes(add):
    add("lambda x: (x.view(6, -1), x.view((2, 12)), x.view(-1), x.view(2, 3, 2, 2))", X)
    add("lambda x, y: (x.view_as(y), x.reshape_as(y))", X, "4x6")
    add("lambda x, y: x.expand_as(y)", "3", "2x3")
    add("lambda x: (x.reshape(4, 6), x.reshape((-1, 2)), x.permute(2, 0, 1).reshape(-1))", X)
    add("lambda x: (x.permute(2, 0, 1), x.permute((0, -1, 1)), torch.permute(x, (1, 0, 2)))", X)
    add("lambda x: (x.transpose(0, 1), x.transpose(-1, 0), torch.transpose(x, 1, 2))", X)
    add("lambda x: (x.swapaxes(0, 2), torch.swapaxes(x, 1, 0), x.swapdims(0, -1))", X)
    add("lambda x: (x.t(), x.T, x.mT, x.t_())", "2x3")
    add("lambda x: (x.unsqueeze(0), x.unsqueeze(-1), torch.unsqueeze(x, 1))", X)
    add("lambda x: (x.squeeze(), x.squeeze(0), x.squeeze(-1), x.squeeze((0, 2)))", "1x3x1")
    add("lambda x: (torch.squeeze(x), torch.squeeze(x, 1))", "1x3x1")
    add("lambda x: (x.flatten(), x.flatten(1), x.flatten(0, 1), torch.flatten(x, -2))", X)
    add("lambda x: (x.unflatten(2, (2, 2)), torch.unflatten(x, -1, (-1, 2)))", X)
    add("lambda x: (x.expand(2, 3, 4), x.expand(-1, 3, -1), x.expand(5, 2, 3, 4))", "2x1x4")
    add("lambda x: (x.repeat(2, 1), x.repeat(1, 2, 3), x.repeat((2, 2)))", "2x3")
    add("lambda x: (x.chunk(2, 1), x.chunk(3, dim=-1), torch.chunk(x, 2))", X)
    add("lambda x: (x.split(2, 1), x.split([1, 3], -1), torch.split(x, 1))", X)
    add("lambda x: (x.unbind(), x.unbind(1), torch.unbind(x, -1))", X)
    add("lambda x: (x.narrow(1, 0, 2), x.select(0, 1), x.movedim(0, 2), x.ravel())", X)
    add("lambda x: (x.contiguous(), x.transpose(0, 2).contiguous(), x.clone())", X)
    add("lambda x: (x.roll(1, 0), x.roll((1, -1), (0, 2)), torch.roll(x, 3))", X)
    add("lambda x: (x.flip(0), x.flip((0, 2)), torch.flip(x, [1]), x.fliplr(), x.flipud())", X)
    add("lambda x: x.unfold(2, 3, 1)", X)
    add("lambda x: (x.tile(2), x.tile((2, 1, 1)), x.repeat_interleave(2, 1))", X)
    add("lambda x, y: (torch.cat([x, y], 1), torch.cat((x, y), dim=-1))", "2x3", "2x2")
    add("lambda x, y: (torch.stack([x, y]), torch.stack((x, y), -1))", "2x3", "2x3")
    add("lambda x, y: (torch.hstack([x, y]), torch.vstack([x, y]), torch.dstack([x, y]))", X, X)


def add_questions(add):
    add("lambda x: x * x.dim() + x.size(1) - x.size(-1) + x.size()[0] * len(x)", X)
    add("lambda x: x * x.numel() + x.ndim + x.shape[1] + x.shape.numel() - x.nelement()", X)
    add("lambda x: x + x.stride(0) * 2 + x.stride()[1] + x.transpose(0, 1).stride(0)", X)
    add(
        "lambda x: x + (x.is_floating_point() + 2 * x.is_contiguous() + 4 * x.t().is_contiguous())",
        "2x3",
    )
    add("lambda x: x + (x.is_cuda + 2 * x.is_nested + 4 * x.is_xpu + 8 * x.is_complex())", X)
    add(
        "lambda x: x + len(str(x.dtype)) + len(str(x.device)) + x.element_size() + x.itemsize",
        X,
    )
    add(
        "lambda x: x + (x.grad is None) + (x.grad_fn is None) * 2 + x.is_leaf * 4 + x.requires_grad",
        X,
    )
    add("lambda x: x + torch.tensor(2.5).item() + sum(torch.tensor([1, 2]).tolist())", X)
    add(
        "lambda x: x + int(torch.tensor(3)) + float(torch.tensor(0.5)) + bool(torch.tensor(1))",
        X,
    )


def add_arithmetic(add):
    for operator in ("add", "sub", "mul", "div"):
        add(
            f"lambda x, y: (x.{operator}(y), torch.{operator}(x, y), x.{operator}(2))",
            "2x3",
            "3 1..2",
        )
        add(
            f"lambda x, y: (x.{operator}_(y), x, x.{operator}_(0.5), x[0].{operator}_(3), x)",
            "2x3",
            "3 1..2",
        )
        add(f"lambda x, y: (x.{operator}(y), y.{operator}(x), x.{operator}(3))", I, "2x3 1..2")
    add(
        "lambda x, y: (x + y, x - y, x * y, x / y, 2 - x, 3 / y, 2 * x + 1, -x, +x)",
        "2x3",
        "3 1..2",
    )
    add(
        "lambda x, y: (x // y, x % y, x ** 2, 2 ** y, y ** x, y ** 0.5, 7 // y, 7 % y)",
        "2x3",
        "3 1..2",
    )
    add("lambda x, y: (x // y, x % y, x * y, x / y, x ** 2)", I, "i64:3 1..4")
    add(
        "lambda x, y: (x.add(y, alpha=2), x.sub(y, alpha=0.5), torch.divide(x, y), x.true_divide(y))",
        "2x3",
        "3 1..2",
    )
    add(
        "lambda x, y: (x.div(y, rounding_mode='floor'), x.div(y, rounding_mode='trunc'))",
        "2x3",
        "3 1..2",
    )
    add("lambda x, y: (x.floor_divide(y), x.remainder(y), x.fmod(y))", "2x3", "3 1..2")
    add(
        "lambda x: (x.neg(), torch.neg(x), x.abs(), torch.abs(x), x.sign(), torch.sign(x), x.positive())",
        "2x3",
    )
    add("lambda x: (x.exp(), x.exp_(), torch.exp(x), x.expm1(), x.exp2())", "2x3")
    add(
        "lambda x: (x.log(), torch.log(x), x.log2(), torch.log2(x), x.log10(), x.log1p())",
        "2x3 0.1..4",
    )
    add(
        "lambda x: (x.sqrt(), torch.sqrt(x), x.rsqrt(), x.reciprocal(), x.square())",
        "2x3 0.1..4",
    )
    add(
        "lambda x: (x.pow(2), x.pow(0.5), x.pow(-1), torch.pow(x, 3), torch.pow(2, x))",
        "2x3 0.1..4",
    )
    add(
        "lambda x: (x.sin(), torch.sin(x), x.cos(), torch.cos(x), x.tan(), x.sinh(), x.cosh())",
        "2x3",
    )
    add(
        "lambda x: (x.asin(), x.acos(), x.atan(), x.asinh(), x.atanh(), x.erf(), x.erfc(), x.erfinv())",
        "2x3 -0.9..0.9",
    )
    add(
        "lambda x: (x.sigmoid(), torch.sigmoid(x), torch.sigmoid_(x), x, x.tanh(), torch.tanh(x))",
        "2x3",
    )
    add(
        "lambda x: (x.relu(), x.relu_(), torch.relu(x), x.softmax(-1), torch.softmax(x, 0), x.log_softmax(1))",
        "2x3",
    )
    add(
        "lambda x: (x.floor(), x.ceil(), x.round(), torch.round(x), x.trunc(), x.frac(), x.round(decimals=1))",
        "2x3 -4..4",
    )
    add(
        "lambda x: (x.clamp(-1, 1), torch.clamp(x, min=0), x.clamp(max=0.5), x.clamp_(-0.2, 0.3), x.clip(0, 1))",
        "2x3",
    )
    add("lambda x, y: (x.clamp(y), x.clamp(max=y), x.clamp_min(0), x.clamp_max(0))", "2x3", "3")
    add(
        "lambda x, y: (x.lerp(y, 0.3), torch.lerp(x, y, y), x.addcmul(x, y), x.addcdiv(y, y + 3, value=2))",
        "2x3",
        "3",
    )
    add(
        "lambda x, y: (x.maximum(y), x.minimum(y), torch.max(x, y), torch.min(x, y), x.atan2(y), x.hypot(y))",
        "2x3",
        "3",
    )
    add("lambda x: (x.nan_to_num(), x.isnan(), x.isinf(), x.isfinite())", "4 = 1 nan inf -inf")


def add_comparisons(add):
    for operator in ("eq", "ne", "lt", "le", "gt", "ge"):
        add(
            f"lambda x, y: (x.{operator}(y), x.{operator}(1), torch.{operator}(x, y))",
            I,
            "i64:3 -1..2",
        )
    add("lambda x, y: (x == y, x != 1, x < y, x <= y, x > 0, x >= y)", I, "i64:3 -1..2")
    add(
        "lambda x, y: (x & y, x | y, x ^ y, ~x, x.logical_not(), x.logical_and(y), x.logical_or(y))",
        "bool:2x3",
        "bool:3",
    )
    add("lambda x, y: (x & y, x | 3, x ^ y, ~x, x << 2, x >> 1)", I, "i64:3 0..4")
    add(
        "lambda x, y: (torch.where(x, y, 0.0), torch.where(x, y, -y), y.where(x, y * 2))",
        "bool:2x3",
        "2x3",
    )
    add(
        "lambda x, y: (y.masked_fill(x, 7), y.masked_fill_(x, float('-inf')), y)",
        "bool:2x3",
        "2x3",
    )
    add("lambda x: (x.any(), x.all(), x.any(1), x.all(0, keepdim=True))", "bool:2x3")
    add("lambda x, y: (x.isclose(y), torch.isin(x, torch.tensor([1, 2])))", I, I)


def add_reductions(add):
    for operator in ("sum", "mean"):
        add(
            f"lambda x: (x.{operator}(), x.{operator}(1), x.{operator}((0, 2), keepdim=True), torch.{operator}(x, -1))",
            X,
        )
    add(
        "lambda x: (x.sum(dtype=torch.float64), x.sum(1), x.prod(1), x.sum(dim=0, keepdim=True))",
        "i32:2x3 1..5",
    )
    for operator in ("std", "var"):
        add(
            f"lambda x: (x.{operator}(), x.{operator}(1), x.{operator}(dim=(0, 2), keepdim=True), x.{operator}(1, unbiased=False))",
            X,
        )
        add(f"lambda x: torch.{operator}(x, -1, correction=0)", X)
    add("lambda x: (x.max(), x.min(), x.max(1), x.min(-1, keepdim=True), torch.max(x, 0))", X)
    add("lambda x: (x.amax(1), x.amin((0, 1)), x.argmax(), x.argmax(1), x.argmin(-1, True))", X)
    add(
        "lambda x: (x.norm(), x.norm(1, 2), x.norm(dim=1, keepdim=True), x.norm(p=float('inf'), dim=0))",
        X,
    )
    add(
        "lambda x: (x.logsumexp(1), torch.logsumexp(x, (0, 1)), x.count_nonzero(), x.median(1), x.median())",
        X,
    )
    add(
        "lambda x: (x.cumsum(1), torch.cumsum(x, -1), x.cumprod(0), x.diff(), torch.diff(x, dim=1))",
        X,
    )
    add("lambda x: (x.cummax(1), x.cummin(2), x.logcumsumexp(0))", X)
    add(
        "lambda x: (x.sort(), x.sort(1, descending=True), x.argsort(0), x.topk(2), x.topk(1, 1, largest=False))",
        X,
    )
    add(
        "lambda x: (x.kthvalue(2), x.quantile(0.3), x.quantile(torch.tensor([0.1, 0.9]), 1))", X
    )
    add("lambda x: (torch.std_mean(x, 1), torch.var_mean(x), torch.aminmax(x))", X)


def add_products(add):
    add("lambda x, y: (x.matmul(y), torch.matmul(x, y), x @ y)", "2x3x4", "4x5")
    add("lambda x, y: (x.matmul(y), x @ y)", "4", "2x4x3")
    add("lambda x, y: (torch.bmm(x, y), x.bmm(y))", "2x3x4", "2x4x5")
    add("lambda x, y: (torch.mm(x, y), x.mm(y), torch.spmm(x, y))", "3x4", "4x5")
    add(
        "lambda x, y: (torch.mv(x, y), torch.dot(y, y), x.mv(y), y.dot(y), torch.outer(y, y))",
        "3x4",
        "4",
    )
    add(
        "lambda x, y: (torch.einsum('bij,jk->bik', x, y), torch.einsum('bij,jk', x, y))",
        "2x3x4",
        "4x5",
    )
    add(
        "lambda x, y: (torch.einsum('...i,ji->...j', [x, y]), torch.einsum('bii->b', y @ y.mT[None]))",
        "2x3x4",
        "5x4",
    )
    add(
        "lambda x, y: (torch.addmm(y, x, x), x.addmm(x, x, beta=0.5, alpha=2), torch.baddbmm(y[None], x[None], x[None]))",
        "3x3",
        "3",
    )
    add(
        "lambda x, y: (torch.tensordot(x, y, 2), torch.kron(y[0], y[0]), torch.cross(y[:, :3], y[:, :3] + 1, -1))",
        "2x4x5",
        "4x5x3",
    )
    add("lambda x, y: torch.cdist(x, y)", "2x3x4", "2x5x4")
    add(
        "lambda x: (x.tril(), x.triu(1), torch.tril(x, -1), torch.triu(x), torch.diag(x), x.diag(1), x.trace())",
        "4x4",
    )
    add("lambda x: (torch.diag(x), torch.diag(x, 1), x.diag_embed())", "3")
    add(
        "lambda x: (torch.matrix_exp(x * 0.3), torch.linalg.solve(x + torch.eye(3) * 5, x), torch.matrix_power(x, 3))",
        "3x3",
    )
    add(
        "lambda x: (torch.linalg.norm(x), torch.linalg.vector_norm(x, 3, 1), torch.linalg.inv(x + 5 * torch.eye(3)))",
        "3x3",
    )


def add_elements(add):
    add("lambda x: (x[0], x[-1, 1], x[:, 1:], x[..., 0], x[None, :, ::2], x[:, -2:, 1:3])", X)
    add("lambda x, i: (x[i], x[:, i[0]], x[i, i], x[..., i])", "5x6", "i64:2x3 0..5")
    add(
        "lambda x: (x[[1, 0]], x[:, torch.tensor([2, 0])], x[torch.tensor([0, 1]), torch.tensor([1, 2])])",
        X,
    )
    add(
        "lambda x: (x[torch.tensor([True, False])], x[:, torch.tensor([True, False, True])])", X
    )
    add("lambda x, y: (x.__setitem__(0, y), x)[1]", X, "3x4")
    add("lambda x, y: (x[0].copy_(y), x[1, 1].zero_(), x[:, 2].fill_(5), x)", X, "3x4")
    add("Writes()", X, "i64:2 = 2 0", of=["Tensor.__setitem__"])
    add(
        "lambda x, i: (x.gather(1, i), torch.gather(x, 0, i.clamp(max=1)))",
        "2x5",
        "i64:2x3 0..5",
    )
    add(
        "lambda x, i: (x.index_select(1, i[0]), x.take(i), torch.take_along_dim(x, i, 1))",
        "2x5",
        "i64:2x3 0..5",
    )
    add(
        "lambda x, i, y: (x.scatter(1, i, y), x.scatter_add(1, i, y), x.scatter(1, i, 2.0))",
        "2x5",
        "i64:2x3 = 4 0 2 1 3 0",
        "2x3",
    )
    add(
        "lambda x, i, y: (x.scatter_(1, i, y), x, x.scatter_add_(1, i, y), x)",
        "2x5",
        "i64:2x3 = 4 0 2 1 3 0",
        "2x3",
    )
    add(
        "lambda x, i, y: (x.index_add(1, i, y), x.index_copy(1, i, y), x.index_fill(1, i, 3.0))",
        "2x5",
        "i64:3 = 4 0 2",
        "2x3",
    )
    add(
        "lambda x: (x.masked_select(torch.tensor([True, False, True])), x.diagonal(), x.unfold(0, 2, 1))",
        "3x3",
    )
    add(
        "lambda x: (torch.bucketize(x, torch.tensor([-1.0, 0.0, 1.0])), torch.isin(x, x[0]))",
        "2x3",
    )


def add_rarer(add):
    add("lambda x: (x.H, x.adjoint(), x.diagflat(), x.is_cpu + x, x.is_signed() + x)", "2x3")
    add(
        "lambda x: (x.hsplit(2), x.vsplit(2), x.dsplit([1, 3]), x.unsafe_split_with_sizes([1, 3], 2))",
        "2x4x4",
    )
    add("lambda x: (x.hsplit(2), torch.vsplit(x.view(2, 2), 2))", "4")
    add(
        "lambda x, y: (x.select_scatter(y, 1, 2), x.slice_scatter(y.unsqueeze(1), 1, 0, 1))",
        X,
        "2x4",
    )
    add(
        "lambda x, y: (x.slice_scatter(y, 0, 1, None, 2), x.narrow_copy(0, 1, 2))", "5x3", "2x3"
    )
    for offset in (0, 1, -1):
        add(
            f"lambda x, y: x.diagonal_scatter(y[: x.diagonal({offset}).size(0)], {offset})",
            "3x4",
            "3",
        )
    add("lambda x, y: x.diagonal_scatter(y, 0, 1, 2)", "2x3x3", "2x3")
    add("lambda x, y: (x.fill_diagonal_(5.0), x, y.fill_diagonal_(1))", "3x4", "4x3")
    add(
        "lambda x, m, y: (x.masked_scatter(m, y), x.masked_scatter_(m[0], y), x)",
        "2x4",
        "bool:2x4",
        "9",
    )
    add(
        "lambda x, i, y: (x.put(i, y), x.put(i, y, accumulate=True), x.put_(i, y), x)",
        "2x4",
        "i64:2 = 6 1",
        "2",
    )
    add("lambda x: (x.sum_to_size(3, 1), x.sum_to_size((1, 4)), x.sum_to_size(2, 1, 4))", X)
    add("lambda x: (x.isposinf(), x.isneginf(), x.isreal())", "4 = 1 nan inf -inf")
    add(
        "lambda x, i: (x.ldexp(i), x.renorm(2, 0, 1.5), x.renorm(1, 1, 0.7))",
        "2x3",
        "i64:3 -2..3",
    )
    add("lambda x: (x.cov(), x.corrcoef(), x[0].cov(), x.cov(correction=0))", "3x5")
    add("lambda x: (x.histc(4, -1, 1), torch.histc(x, bins=5, min=-2, max=2))", "20")
    add("lambda x: (x.inverse(), x.det(), x.slogdet(), (x @ x.T).logdet())", "3x3")
    add("lambda x: (torch.linalg.det(x), torch.linalg.solve(x, x[..., 0]))", "2x4x4")


def add_places(add):
    add("lambda x: (x.fill_(2), x)", "2x3")
    add("lambda x: (x.zero_(), x)", "2x3")
    add("lambda x, y: (x.copy_(y), x)", "2x3", "3")
    add("lambda x: (x.add_(1).mul_(2).sub_(0.5).div_(4), x)", "2x3")
    add("lambda x: (x.transpose_(0, 1), x.unsqueeze_(0), x.squeeze_(0), x)", "2x3")
    add("lambda x: ((x.view(-1)[1:3].mul_(10), x)[1], x.t()[0].neg_(), x)", "2x3")
    add("lambda x: (x.data, x.detach(), x.requires_grad_(), x.cpu())", "2x3")


def add_types(add):
    for name in ("float", "double", "half", "long", "int", "short", "byte", "bool"):
        add(f"lambda x: x.abs().{name}()", "2x3")
    add(
        "lambda x: (x.to(torch.float64), x.to(dtype=torch.int32), x.to('cpu'), x.to(x), x.to('cpu', torch.float16))",
        "2x3",
    )
    add(
        "lambda x, y: (x.type_as(y), x.type(torch.int64), y.type(torch.FloatTensor), x.type(y.dtype))",
        "2x3",
        I,
    )
    add(
        "lambda x, y: (x + y, x * 2.5, y * True, x / 2, (x > 0) + y, x.bfloat16() + 1)",
        I,
        "f16:2x3",
    )


def add_made(add):
    add(
        "lambda x: x + torch.zeros(3) + torch.ones(2, 1) + torch.zeros((2, 3)) + torch.full((3,), 0.5)",
        "2x3",
    )
    add(
        "lambda x: (x + torch.arange(3), x + torch.arange(1, 4, dtype=x.dtype), x + torch.linspace(0, 1, 3))",
        "2x3",
    )
    add(
        "lambda x: (torch.zeros_like(x), torch.ones_like(x, dtype=torch.int64), torch.full_like(x, 3))",
        "2x3",
    )
    add(
        "lambda x: (x.new_zeros(2, 2), x.new_ones((3,)), x.new_full((2,), 4), x.new_tensor([1, 2]), x.new_empty(2).fill_(1))",
        "2x3",
    )
    add(
        "lambda x: x + torch.tensor([[1, 2, 3]]) + torch.as_tensor(0.5) + torch.eye(2, 3) + x.new([1, 2, 3])",
        "2x3",
    )
    add("lambda x: torch.meshgrid(x, torch.ones(2), indexing='ij')", "3")
    add(
        "lambda x: (torch.cartesian_prod(x, x), torch.logspace(0, 1, 3) + x, torch.tril_indices(3, 3))",
        "3",
    )
    add("lambda x: (torch._assert(True, ''), x.detach())[1]", "3")
    add("lambda x: torch.atleast_2d(x)", "3")


def add_layers(add):
    state = ["1x2x4", "1x2x4"]
    weights = ["16x3", "16x4", "16", "16"]
    add(
        "lambda x, h, c, *w: torch.lstm(x, (h, c), w, True, 1, 0.0, False, False, False)",
        "5x2x3",
        *state,
        *weights,
    )
    weights = ["12x3", "12x4", "12", "12"]
    add(
        "lambda x, h, *w: torch.gru(x, h, w, True, 1, 0.0, False, False, False)",
        "5x2x3",
        state[0],
        *weights,
    )
    weights = ["4x3", "4x4", "4", "4"]
    add(
        "lambda x, h, *w: torch.rnn_relu(x, h, w, True, 1, 0.0, False, False, False)",
        "5x2x3",
        state[0],
        *weights,
    )
    add(
        "lambda x, h, *w: torch.rnn_tanh(x, h, w, True, 1, 0.0, False, False, True)",
        "2x5x3",
        state[0],
        *weights,
    )
    add(
        "lambda x, h, c, *w: torch.lstm_cell(x, (h, c), *w)",
        "2x3",
        "2x4",
        "2x4",
        "16x3",
        "16x4",
        "16",
        "16",
    )
    add("lambda x, h, *w: torch.gru_cell(x, h, *w)", "2x3", "2x4", "12x3", "12x4", "12", "12")
    add("lambda x, g: (torch._weight_norm(x, g), torch.norm_except_dim(x, 2, 0))", "3x4", "3x1")
