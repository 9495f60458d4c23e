"""Which words of a sentence belong together, and who is the subject of which verb?"""
