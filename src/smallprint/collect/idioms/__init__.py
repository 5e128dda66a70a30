"""Idioms as data: one line per callable, key, host or model family. To support a new library, add a line here."""
