"""The network "web": one local page with the citizen's chat on the left and the desk on the right.

It needs no account anywhere, so it serves demonstrations and people who want to see how their
texts come across. It is a network like the others: what is typed there goes through `receive`,
and what the bot says arrives through `send`.
"""

from adapters.web.adapter import PageDesk, WebAdapter

__all__ = ["PageDesk", "WebAdapter"]
