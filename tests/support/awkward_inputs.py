"""Awkward input: empty, huge, control characters, query syntax, scripts of all kinds."""

AWKWARD = (
    "", " ", "x", "é", "-", "?!…", "x" * 10_000, "na " * 3_334, '"' * 200, "NEAR(a, b)",
    "a AND b OR c*",
    "'; DROP TABLE fact; --", "%_\\", "\0", "nap\0s", "\ud800", "\udfff naps", "مرحبا",
    "\u202enaps",
    "na\u200bps", "\u200d\u200e", "🦊", "👩‍👩‍👧", "ﷺ" * 50, "İ", "ß", "각", "मशीन", "ก",
    " ".join(f"word{n}" for n in range(200)),
)  # fmt: skip
