"""The words of the demo, English and French: an invented country, invented armed groups and places."""
