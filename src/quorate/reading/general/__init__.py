"""How is a report read in a language whose words and forms are data alone?

English has grammars of its own in the rooms beside this one. Here is one grammar for the other
languages: whatever is a word of one of them stands in ``lexicon/<language>/``.
"""
