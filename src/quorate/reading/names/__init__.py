"""Who is named in a report, and where?"""

from quorate.reading.names.mentions import Mention, Mentions, places_of, settled
from quorate.reading.names.names import Names

__all__ = ["Mention", "Mentions", "Names", "places_of", "settled"]
