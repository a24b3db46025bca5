"""For supervisors: who is here with what load, and what waits in the departments they manage."""
