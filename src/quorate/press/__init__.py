"""REPORTS COME IN: files become frozen texts with what is known of their origin."""

from quorate.press.load import Dating, Loaded, load

__all__ = ["Dating", "Loaded", "load"]
