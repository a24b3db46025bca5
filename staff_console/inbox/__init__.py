"""What the console's list has beside its rows: saved filters, and acting on many at once."""
