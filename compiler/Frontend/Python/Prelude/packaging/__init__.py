"""packaging: versions and their comparison."""

from packaging import version
