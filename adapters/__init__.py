"""The doors: one module or package per network. Each speaks one network and decides nothing."""
