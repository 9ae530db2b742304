"""Facts thinks: the domain and its use cases.

It does no input or output.
"""
