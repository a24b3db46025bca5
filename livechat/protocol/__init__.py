"""Everything that crosses the wire, defined once. README.md beside this file is its one page."""
