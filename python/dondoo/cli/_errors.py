"""What the commands raise when they are asked for something that cannot be."""


class UsageError(Exception):
    """The command line asks for something that cannot be; the message says what. Exit status 2."""
