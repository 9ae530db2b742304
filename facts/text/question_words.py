"""Question words of languages other than English, which are set aside in a question.

“was ist RAG?” asks for RAG. In an English question “die”, “war” and “come” are words like any
other, so a language must show itself first, by a phrase such as “was ist” or by a word that English
does not have.
"""

import re
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from facts.text.normalize import is_unspaced, locate_words, words


@dataclass(frozen=True, slots=True)
class QuestionLanguage:
    """What questions of one language consist of, beside what they ask about.

    A phrase or a marker shows the language; then all its words are set aside. `others` are words
    that other languages have too.
    """

    phrases: frozenset[tuple[str, ...]]
    markers: frozenset[str]
    words: frozenset[str]


def set_aside_question_words(text: str) -> str:
    """Return a question without the question words of its language, if that is not English.

    A question of nothing else stays as it is.
    """
    asked = _UNSPACED.sub(" ", text) if is_unspaced(text) else text
    in_order = words(asked)
    aside: set[str] = set()
    for language in _find_languages(in_order):
        aside |= language.words
    if not aside.isdisjoint(in_order):
        asked = _remove_words(asked, aside)
    return text if asked == text or not words(asked) else " ".join(asked.split())


def has_only_question_words(text_words: Collection[str]) -> bool:
    """Return whether one language has all of some words as question words."""
    return any(language.words.issuperset(text_words) for language in LANGUAGES)


def _find_languages(in_order: Sequence[str]) -> Iterator[QuestionLanguage]:
    """Yield the languages that show themselves in a question, some more than once."""
    for at, word in enumerate(in_order):
        yield from _BY_MARKER.get(word, ())
        for phrase, language in _BY_FIRST_WORD.get(word, ()):
            if tuple(in_order[at : at + len(phrase)]) == phrase:
                yield language


def _remove_words(text: str, aside: Container[str]) -> str:
    for word, start, end in reversed(locate_words(text)):
        if word in aside:
            text = f"{text[:start]} {text[end:]}"
    return text


def _language(phrases: str, markers: str, others: str = "") -> QuestionLanguage:
    split = frozenset(tuple(words(each)) for each in phrases.split(",") if each)
    known = frozenset(word for each in split for word in each)
    marks = frozenset(words(markers))
    return QuestionLanguage(split, marks, known | marks | frozenset(words(others)))


