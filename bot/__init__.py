"""Wegwijs: the library's chatbot for the digital government.

Data goes round in one direction: an adapter receives, the engine stores and lets the pure
dialogue decide, delivery sends. See docs/adr for why.
"""

__version__ = "0.1.0"
