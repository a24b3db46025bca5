"""
How a message travels: committed in a batch, told to every socket that may see it, healed when a
hint is lost. The database is the record; everything else here may fail.
"""