LANGUAGES: Final = (
    _language(  # Spanish
        "qué es, qué son, qué significa, qué hace, qué dice, qué sabes, qué hay, cuál es, "
        "cómo se, cómo funciona, cómo puedo, por qué, para qué, quién es, quién fue, dónde está, "
        "cuándo es, de qué, a qué, en qué, cuánto cuesta, cuántos hay, háblame de, dime algo, "
        "qué efecto, qué tan",
        "cuál cuáles quién quiénes dónde cuándo cuánto cuántos cuántas explícame significa",
        "el la los las un una de del en y o a al lo se me con sobre hay son algo tiene puede sirve",
    ),
    _language(  # Portuguese
        "o que é, o que são, o que significa, que é, qual é, quais são, como funciona, como se, "
        "por que, para que, quem é, quem foi, onde fica, onde está, quando é, o que sabe, "
        "fale sobre, me fale, o que faz, quanto custa, quantos são, a que",
        "quais quem onde quanto quantos quantas porquê funciona explique",
        "o a os as um uma de do da dos das em no na e ou se me com sobre é são tem pode serve para",
    ),
    _language(  # French
        "qu est ce, c est quoi, quel est, quelle est, quels sont, quelles sont, qui est, qui a, "
        "que fait, comment fonctionne, comment marche, comment faire, à quoi, "
        "de quoi, que signifie, que veut, où est, quand est, combien de, parle moi, que sait, "
        "est ce que, que sont",
        "pourquoi quoi quelle quelles quels combien signifie explique expliquez",
        "le la les un une des du de l d c s n j qu que qui à au aux en et ou est sont ce on se "
        "veut dire dans sur avec il elle nous vous sert fonctionne marche",
    ),
    _language(  # German
        "was ist, was sind, was bedeutet, was macht, was heißt, was weißt, was wissen, "
        "was bringt, was tun, wie funktioniert, wie geht, wie kann, wie viel, wie viele, "
        "wie lange, wie oft, wer ist, wer war, wo ist, wann ist, gibt es, erkläre mir, "
        "erzähl mir, was hilft, wie wirkt, wie lang",
        "warum wieso weshalb wozu welche welcher welches welchen woher funktioniert bedeutet "
        "erkläre",
        "der die das den dem des ein eine einen einer eines und oder ist sind war wird es man mir "
        "wir ich du sie ihr über von vom zu zum zur mit für im in auf bei beim hat haben kann "
        "können du denn",
    ),
    _language(  # Italian
        "che cos è, cos è, cosa è, cosa sono, che cosa, cosa significa, cosa fa, come funziona, "
        "come si, chi è, dov è, dove si, quando è, qual è, quali sono, a cosa, che vuol, "
        "parlami di, cosa sai",
        "perché quali funziona significa spiegami quanti quante",
        "il lo la i gli le un una uno di del della dei delle da in e o per con su è sono si serve "
        "dire",
    ),
    _language(  # Dutch
        "wat is, wat zijn, wat betekent, wat doet, wat weet, hoe werkt, hoe werken, hoe kan, "
        "hoeveel zijn, wie is, waar is, wanneer is, vertel me, leg uit",
        "waarom werkt betekent welke hoeveel wanneer",
        "de het een en of van voor met in op is zijn er je ik wij over kan",
    ),
    _language(  # Polish
        "co to, czym jest, czym są, co oznacza, co robi, jak działa, jak działają, kto to, "
        "gdzie jest, kiedy jest, opowiedz o, co wiesz, ile jest",
        "dlaczego czym jakie jaki jaka działa oznacza wyjaśnij",
        "co to jest są się i w z na o do jak kto czy",
    ),
    _language(  # Turkish
        "ne demek, ne anlama, ne işe, ne zaman, ne kadar, nasıl çalışır, kim bu, ne yapar, "
        "nerede bu",
        "nedir neden niçin nasıl nerede hangi kimdir nelerdir nelerden demek açıkla",
        "ne bir ve mi mı mu mü için ile gelir yarar çalışır anlama işe",
    ),
    _language(  # Vietnamese
        "là gì, nghĩa là, như thế nào, tại sao, vì sao, ở đâu, khi nào, bao nhiêu, là ai, "
        "hoạt động",
        "",
        "là gì và của các có thế nào nghĩa cho về sao được không",
    ),
    _language(  # Indonesian
        "apa itu, apa yang, apa arti, bagaimana cara, siapa itu, di mana, berapa banyak, apa saja",
        "bagaimana mengapa kenapa siapa berapa jelaskan",
        "apa itu yang dan di dari untuk dengan cara kerja tentang adalah",
    ),
    _language(  # Russian
        "",
        "что такое как работает работают почему зачем кто какой какая какие каких когда где "
        "сколько значит означает объясни расскажи",
        "это и в на о об для с по ли у мы ты есть из к",
    ),
    _language(  # Arabic
        "",
        "ما ماذا هو هي لماذا كيف متى أين من كم هل يعني تعني معنى اشرح يعمل تعمل",
        "في على عن إلى و هذا هذه",
    ),
    _language(  # Hindi
        "",
        "क्या क्यों कैसे कौन कब कहाँ कहां कितना कितने कितनी किस मतलब बताओ बताइए समझाओ",
        "है हैं का की के को में से और पर यह काम करता करती करते होता होती होते बारे",
    ),
    _language(  # Bengali
        "",
        "কি কী কেন কিভাবে কীভাবে কে কখন কোথায় কত মানে",
        "এর এবং হয় করে কাজ",
    ),
    _language(  # Urdu
        "",
        "کیا کیوں کیسے کون کب کہاں کتنا کتنے مطلب",
        "ہے ہیں کا کی کے کو میں سے اور پر",
    ),
    _language(  # Korean
        "",
        "무엇 무엇인가요 무엇인가 무엇입니까 무엇이야 뭐 뭐야 뭐예요 뭔가요 뭐에요 뭔지 무슨 어떤 "
        "어느 왜 어떻게 언제 어디 어디서 누가 누구 누구인가요 얼마나 몇 인가요 있나요 설명해 "
        "설명해줘 설명해주세요 알려줘 알려주세요 대해 대해서 대한 관한",
        "하나요 되나요 하는지",
    ),
)
_BY_MARKER: Final = {
    word: [each for each in LANGUAGES if word in each.markers]
    for word in frozenset().union(*(each.markers for each in LANGUAGES))
}
_BY_FIRST_WORD: Final = {
    word: [(phrase, each) for each in LANGUAGES for phrase in each.phrases if phrase[0] == word]
    for word in {phrase[0] for each in LANGUAGES for phrase in each.phrases}
}
_UNSPACED: Final = re.compile(
    # Chinese
    "请问|請問|请告诉我|请介绍一下|介绍一下|解释一下|告诉我|(?:为|為)(?:什么|什麼)"
    "|(?:是|有)?(?:什么|甚麼|什麼)(?:是|意思|东西)?|是(?:谁|誰)|为何|為何|怎么样|怎麼樣"
    "|怎么|怎麼|怎样|如何|多少|哪些|哪个|哪裡|哪里|什么时候|是不是|有没有|[吗嗎呢]"
    # Japanese
    "|とは(?:何|なん|なに)(?:です|でしょう)か|って(?:何|なに)(?:です)?か?|(?:何|なん|なに)(?:です|でしょう)か|(?<!こ)とは"
    "|どのように|どうやって|どうして|なぜ|何故|いつ(?!も)|どこ|どれくらい|どの|どんな"
    "|誰が|誰|(?:です|ます|ました|でしょう)か"
    "|について(?:教えて|説明して)?(?:ください|下さい)?|を?(?:教えて|説明して)(?:ください|下さい)?"
    # Thai
    r"|คืออะไร|หมายถึงอะไร|หมายความว่าอะไร|อะไรคือ|อะไร|ทำไม|อย่างไร|ยังไง|เมื่อไหร่|เมื่อไร|ที่ไหน|ใคร|เท่าไหร่|เท่าไร"
    r"|หรือไม่|หรือเปล่า|(?:ไหม|มั้ย)(?=\W*$)|ช่วยอธิบาย|บอกเรื่อง|เกี่ยวกับ|(?:ครับ|ค่ะ|คะ)(?=\W*$)|บ้าง|คือ"
)
"""Phrases of questions in scripts without spaces, as they are typed."""
