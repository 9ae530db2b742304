"""Words and phrases of small talk in many languages: data of `small_talk`.

Commas separate phrases. Case, accents and punctuation do not count.
"""

from typing import Final

HELLO: Final = """
hello, hi, hey, hiya, howdy, hello there, hi there, hey there, yo, greetings, hola, buenas, oi,
olá, ola, bonjour, salut, coucou, hallo, servus, moin, grüezi, ciao, salve, привет, приветствую,
здравствуйте, здравствуй, 你好, 您好, 大家好, 嗨, 哈喽, こんにちは, こんばんは, やあ, 안녕,
안녕하세요, 안녕하십니까, नमस्ते, नमस्कार, مرحبا, أهلا, اهلا, السلام عليكم, سلام, merhaba, selam,
สวัสดี, หวัดดี, xin chào, chào, chào bạn, cześć, hej, hoi, halo, hei
"""
"""Words that open a conversation. Alone they get help: the user may not know what to ask."""

GREETINGS: Final = """
long time no see, what a day, talk to you later, talk later, bye, bye bye, goodbye, good bye, cya,
ttyl, take care, farewell, cheerio, later, laters, so long, see you, see ya, see you later,
see you soon, see you tomorrow, see you around, until next time, good morning, morning,
good afternoon, good evening, good night, goodnight, nighty night, good day, have a good day,
have a nice day, have a great day, have a good one, nice to meet you, have a good weekend,
have a nice weekend, have a great weekend, happy birthday, happy new year, merry christmas,
happy holidays, happy friday, welcome, welcome back, sweet dreams, how are you, how are you doing,
how is it going, how s it going, how do you do, what s up, whats up, sup, wassup,
how was your day, tell me a joke, tell me another joke, sing a song, are you a bot, are you human,
are you real, are you alive, how old are you, how have you been, are you there, you there, adiós,
adios, hasta luego, hasta mañana, hasta pronto, nos vemos, chao, chau, buenos días, buenas tardes,
buenas noches, qué tal, cómo estás, feliz cumpleaños, que tengas un buen día, tchau, até logo,
até amanhã, até mais, bom dia, boa tarde, boa noite, tudo bem, feliz aniversário, au revoir,
à bientôt, à demain, à plus, bonsoir, bonne nuit, bonne journée, bonne soirée, ça va,
bon week end, bon weekend, joyeux anniversaire, comment ça va, comment vas tu, adieu, tschüss,
tschüß, tschuess, tschau, auf wiedersehen, bis bald, bis später, bis morgen, bis dann,
guten morgen, guten tag, guten abend, gute nacht, schönen tag, schönes wochenende, mahlzeit,
wie geht s, wie geht es dir, alles gute, mach s gut, feierabend, schönen feierabend, arrivederci,
a presto, a domani, buongiorno, buonasera, buonanotte, buona giornata, come stai, come va,
buon weekend, buon compleanno, пока, пока пока, до свидания, до завтра, до встречи, увидимся,
доброе утро, добрый день, добрый вечер, спокойной ночи, как дела, с днем рождения, хорошего дня,
хороших выходных, 再见, 拜拜, 明天见, 回头见, 早上好, 早安, 早, 下午好, 晚上好, 晚安, 你好吗,
吃了吗, 生日快乐, 周末愉快, 新年快乐, さようなら, またね, またあした, また明日, じゃあね,
バイバイ, おはよう, おはようございます, おやすみ, おやすみなさい, お疲れ様です, お疲れ様でした,
お疲れ様, おつかれさま, 元気ですか, お元気ですか, よろしくお願いします, はじめまして, 잘 가,
안녕히 가세요, 안녕히 계세요, 또 봐, 또 봐요, 내일 봐, 내일 봐요, 좋은 아침, 좋은 하루 되세요,
잘 자, 잘 자요, 수고하세요, 수고하셨습니다, 잘 지내, 잘 지내세요, 생일 축하해요, 생일 축하해,
अलविदा, फिर मिलेंगे, शुभ प्रभात, सुप्रभात, शुभ रात्रि, शुभ संध्या, कैसे हो, आप कैसे हैं,
जन्मदिन मुबारक, مع السلامة, إلى اللقاء, الى اللقاء, أراك لاحقا, صباح الخير, مساء الخير,
تصبح على خير, كيف حالك, كيف الحال, hoşça kal, hoşçakal, hoşça kalın, görüşürüz, görüşmek üzere,
güle güle, günaydın, iyi günler, iyi akşamlar, iyi geceler, nasılsın, naber, ne haber,
iyi hafta sonları, kolay gelsin, doğum günün kutlu olsun, ลาก่อน, บาย, บ๊ายบาย, แล้วเจอกัน,
อรุณสวัสดิ์, ราตรีสวัสดิ์, ฝันดี, สบายดีไหม, เป็นไงบ้าง, สุขสันต์วันเกิด, tạm biệt, hẹn gặp lại,
chào buổi sáng, chào buổi tối, chúc ngủ ngon, bạn khỏe không, chúc mừng sinh nhật, pa,
do widzenia, do zobaczenia, do jutra, na razie, dzień dobry, dobry wieczór, dobranoc,
jak się masz, miłego dnia, miłego weekendu, doei, dag, tot ziens, tot morgen, tot straks,
goedemorgen, goedemiddag, goedenavond, welterusten, fijn weekend, fijne dag, hoe gaat het,
selamat pagi, selamat malam, hej då, gm, gn, nn, gl, hf, are you an ai, are you a robot,
are you chatgpt, are you a person, are you sentient, do you love me, do you like me,
what s your favourite colour, what s your favorite color, what is your favourite colour,
what is your favorite color, where do you live, who made you, tell me a story, tell a joke,
sing me a song, make me laugh
"""
"""Greetings, farewells, and idle questions to the bot."""

