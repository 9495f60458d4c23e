"""When did it happen, as far as the words and the day of publication say?"""

from quorate.reading.dates.dates import DateMention, find_dates

__all__ = ["DateMention", "find_dates"]
