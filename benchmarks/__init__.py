"""What is measured against named peers: run with `make bench`."""
