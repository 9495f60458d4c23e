"""Who is said to have done what to whom?"""

from quorate.reading.acts.acts import (
    date_of,
    find_acts,
    names_of,
    prediction_rows,
    without_headings,
)

__all__ = ["date_of", "find_acts", "names_of", "prediction_rows", "without_headings"]
