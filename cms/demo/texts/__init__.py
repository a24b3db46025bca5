"""The words of the demo site, one module for each part of it, as the tree's builder reads them.

A page is a dictionary: its type, slug, title, introduction, picture (the name of a drawing), body
(blocks as pairs of type and value), other fields of its type, and the pages below it.
"""

from .about import ABOUT
from .help import HELP
from .home import HOME
from .shop import SHOP

HOME["children"] = [SHOP, HELP, ABOUT]

__all__ = ["HOME"]
