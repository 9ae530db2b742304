"""Phrases of chat for generated nonsense, in English and other languages."""

from typing import Final

SLOTS: Final = {
    "who": (
        "you guys", "everyone", "my brother", "the mods", "my boss", "anyone here", "the new guy",
        "my flatmate", "this bot", "my cat", "our neighbour", "the intern",
    ),
    "thing": (
        "my phone", "the stream", "that pizza", "your headset", "the parking lot", "my bike",
        "the door code", "the group photo", "that meme", "my laptop", "the printer", "our table",
        "the last episode", "my order", "that playlist", "the wifi",
    ),
    "time": (
        "tonight", "tomorrow", "on monday", "in an hour", "after lunch", "this weekend", "at nine",
        "next week", "right now", "before the meeting", "all day", "since friday",
    ),
    "place": (
        "at the office", "downstairs", "in voice chat", "at the station", "in the kitchen",
        "on the other server", "near the lake", "at my place", "in the lobby", "outside",
    ),
    "do": (
        "join", "order food", "play a round", "call me back", "leave early", "take a photo",
        "bring snacks", "go for a walk", "clean up", "watch a movie", "charge it", "reboot",
    ),
}  # fmt: skip
ENGLISH: Final = (
    "lol {thing} is so funny",
    "can {who} help me with {thing} please",
    "what time does {who} {do} {time}",
    "is {thing} down again",
    "pls tell {who} to {do}",
    "i cant hear {who} {time}",
    "{thing} was so laggy {time}",
    "did {who} see {thing}",
    "why is {thing} not working",
    "see {who} {time}",
    "do we {do} {time}",
    "how much did {who} pay for {thing}",
    "gg that took me forty tries",
    "{who} always forgets {thing}",
    "good morning, time to {do}",
    "brb need to {do}",
    "omg {who} just broke {thing}",
    "where did {who} put {thing}",
    "anybody up to {do} {time}",
    "sorry i was {place} {time}",
    "haha {who} said {thing} is haunted",
    "who wants to {do} {place}",
    "{thing} {place} smells weird",
    "let me know when {who} can {do}",
    "i lost {thing} {place}",
    "thanks for {thing}, {who} loved it",
    "does {who} still have {thing}",
    "ugh not {thing} again",
    "happy birthday, lets {do} {time}",
    "nah {who} wont {do}",
    "what a day, {who} had to {do} twice",
    "{time} works for me",
)
FOREIGN: Final = (
    "wie geht es dir heute", "bis morgen dann", "danke dir vielmals", "hast du kurz zeit",
    "ich bin gleich da", "das war echt lustig", "guten morgen zusammen", "was machst du heute",
    "ça va bien et toi", "merci beaucoup mon ami", "on se voit demain", "je suis en retard",
    "bonne nuit tout le monde", "tu viens avec nous", "c'est trop drôle", "à tout à l'heure",
    "qué tal estás", "muchas gracias amigo", "nos vemos mañana", "no puedo ahora mismo",
    "buenas noches a todos", "jaja qué risa", "dónde están todos", "feliz cumpleaños hermano",
    "tudo bem com você", "até amanhã pessoal", "valeu mano", "estou chegando já",
    "come stai oggi", "ci vediamo domani", "grazie mille davvero", "sto arrivando subito",
    "buona serata a tutti", "che ridere ragazzi", "hoe gaat het met je", "tot morgen allemaal",
    "ik ben zo terug", "dank je wel hoor", "wat gaan we doen", "hur mår du idag",
    "vi ses imorgon då", "tack så jättemycket", "jag kommer snart", "jak się dziś masz",
    "do zobaczenia jutro", "dzięki wielkie stary", "co dzisiaj robisz", "zaraz wracam",
    "nasılsın bugün", "yarın görüşürüz", "çok teşekkür ederim", "hemen geliyorum",
    "apa kabar semua", "sampai jumpa besok", "terima kasih banyak", "lagi ngapain nih",
)  # fmt: skip
