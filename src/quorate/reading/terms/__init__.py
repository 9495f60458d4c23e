"""Which terms does a report give: what parties to talks ask and offer?"""

from quorate.reading.terms.bargains import stands_for
from quorate.reading.terms.terms import find_terms

__all__ = ["find_terms", "stands_for"]
