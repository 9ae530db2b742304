"""LaTeX in bibliographies: special characters written, and read back.

`decode_latex` undoes `escape_latex`. It also reads what other programs write: accents, letters,
dashes, quotes and formatting. A library for this would be slower (0.3 to 0.4 ms for a title), and
those that exist keep some commands or fail on deep nesting.
"""

import re
import unicodedata
from typing import Final

_ESCAPES: Final = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$",
    "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
}  # fmt: skip
r"""BibTeX counts the brace of `\{` too, so braces are commands."""
_SPECIAL: Final = re.compile(r"[\\{}$&#_%~^<>|]|(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')")
"""A special character, or the place between two characters that LaTeX would join into one."""
_CODED: Final = re.compile(r"\\|\{|\}|~|--|``|''")
"""What needs decoding. A class of characters in it would take three times as long."""
_TOKEN: Final = re.compile(
    r"\\href\s*\{[^{}]*\}"
    r"|\\(?P<word>[A-Za-z]+)[ \t]*"
    r"|\\(?P<sign>[^A-Za-z])"
    r"|(?P<math>\$[^$]*\$)"
    r"|(?P<ligature>---?|``|''|~|[{}])",
    re.DOTALL,
)
_ACCENTED: Final = re.compile(
    r"[ \t]*\{?[ \t]*(?:\\(?P<dotless>[ij])(?![A-Za-z])|(?P<base>[^\W\d_]))"
)
_ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_LIGATURES: Final = {
    "---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "{": "", "}": "",
}  # fmt: skip
_SIGNS: Final = {"\\": " ", ",": " ", ";": " ", ":": " ", "-": "", "/": "", "@": "", "!": ""}
_LETTERS: Final = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
_SYMBOLS: Final = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{",
    "rbrace": "}", "textasciitilde": "~", "textasciicircum": "^", "textless": "<",
    "textgreater": ">", "textbar": "|", "textunderscore": "_", "textdollar": "$",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": '"', "quotedblbase": "„",
    "guillemotleft": "«", "guillemotright": "»", "textasciigrave": "`", "textendash": "–",
    "textemdash": "—", "ldots": "…", "dots": "…", "textellipsis": "…", "textdegree": "°",
    "texteuro": "€", "euro": "€", "pounds": "£", "textsterling": "£", "S": "§", "P": "¶",
    "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™",
    "textbullet": "•", "textperiodcentered": "·", "textmu": "µ", "texttimes": "×",
    "textpm": "±", "slash": "/", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX",
}  # fmt: skip


def escape_latex(text: str) -> str:
    """Return a text for a field of BibTeX; its braces are balanced."""
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], "{}"), text)


def decode_latex(text: str) -> str:
    """Return the plain text of a BibTeX field.

    Unknown commands are left out, their text stays. Formulas between dollar signs stay as they are.
    """
    if not _CODED.search(text):
        return text
    parts: list[str] = []
    place = 0
    while match := _TOKEN.search(text, place):
        parts.append(text[place : match.start()])
        decoded, place = _decode_token(text, match)
        parts.append(decoded)
    return unicodedata.normalize("NFC", "".join([*parts, text[place:]]))


def _decode_token(text: str, token: re.Match[str]) -> tuple[str, int]:
    """Return what a token means, and where the text after it begins."""
    word, sign = token["word"], token["sign"]
    accent = _ACCENTS.get(word or sign or "")
    letter = _ACCENTED.match(text, token.end()) if accent else None
    if accent and letter:
        return (letter["dotless"] or letter["base"]) + accent, letter.end()
    if sign:
        return _SIGNS.get(sign, " " if sign.isspace() else sign), token.end()
    if word:
        return _LETTERS.get(word) or _SYMBOLS.get(word, ""), token.end()
    return token["math"] or _LIGATURES.get(token["ligature"] or "", ""), token.end()
