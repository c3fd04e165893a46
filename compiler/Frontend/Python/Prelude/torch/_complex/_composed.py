"""What is composed of operators and right for complex tensors too.

Most compositions are written with real numbers in mind: they square where
complex numbers are multiplied by their conjugates, or compare. Only these are
used with complex arguments. The definitions complex_numbers and spectra of the
tests compare each with PyTorch, but for those of exported programs: they move
elements, or call others.
"""

_ARRANGEMENTS = """
    atleast_2d atleast_3d block_diag cartesian_prod column_stack diag_embed
    diagflat diagonal_scatter dsplit dstack fill_diagonal fliplr flipud hsplit
    index_add index_copy index_fill index_put masked_scatter masked_select
    narrow_copy new_tensor nonzero put rot90 select_scatter slice_scatter
    sum_to_size unfold vsplit
"""

_SUMS_AND_PRODUCTS = """
    addbmm addr chain_matmul count_nonzero cov cross det diff dist einsum inner
    inverse kron matrix_exp matrix_power renorm std_mean tensordot trace
    var_mean
"""

_TESTS = "isclose"

_SPECTRA = "stft istft"

_LINEAR_ALGEBRA = """
    cross det diagonal inv matmul matrix_exp matrix_norm matrix_power multi_dot
    norm solve vecdot vector_norm
"""

_FUNCTIONAL = "dropout embedding normalize"

_TRANSFORMS = """
    fft fft2 fftn fftshift hfft ifft ifft2 ifftn ifftshift irfft
    irfft2 irfftn ihfft rfft rfft2 rfftn
"""

# The operators of programs that PyTorch exported.
_ATEN = """
    _reshape_alias _to_copy _unsafe_view addmm addmv alias baddbmm convolution
    _convolution _convolution_mode copy dot einsum fill index index_put
    lift_fresh lift_fresh_copy linalg_vector_norm _local_scalar_dense mH mT mv
    scalar_tensor select_scatter slice slice_scatter split_copy split_with_sizes
    split_with_sizes_copy squeeze_dims sym_numel sym_size sym_storage_offset
    sym_stride to unbind_copy vdot view_copy where _assert_tensor_metadata
"""


def _of(module, names):
    return {module + name for name in names.split()}


RIGHT = (
    _of("", " ".join([_ARRANGEMENTS, _SUMS_AND_PRODUCTS, _TESTS, _SPECTRA]))
    | _of("functional.", "einsum")
    | _of("linalg.", _LINEAR_ALGEBRA)
    | _of("nn.functional.", _FUNCTIONAL)
    | _of("fft.", _TRANSFORMS)
    | _of("aten.", _ATEN)
)