THANKS: Final = """
thanks, thank, thank you, thankyou, thanks a lot, thanks a bunch, thanks a million, thanks a ton,
many thanks, much appreciated, appreciated, appreciate it, i appreciate it, thx, thnx, tnx, ty,
tysm, tyvm, cheers, ta, kudos, ok, okay, okey, okie, okey dokey, k, kk, alright, all right,
right on, roger, roger that, copy that, noted, got it, gotcha, understood, i see, makes sense,
that makes sense, makes perfect sense, fair enough, fair point, sure, sure thing, of course,
certainly, absolutely, definitely, exactly, indeed, agreed, i agree, yes, yep, yeah, yup, yea, ya,
no, nope, nah, maybe, perhaps, oh, ah, aha, ooh, wow, whoa, woah, omg, phew, yay, woohoo, hooray,
hurray, yippee, no problem, no worries, np, nvm, never mind, nevermind, don t worry,
you re welcome, you are welcome, my pleasure, anytime, any time, same here, me too, same,
sounds good, sounds great, sounds fun, sounds like a plan, lgtm, works for me, will do, on it,
done, all good, it s fine, that s fine, fine, good, very good, great, nice, nice one, cool, sweet,
neat, awesome, amazing, perfect, excellent, brilliant, fantastic, wonderful, superb, lovely,
terrific, incredible, impressive, beautiful, fabulous, stellar, epic, helpful, useful,
interesting, fascinating, funny, hilarious, good bot, good boy, good girl, good job, good work,
great job, great work, nice job, nice work, well done, well played, good one, good stuff,
good point, good to know, good call, great answer, that helps, that helped, no thanks, not bad,
my mistake, my fault, too bad, talk soon, good answer, nice answer, the best, best bot, you rock,
you rule, love it, love you, love this, i love it, i love you, i love this, i like it, i like you,
i like this, like it, you re the best, you are the best, you re great, you re awesome,
you re amazing, you re funny, you re cute, smart bot, clever bot, bravo, hats off, congrats,
congratulations, gratz, good luck, best of luck, fingers crossed, get well soon, bless you, gg,
ggwp, lol, lmao, lmfao, rofl, roflmao, lul, kek, haha, hahaha, hehe, hihi, heh, teehee, xd, lolol,
sorry, so sorry, my bad, oops, whoops, ouch, pardon, excuse me, apologies, brb, afk, gtg, g2g,
i m back, i am back, i m bored, i am bored, gracias, muchas gracias, mil gracias, vale,
de acuerdo, claro, perfecto, genial, estupendo, excelente, entendido, de nada, jaja, jajaja, jeje,
qué bien, muy bien, buen trabajo, buen bot, guay, sí, lo siento, perdón, bueno, qué guay,
obrigado, obrigada, muito obrigado, muito obrigada, valeu, brigado, tá bom, está bem, beleza,
perfeito, ótimo, entendi, kkkk, kkk, rsrs, bom trabalho, bom bot, sim, não, desculpa,
show de bola, maravilha, combinado, merci, merci beaucoup, mille mercis, d accord, dac, super,
parfait, bien, très bien, génial, entendu, compris, c est bon, de rien, mdr, ptdr, bon bot,
bien joué, bon travail, oui, non, désolé, désolée, bien sûr, ça marche, chouette, danke,
dankeschön, danke schön, vielen dank, besten dank, herzlichen dank, danke sehr, tausend dank,
dank dir, klar, alles klar, verstanden, in ordnung, prima, toll, klasse, sehr gut, guter bot,
gut gemacht, gute arbeit, genau, bitte, bitte schön, gern geschehen, gerne, ja, nein, stimmt,
passt, macht sinn, geil, schade, entschuldigung, grazie, grazie mille, mille grazie, tante grazie,
va bene, capito, certo, perfetto, ottimo, bene, molto bene, fantastico, prego, bravissimo,
bel lavoro, scusa, figo, grande, d accordo, спасибо, большое спасибо, спасибо большое, спс,
благодарю, пасиб, ок, окей, хорошо, ладно, понятно, понял, поняла, ясно, отлично, супер, класс,
круто, здорово, прекрасно, молодец, хороший бот, хахаха, хаха, лол, да, нет, ага, пожалуйста,
не за что, конечно, извини, извините, прости, огонь, согласен, точно, 谢谢, 多谢, 感谢, 非常感谢,
太感谢了, 谢啦, 谢了, 好的, 好, 好吧, 好滴, 行, 可以, 明白, 明白了, 知道了, 懂了, 了解, 收到,
没问题, 不客气, 太好了, 很好, 太棒了, 真棒, 棒, 厉害, 酷, 不错, 哈哈, 哈哈哈, 呵呵, 嘿嘿, 笑死,
是的, 对, 嗯, 没事, 对不起, 不好意思, 抱歉, 辛苦了, 加油, 謝謝, 多謝, 感謝, 對不起, 沒問題,
不客氣, ありがとう, ありがとうございます, ありがとうございました, どうもありがとう, サンキュー,
あざす, 了解です, 了解しました, わかりました, わかった, 分かりました, 承知しました, いいね,
いいですね, すごい, すばらしい, 素晴らしい, 最高, 完璧, なるほど, オッケー, おけ, はい, いいえ,
うん, そうですね, そうだね, どういたしまして, ごめん, ごめんなさい, すみません, 笑, 草, ｗ, ｗｗ,
ｗｗｗ, 面白い, かわいい, おめでとう, 감사합니다, 고맙습니다, 고마워, 고마워요, 감사해요, 감사,
땡큐, 네, 예, 아니요, 응, 알겠습니다, 알겠어요, 알았어, 오케이, 좋아, 좋아요, 좋네요, 멋져,
멋져요, 최고, 최고예요, 대박, 굿, 잘했어, 잘했어요, 완벽해, 완벽해요, 천만에요, 미안, 미안해,
죄송합니다, ㅋㅋ, ㅋㅋㅋ, ㅋㅋㅋㅋ, ㅎㅎ, ㅎㅎㅎ, ㅇㅋ, ㄱㅅ, 축하해요, 축하합니다, धन्यवाद,
शुक्रिया, बहुत धन्यवाद, बहुत बहुत धन्यवाद, ठीक है, ठीक, अच्छा, बढ़िया, बहुत अच्छा, बहुत बढ़िया,
शाबाश, समझ गया, समझ गई, हाँ, हां, नहीं, वाह, माफ़ करना, कोई बात नहीं, shukriya, dhanyavaad, accha,
theek hai, شكرا, شكراً, شكرًا, شكرا لك, شكرا جزيلا, شكراً جزيلاً, مشكور, تسلم, حسنا, حسناً, تمام,
طيب, أوكي, اوكي, ممتاز, رائع, جميل, جيد, جيد جدا, أحسنت, احسنت, فهمت, نعم, لا, عفوا, العفو, آسف,
اسف, هههه, ههههه, ههه, مبروك, ماشي, ما شاء الله, إن شاء الله, teşekkürler, teşekkür ederim,
çok teşekkürler, çok teşekkür ederim, sağ ol, sağol, sağ olun, eyvallah, tamam, tamamdır, peki,
anladım, süper, harika, mükemmel, güzel, çok güzel, çok iyi, aferin, iyi bot, evet, hayır,
rica ederim, özür dilerim, tebrikler, ขอบคุณ, ขอบคุณมาก, ขอบใจ, โอเค, ตกลง, เข้าใจแล้ว, รับทราบ,
ดีมาก, เยี่ยม, เยี่ยมมาก, สุดยอด, เจ๋ง, ครับ, ค่ะ, คะ, ใช่, ไม่เป็นไร, ขอโทษ, ยินดีด้วย, 5555,
cảm ơn, cám ơn, cảm ơn bạn, cảm ơn nhiều, được rồi, được, hiểu rồi, vâng, dạ, tuyệt, tuyệt vời,
hay quá, tốt, tốt lắm, giỏi lắm, không có gì, xin lỗi, chúc mừng, dzięki, dziękuję,
wielkie dzięki, dziękuję bardzo, dobra, dobrze, okej, jasne, rozumiem, zrozumiałem, świetnie,
fajnie, spoko, dobry bot, dobra robota, proszę, nie ma za co, tak, nie, przepraszam, gratulacje,
brawo, dank je, dank je wel, dank u, dankjewel, dank u wel, bedankt, hartelijk dank, oké,
begrepen, snap ik, geweldig, mooi, leuk, lekker, goed, heel goed, goed gedaan, goede bot,
graag gedaan, nee, gefeliciteerd, tack, takk, kiitos, terima kasih, makasih, děkuji, díky,
mulțumesc, ευχαριστώ, תודה, дякую, hvala, köszönöm, salamat, asante, yw, idk, idc, ikr, smh, jk,
rip, oof, bruh, welp, no way, not funny, not cool, not sure, i don t know, i don t care,
i don t like you, i don t like it, let s go, let s go home, amazing work, awesome work,
excellent work, brilliant work, fantastic work, amazing job, awesome job, excellent job,
have a cookie, i m hungry, i m tired, i m sleepy, i m busy, i m happy, i m sad, i m sick,
i m home, i m here, i m done, i m late, same to you, you too, likewise, true that, that s true,
so true, good times, what a game, obrigadão, muchísimas gracias, merci bien, спасибки,
vielen lieben dank, lieben dank
"""
"""Thanks, agreement, praise, laughter and apologies."""

