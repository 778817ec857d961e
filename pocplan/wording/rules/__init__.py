"""The rules that are shipped, as data: patterns per language, and why and what instead in every language."""
