"""`wegwijs forget` and `wegwijs purge`: erase a person's data; apply retention now."""

import argparse
import time
from functools import partial
from typing import TYPE_CHECKING

from bot.cli.options import add_config, settings
from bot.engine.context import erase
from bot.housekeeping import purge
from bot.ports import Address
from bot.store import Store, Transaction

if TYPE_CHECKING:
    from bot.cli.options import Commands


def add_commands(commands: "Commands") -> None:
    """Forget and purge."""
    forget = commands.add_parser(
        "forget",
        help="erase everything about one citizen",
        description="Erase everything about one citizen. Copies that were relayed to a desk are "
        "taken back as soon as `wegwijs serve` runs.",
    )
    forget.add_argument("network", metavar="NETWORK", help="telegram or matrix")
    forget.add_argument("address", metavar="ADDRESS", help="the chat's or room's id")
    add_config(forget)
    forget.set_defaults(command=_forget)
    purging = commands.add_parser("purge", help="erase all data whose time is up, now")
    add_config(purging)
    purging.set_defaults(command=_purge)


def _forget(options: argparse.Namespace) -> int:
    address = Address(options.network, options.address)
    with Store(settings(options).store.url) as store, store.begin() as tx:
        found = _erase_at(tx, address)
    print("Erased." if found else "Nothing was known about this address.")
    return 0


def _erase_at(tx: Transaction, address: Address) -> bool:
    stored = tx.conversations.find(address)
    if stored is not None:
        erase(tx, stored.id, time.time())
    return stored is not None


def _purge(options: argparse.Namespace) -> int:
    found = settings(options)
    apply = partial(purge, retention=found.privacy.retention(), now=time.time())
    with Store(found.store.url) as store, store.begin() as tx:
        erased = apply(tx)
    print(f"{erased} conversations and cases erased.")
    return 0
