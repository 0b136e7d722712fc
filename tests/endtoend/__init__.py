"""The whole product, from network to network."""
