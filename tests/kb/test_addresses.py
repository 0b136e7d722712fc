from bot.kb.addresses import Place, addresses


def test_every_address_is_found_with_its_places():
    files = {
        "a.yaml": b"x: https://a.nl/x\ny: |\n  Zie https://b.nl.\n  En [dit](https://a.nl/x).\n",
        "b.yaml": b"- {url: 'https://b.nl'}\n",
        "broken.yaml": b"[https://c.nl",
    }

    assert addresses(files) == {
        "https://a.nl/x": [Place("a.yaml", 1), Place("a.yaml", 4)],
        "https://b.nl": [Place("a.yaml", 3), Place("b.yaml", 1)],
    }
