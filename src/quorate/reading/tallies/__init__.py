"""What does a report say of votes: counts, thresholds, outcomes, and who voted how?"""

from quorate.reading.tallies.tallies import READER, find_tallies

__all__ = ["READER", "find_tallies"]
