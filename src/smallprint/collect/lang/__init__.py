"""Detectors for the programming languages other than Python: one lexer, one table of languages, idioms as data."""

from smallprint.collect.lang.detect import find

__all__ = ["find"]
