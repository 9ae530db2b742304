"""Direct requests: “random fact”, “fact 12”, “list topics”, “help”, and small talk."""

import re
from typing import Final

from facts.library.library import Library
from facts.questions.findings import (
    DirectRequest,
    FactRequest,
    HelpKind,
    HelpRequest,
    RandomFactRequest,
    SmallTalk,
    TopicListRequest,
)
from facts.questions.small_talk import SmallTalkKind, classify_small_talk
from facts.questions.topic_mentions import find_name_spans
from facts.text.normalize import fold, name_key, words

_MAX_LENGTH: Final = 200
"""Characters of the longest request."""
_FRAME: Final = re.compile(
    r"^(?:(?:please|hey|hi|hello|ok|so|footnote|bot|(?:can|could|would|will) you)\b[ ,!]*)+"
    r"|(?:[ ,]+(?:please|thanks|thank you))*[ ?!.…。？]*$"
)
"""Polite words around a request, and its closing punctuation."""
_ASK: Final = r"(?:show|give|tell|send|get|find|open)(?: me| us)? "
_GIVE: Final = rf"(?:{_ASK})?"
_NEW: Final = r"(?:new|random|fun|interesting|cool|good|nice|different)"
_TOPIC_LIST: Final = re.compile(
    rf"{_GIVE}(?:(?:a |the )?list (?:of )?|list (?:me |us ))?(?:all |every )?(?:of )?"
    r"(?:the |your |our )?topics|name(?: me| us)?(?: all)?(?: your| the)? topics|topics? list"
    r"|what (?:all )?(?:do|can) (?:you|we) know(?: about)?(?: here)?"
    r"|(?:what|which)(?: kinds? of)? (?:topics?|subjects?|things)"
    r" (?:do (?:you|we) (?:have|know|cover)|are (?:there|available|here|covered)"
    r"|can (?:i|we) ask(?: you)?)(?: about)?(?: here)?"
    r"|what (?:can|could|should) (?:i|we) ask(?: you)?(?: about)?"
    r"|what (?:are|is) (?:the|your|our) topics?|what (?:facts )?(?:do|have) you (?:have|got)"
    r"|whats? (?:is )?in (?:here|(?:the|your|our|this) library)"
    r"|what do you (?:have )?facts about|what are you (?:about|for)"
)
_RANDOM: Final = re.compile(
    rf"{_ASK}(?:an? |another |any |one |some )?(?:{_NEW} )*(?:facts?|something)(?: {_NEW})*"
    rf"|(?:an? |another |any |one )(?:{_NEW} )*fact|(?:{_NEW} )+facts?|another one"
    rf"|(?:{_ASK})?random|surprise(?: me| us)?|teach (?:me|us) (?:something|a fact)"
    r"|i ?a?m feeling lucky|did you know"
)
_RANDOM_ABOUT: Final = re.compile(
    rf"{_GIVE}(?:a |another |any )?random facts? (?:about|on|of|from) (?:the topic )?(?P<topic>.+)"
)
_FACT: Final = re.compile(
    rf"(?:(?:whats?|what is|what does) |{_GIVE})(?:the )?facts? ?(?:number |no\.? |nr\.? |#)? ?"
    r"(?P<number>[0-9]{1,18})(?: say)?|# ?(?P<short>[0-9]{1,18})"
)
_HOW_TO: Final = re.compile(
    r"(?:(?:how|where|who|may|can|could|i want|i would like|id like|i need|want)"
    r"(?: do| does| can| could| would| should| may| is allowed)?"
    r"(?: i| we| you| one| someone| people| anyone| everyone)?(?: to)? )?"
    r"(?P<verb>[a-z]+(?: up| in)?)"
    r"(?: an?| the| my| our| some| more| new| wrong| old| this| that| another| own| existing)*"
    r" (?:facts?|topics?|sources?|citations?|alias(?:es)?|something"
    r"|(?P<file>files?|pages?|tables?|lists?|library|notes?|csv|spreadsheets?|everything))"
    r"(?: (?:here|myself|again)| (?:to|in|into|from|on|of) (?:an?|the|your|our|this)?"
    r" ?(?:library|bot|footnote|database|server|here|fact|topic|files?|csv|you))*"
)
_VERBS: Final = {
    verb: kind
    for kind, listed in {
        HelpKind.ADD: "add create submit suggest contribute save propose",
        HelpKind.EDIT: "edit change correct fix update rename merge",
        HelpKind.REMOVE: "remove delete hide undo",
        HelpKind.IMPORT: "import upload load",
        HelpKind.EXPORT: "export download",
    }.items()
    for verb in listed.split()
}
_HELP: Final = re.compile(
    r"help(?: me| us)?|(?:i|we) need help"
    r"|commands?|(?:list|show)(?: me)?(?: all| the| your)* commands"
    r"|usage|manual|instructions|(?:what|which) commands (?:do you have|are there)"
    r"|what (?:else )?can (?:you|this bot|footnote|it) do(?: for (?:me|us))?|what do you do"
    r"|(?:who|what)(?: is|s| are) (?:you|this bot|footnote|this|it)|introduce yourself"
    r"|how (?:do|does|can) (?:you|this|this bot|footnote|it) (?:work|help(?: me| us)?)"
    r"|how (?:do|can|should) (?:i|we) (?:use|ask|talk to|work with|query)"
    r"(?: you| this| this bot| footnote| it| a question| questions)?"
)


def find_direct_request(library: Library, text: str) -> DirectRequest | None:
    """Return what a message asks of the bot itself; None for a question to the library.

    A message that is exactly a topic's name asks for the topic.
    """
    request = _read_request(library, text) if len(text) <= _MAX_LENGTH else None
    return None if request is None or _is_topic_name(library, text) else request


def _read_request(library: Library, text: str) -> DirectRequest | None:
    if talk := classify_small_talk(text):
        return HelpRequest() if talk is SmallTalkKind.HELLO else SmallTalk(talk)
    asked = _FRAME.sub("", fold(text).replace("'", "").replace("’", "")).strip()
    if match := _FACT.fullmatch(asked):
        return FactRequest(int(match["number"] or match["short"]))
    if _TOPIC_LIST.fullmatch(asked):
        return TopicListRequest()
    if _HELP.fullmatch(asked):
        return HelpRequest()
    if kind := _read_how_to(asked):
        return HelpRequest(kind)
    return _read_random_request(library, asked)


def _read_how_to(asked: str) -> HelpKind | None:
    """Return what a user wants to know how to do with facts, or with files of facts."""
    match = _HOW_TO.fullmatch(asked)
    kind = _VERBS.get(match["verb"]) if match else None
    is_file_work = kind in (HelpKind.IMPORT, HelpKind.EXPORT)
    return None if match and match["file"] and not is_file_work else kind


def _read_random_request(library: Library, asked: str) -> RandomFactRequest | None:
    if _RANDOM.fullmatch(asked):
        return RandomFactRequest()
    if match := _RANDOM_ABOUT.fullmatch(asked):
        topics = library.resolve_names(_whole_keys(match["topic"]))
        return next(map(RandomFactRequest, topics.values()), None)
    return None


def _is_topic_name(library: Library, text: str) -> bool:
    return bool(library.resolve_names(_whole_keys(text)))


def _whole_keys(text: str) -> list[str]:
    """Return the index keys of a name that is the whole text."""
    count = len(words(text))
    spans = find_name_spans(text)
    return [
        name_key(text),
        *(key for span in spans if span.end - span.start == count for key in span.keys),
    ]
