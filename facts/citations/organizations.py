"""Words by which the name of an organisation differs from that of a person."""

import re
from typing import Final

_WORDS: Final = frozenset(
    "academy ads agency ai alliance amazon american analytics anthropic apple army associates"
    " association authority bank blog board british bureau business bv capital care center"
    " centre city clinic club co collective college commission committee communications"
    " community company conference consortium contributors corp corporation council court crew"
    " data deepmind department dept design desk developers development digital directorate"
    " division docs documentation economics editorial editors education energy engineering"
    " enterprise european experience facebook federal federation finance forum foundation fund"
    " gazette general github global gmbh google government group growth guild handbook health"
    " herald holdings hospital hr hub hugging ibm inc industries infrastructure innovation"
    " institut institute insurance intelligence international journal lab laboratories"
    " laboratory labs learning legal library limited llc llp ltd magazine maintainers"
    " management marketing media medical medicine meta microsoft ministry mission mozilla museum"
    " national nations navy network news nvidia office openai operations ops org organisation"
    " organization oss panel parliament partners partnership party payments people platform plc"
    " policy post press product products program programme project public quality records"
    " reliability research reserve reuters review royal sales school science sciences"
    " secretariat secretary security senate service services sig society software solutions"
    " squad sre staff states station strategy studio studios success support survey systems task"
    " team teams technologies technology the times trust union unit united universidad"
    " universitat university universität université ventures web website wiki wikipedia"
    " world".split()
)
"""In lower case. A few companies are here because their names read like those of people."""
_CJK_ENDING: Final = re.compile(
    "(?:大学|大學|学院|學院|研究院|研究所|实验室|公司|会社|集团|协会|委员会|委員会|[团團队隊组社局会院])\\Z"
)
"""University, institute, laboratory, company, group, committee, team, office."""
_OUTER: Final = ".,:()[]\"“”'’"


def has_organization_word(text: str) -> bool:
    """Return whether a name has a word such as Team, Lab or University.

    A Chinese or Japanese name has it at its end.
    """
    words = (word.strip(_OUTER).casefold() for word in text.replace("/", " ").split())
    return _CJK_ENDING.search(text) is not None or any(word in _WORDS for word in words)
