"""Money Time: a meeting copilot that tells a polite yes from a real one while the call can still be changed."""

__version__ = "0.1.0"
