"""Independent Python reference for the Tierwise statistical specification (Documentation/Methods.md).

Written for clarity, not speed.  Section numbers in comments are those of Methods.md.
"""
