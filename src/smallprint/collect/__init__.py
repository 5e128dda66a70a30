"""Collect: which models do the files of a tree name? Reads files, decides nothing about licences."""
