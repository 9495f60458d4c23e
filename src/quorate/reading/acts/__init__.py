"""Who is said to have done what to whom?"""

from quorate.reading.acts.acts import find_acts, without_headings
from quorate.reading.acts.dating import date_of, is_ahead, shared_date
from quorate.reading.acts.rows import called, prediction_rows

__all__ = [
    "called",
    "date_of",
    "find_acts",
    "is_ahead",
    "prediction_rows",
    "shared_date",
    "without_headings",
]
