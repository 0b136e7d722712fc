"""The knowledge base: topics that editors write, and the matcher that finds them. Pure."""
