"""Files in conversations: what they may be, how they are called, how they are kept."""
