"""Which numbers does a report give, of what, and how far do its words bound them?"""

from quorate.reading.figures.figures import find_figures, prediction_rows

__all__ = ["find_figures", "prediction_rows"]