BLAME: Final = """
bad bot, stupid bot, dumb bot, silly bot, useless, useless bot, terrible bot, worst bot, boo, meh,
you suck, shut up, go away, i hate you, mal bot, mauvais bot, schlechter bot, dummer bot,
blöder bot, плохой бот, 坏机器人, kötü bot, slechte bot, zły bot
"""
"""Displeasure with the bot."""

FILLERS: Final = """
alla, allen, so, much, very, really, a, an, the, lot, lots, tons, again, too, also, just, all,
everyone, everybody, team, guys, folks, y all, friend, friends, mate, man, dude, bro, buddy, pal,
dear, sir, both, bot, robot, footnote, you, your, u, for, of, to, and, that, this, it, is, was, s,
re, are, am, i, m, me, my, we, us, here, there, now, then, today, tonight, tomorrow, later, help,
helping, the help, answer, answers, answering, quick answer, info, information, explanation,
explaining, one, as always, as ever, in advance, already, well, quick, please, can be, be, been,
guess, think, super, totally, quite, pretty, everything, anyway, though, but, mucho, muchas,
por la ayuda, por tu ayuda, por todo, por la respuesta, y, muy, a todos, todos, amigo, amigos,
equipo, pela ajuda, por tudo, muito, muita, e, pessoal, galera, gente, beaucoup, pour ton aide,
pour votre aide, pour l aide, pour tout, à tous, à toi, tout le monde, les gars, mes amis, très,
et, l équipe, für die hilfe, für deine hilfe, für die antwort, für die info, für alles, dir, euch,
ihnen, an alle, alle, zusammen, sehr, und, das, ist, war, leute, liebes team, per l aiuto,
per tutto, a tutti, molte, tante, molto, ragazzi, очень, за помощь, за ответ, вам, тебе, всем,
большое, это, друзья, ребята, бот, 你, 您, 大家, 的帮助, 帮助, 了, 啊, 啦, 哦, 呀, 吧, 很, 非常,
机器人, です, でした, ます, ね, よ, 本当に, とても, みなさん, 皆さん, みんな, ボット, ございます,
정말, 너무, 진짜, 모두, 여러분, 도와주셔서, 답변, 봇, बहुत, आपका, आपको, मदद के लिए, सभी को, है,
दोस्त, जी, لك, لكم, جدا, على المساعدة, جزيلا, يا, صديقي, كثيرا, للجميع, çok, yardımın için,
yardım için, herkese, hepinize, arkadaşlar, มาก, มากๆ, นะ, นะครับ, นะคะ, ทุกคน, จ้า, bạn, nhiều,
mọi người, các bạn, rất, lắm, ạ, nhé, em, anh, bardzo, za pomoc, wszystkim, wam, ci, voor de hulp,
voor je hulp, allemaal, iedereen, heel, erg, je, wel, jullie, het, tbh, imo, imho, fyi, btw, rn,
irl, огромное, di cuore, de coração, de todo corazón, du fond du coeur, von herzen, ladies, gents,
people, y'all, fam, last night, this morning, this week
"""
"""Words that small talk may have beside its phrases."""

