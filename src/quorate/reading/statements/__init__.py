"""Who said what, according to a report?"""

from quorate.reading.statements.statements import find_statements, prediction_rows

__all__ = ["find_statements", "prediction_rows"]
