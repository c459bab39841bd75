"""How commands fail: their exit codes, and what is said of a mistake of ours."""

FAILED = 1
BAD_INPUT = 2


def sentence_of(error: Exception) -> str:
    """What is told of an error that is no TalwegError."""
    if isinstance(error, MemoryError) or "RESOURCE_EXHAUSTED" in str(error):  # XLA's name for it
        return "There is not enough memory for this; ask for less."
    reason = str(error).partition("\n")[0].rstrip(".")
    return (
        f"Something went wrong, which is a mistake in Talweg: {type(error).__name__} {reason}".rstrip() + "."
    )
