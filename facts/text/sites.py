"""Sites: host names of web pages, in addresses and text."""

import re
from typing import Final

_ADDRESS: Final = re.compile(r"(?:[^/?#]*://)?(?:[^/?#@]*@)?([^/?#:]*)")
"""An optional scheme and user, then the host (https://www.rfc-editor.org/rfc/rfc3986)."""
_WORD: Final = re.compile(r"\S+")
_HOST: Final = re.compile(r"(?:[^\W_](?:[^\W_]|-)*\.)+(?:[a-z]{2,}|xn--[a-z0-9]+)")
_FILE_ENDINGS: Final = (
    "7z asp aspx avi bak bat bib bin bmp cfg ckpt class cmd conf cpp csproj css csv db "
    "dll doc docx egg env epub exe flac gguf gif go gz hpp htm html ico ini ipynb iso jar "
    "java jpeg jpg js json jsonl jsp jsx kt less lock log lua mjs mkv msi npy npz odt "
    "onnx parquet pdf php pickle pkl png ppt pptx proto psd rar rb rtf safetensors sass "
    "scss sql sqlite svg swift tar tex tgz tiff toml ts tsv tsx ttf txt vue wasm wav webm "
    "webp whl xhtml xls xlsx xml yaml yml"
)
"""Endings of file names. Hardly any of them is also a top-level domain."""
_NON_DOMAINS: Final = frozenset(_FILE_ENDINGS.split())


def normalize_site(address: str) -> str:
    """Return the host of an address, without `www.`.

    An address is a URL or a host name; the result is in lower case. The library stores sites in
    this form. Empty if the address has no host.
    """
    match = _ADDRESS.match(address.strip().lower())
    return match[1].removeprefix("www.") if match else ""


def find_sites(text: str) -> list[re.Match[str]]:
    """Return the sites in a text, from left to right."""
    return [word for word in _WORD.finditer(text) if "." in word[0] and is_site(word[0])]


def is_site(text: str) -> bool:
    """Return whether a text is one lower-case host name.

    A file name is not one.
    """
    if _HOST.fullmatch(text) is None or text != text.lower():
        return False
    return text.rpartition(".")[2] not in _NON_DOMAINS
