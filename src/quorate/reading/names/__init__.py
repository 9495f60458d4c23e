"""Who is named in a report, and where?"""

from quorate.reading.names.names import Mention, Names

__all__ = ["Mention", "Names"]
