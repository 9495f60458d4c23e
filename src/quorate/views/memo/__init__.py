"""A memo that stands up to a challenge: its wording in each language, and each form it is given."""
