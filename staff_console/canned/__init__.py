"""What of the site goes out with a canned reply, as cards after its text."""
