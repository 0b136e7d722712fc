"""Matrix: citizens in direct rooms, staff in a desk room with one thread per case.

Importing this imports nio and its cryptography: do it when Matrix is configured, not before.
"""

from adapters.matrix.adapter import MatrixAdapter
from adapters.matrix.settings import MatrixSettings

__all__ = ["MatrixAdapter", "MatrixSettings"]
