"""Matrix: citizens in direct rooms, staff in a desk room with one thread per case.

`from adapters.matrix.adapter import MatrixAdapter` imports nio and its cryptography, which takes
half a second and 40 MB; the settings alone cost nothing.
"""

from adapters.matrix.settings import MatrixSettings

__all__ = ["MatrixSettings"]
