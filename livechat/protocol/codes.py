"""Numbers of the protocol (contract sections 3 and 4). Seconds unless said."""

VERSION = 1

CLOSE_BAD_FRAMES = 4400
CLOSE_SESSION_ENDED = 4401
CLOSE_FORBIDDEN = 4403
CLOSE_NOT_FOUND = 4404
CLOSE_NO_HELLO = 4408
CLOSE_TOO_BIG = 4413
CLOSE_FLOODING = 4429
CLOSE_RESTARTING = 4012

MAX_FRAME = 16_384
"""Bytes of UTF-8."""
MAX_BODY = 4_000
"""Code points."""
MAX_PREVIEW = 500
"""Code points of a text that is still being written."""
MAX_NAME = 80
MAX_EMAIL = 254
MAX_REF = 64
MAX_NUMBER = 2**53 - 1
"""The largest whole number that every client can write; a number beyond the last is no error."""

NEWEST = 50
"""Messages in an answer to ``after: 0``."""
PAGE = 200
"""The most messages in one answer."""

HELLO_WITHIN = 10
BAD_FRAMES = 20
"""In a minute; then 4400."""
MAX_UNSERVED = 256
"""Frames received and not yet served; then 4429."""
FLOOD_FRAMES = 500
FLOOD_WINDOW = 5
"""100 frames a second over 5 s; then 4429."""

HEARTBEAT = 20
"""The contract promises one at least every 25."""
TYPING_RUNS_OUT = 6
