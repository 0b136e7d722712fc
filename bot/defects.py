"""Tell where our own code failed, without what it was working on. Pure."""

import traceback


def where(error: BaseException) -> str:
    """The error's class and place; never its text, which could quote a citizen."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {frame.filename}:{frame.lineno}"
