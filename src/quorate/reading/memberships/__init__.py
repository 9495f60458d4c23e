"""Who belongs to what, and in what role?"""

from quorate.reading.memberships.memberships import find_memberships
from quorate.reading.memberships.rows import prediction_rows

__all__ = ["find_memberships", "prediction_rows"]
