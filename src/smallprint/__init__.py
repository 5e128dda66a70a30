"""smallprint: a licence-compliance linter for AI models."""

__version__ = "0.1.0"
