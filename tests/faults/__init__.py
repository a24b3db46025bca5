"""The delivery promise under faults: real processes and servers, and a network that misbehaves."""
