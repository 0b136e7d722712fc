"""Small Markdown as HTML for the page: links open in a new tab, and nothing else is clever."""

from bot.ports import markdown


def render(text: str) -> str:
    """HTML of a message's text; HTML in the text itself means only itself.

    Pictures are left out: a message has none, and the page loads nothing from elsewhere.
    """
    parser = markdown()
    tokens = parser.parse(text)
    for token in tokens:
        if not token.children:
            continue
        token.children = [child for child in token.children if child.type != "image"]
        for child in token.children:
            if child.type == "link_open":
                child.attrSet("target", "_blank")
                child.attrSet("rel", "noopener noreferrer")
    return str(parser.renderer.render(tokens, parser.options, {}))