OPENINGS: Final = """
thanks for, thank you for, thank you so much for, thanks so much for, thanks a lot for, thanks to,
thx for, see you, see ya, happy birthday, good luck, best of luck, congrats, congratulations,
have a good, have a nice, have a great, have a lovely, have fun, enjoy your, i love your,
sorry for, sorry about, sorry i, welcome to the team, danke für, gracias por, merci pour,
obrigado por, obrigado pela, obrigada por, grazie per, спасибо за, bis morgen, hasta la, hasta el,
i m so, i m off, i m out, i m going, i can t believe, can t believe, i love this, i hate this,
hope you feel, hope you are, hope you re, hope you had, hope you have, hope you enjoy,
hope everyone, hope we, brb, omw, let s grab, we should grab, so tired, so happy
"""
"""Phrases that a message of small talk begins with, whatever follows, if it asks nothing."""

QUESTION_WORDS: Final = """
what, whats, why, how, who, whom, whose, when, where, which, show, find, search, explain, define,
compare, tell, list, fact, facts, source, sources, qué, quién, cómo, por qué, quoi, quel, quelle,
pourquoi, comment, wer, wie, wo, warum, wann, welche, welcher, come, perché, chi, cosa, что, как,
почему, кто
"""
"""Words with which a message asks for something after all."""

EMOTICONS: Final = r"(?<!\w)(?:[:;=8x][ ']?[)(dpo3*]+|<3+|\^_*\^|[:;]-?[)]|\\?o/|\+1)(?!\w)"
"""A pattern for faces and signs made of punctuation, in folded text."""
EMOJI: Final = frozenset(
    "👋👌👍👎👏🙌🙏💪🤝✌🤞🫡🫶🤗❤♥💛💚💙💜🖤🤍🧡🩷💖💕💯🎉🎊🥳"
    "✨⭐🌟🔥🚀🏆🥇✅✔☑🆗🤖🤩🥰🤣🤤🥲🥹🤭🤪🤓🤠👀🙋🙇☺☹🥺💀"
)
"""Emoji of small talk, besides the faces from U+1F600 to U+1F64F. 👆 and 🤔 ask something."""
