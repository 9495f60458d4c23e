"""Who is named in a report, and where?"""

from quorate.reading.names.names import Mention, Mentions, Names, places_of, settled

__all__ = ["Mention", "Mentions", "Names", "places_of", "settled"]
