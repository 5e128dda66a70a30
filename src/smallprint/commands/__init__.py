"""One module per command; each holds a click command and as little else as it can."""
