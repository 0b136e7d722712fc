"""The dialogue: a pure step from a state and an event to a new state and effects.

Nothing here waits, sends, stores, reads a clock or knows a network.
"""
