"""Words that people exchange when they ask: "vacation" for "leave", "boss" for "manager".

The words are general English, British and American, grouped by hand.
"""

import re
from functools import cache
from typing import Final

from facts.text.everyday_words import EVERYDAY_WORDS
from facts.text.word_forms import stem

_PARAGRAPHS: Final = """
boss manager supervisor superior lead; employee worker staff personnel; job occupation profession
colleague coworker teammate peer; team crew squad; company firm employer
task assignment chore duty; hire recruit; dismiss fire sack; resign quit
newcomer joiner newbie starter; trainee apprentice learner; freelancer contractor consultant
onboarding induction; owner proprietor; chairperson chairman chairwoman chair
member participant attendee; guest visitor; vendor supplier seller; customer client buyer
shift rota roster; schedule timetable calendar agenda; office workplace; remote telework
vacation holiday leave pto; absence absent; retirement pension; committee board panel council
club association society

sick ill unwell fever disease ailment; injury injure wound hurt; doctor physician medic
hospital clinic; nurse carer caregiver; medicine medication drug; pharmacy drugstore chemist
vaccine jab immunization; allergy allergic intolerance; pain ache hurt; flu influenza
tired fatigue exhausted weary; sleep slept nap doze snooze; pregnant pregnancy maternity
parental maternity paternity; disability handicap impairment; glasses spectacles
exercise workout fitness; smoke cigarette tobacco vape; alcohol liquor booze
therapy treatment cure; dentist tooth teeth dental; symptom sign; wash clean rinse scrub
laundry washing

pay paid salary wage compensation remuneration; price cost fee charge
cheap inexpensive affordable; refund reimburse repay; expense expenditure spend spent
budget funds; bonus reward; benefit perk advantage; invoice bill; discount rebate
borrow lend lent loan; rent lease hire; money cash funds; donate contribute; prize award trophy
win won victory; lose lost misplace; tax levy; insurance coverage; revenue income turnover
buy bought purchase acquire procure order; sell sold sale; shop store supermarket
dues fee subscription; penalty fine sanction; fraud scam; grant subsidy scholarship
contract agreement; landlord lessor; tenant renter lessee

forbid forbidden prohibit ban disallow; allow permit authorise; permission approval consent
reject refuse decline deny; rule policy regulation guideline; law legislation statute
need require must; mandatory compulsory obligatory; maximum limit cap; restrict limit constrain
exception exemption waiver; obey comply compliance adhere conform; violate breach infringe
private confidential secret; eligible entitled qualified; responsible accountable liable
complain complaint grievance; notify inform report alert; harassment bullying mobbing intimidation
dispute conflict disagreement quarrel; apologize sorry; vote ballot election poll
decide decision determine; choose chose chosen choice select pick; suggest propose recommend
advice advise guidance counsel; deadline due cutoff; renew extend prolong; cancel revoke
postpone delay defer reschedule; late overdue tardy; apply application request
questionnaire survey poll; submit submission; enrol register signup join
purpose goal aim objective; procedure process protocol workflow; method technique approach
step stage phase; handbook manual guide instruction tutorial

start begin began begun commence; end finish conclude complete; stop halt cease
pause break interruption; annual yearly; daily everyday; biweekly fortnightly
often frequently frequency regularly; rarely seldom; usually typically; immediately instantly
before prior beforehand; recent latest; outdated obsolete deprecated; duration length
temporary provisional interim; urgent emergency; appointment booking reservation; queue line
autumn fall

big large huge; small little tiny; fast quick rapid; slow sluggish; enough sufficient adequate
amount quantity; part portion piece; increase raise grow rise; decrease reduce lower shrink
equal identical same; similar alike comparable; wrong incorrect false inaccurate
accurate accuracy correct exact precise; error mistake bug fault defect; essential crucial vital
height tall; width wide; noisy loud; quiet silent; dirty filthy; outdoors outside; indoors inside
main primary principal; hard difficult tricky; easy simple straightforward; improve enhance
damp wet moist humid; free gratis complimentary; nearby near; area zone region; careful cautious

safe safety secure; danger hazard risk peril; poison toxic harmful; flammable inflammable
protect guard shield safeguard; evacuate escape; lifejacket lifevest pfd; accident crash collision
helmet hardhat; alarm siren; incident outage downtime disruption
steal stole stolen theft burglary robbery; weapon gun firearm; entrance entry door gate

car vehicle automobile auto; truck lorry van; plane airplane aeroplane aircraft flight
fly flew flown flight; bicycle bike cycle; motorcycle motorbike moped; taxi cab
subway metro underground; trip journey travel voyage; drive drove driven driver motorist
garage carpark; petrol gasoline fuel; tyre tire; luggage baggage suitcase
hotel accommodation lodging; ticket fare; highway motorway; pavement sidewalk
crossroads intersection junction; licence license permit; abroad overseas; boat ship vessel
shore coast beach; lake pond; river stream; canoe kayak; harbour port marina
dock pier jetty wharf; captain skipper; rope line cord; capsize overturn; swim swam swum bathe
deliver delivery shipment; send sent dispatch; bring brought carry; parcel package; mail post
location place venue; map chart

house home residence; apartment flat; lift elevator; stairs staircase
toilet restroom bathroom lavatory washroom loo wc; tap faucet; sink basin washbasin
canteen cafeteria; corridor hallway; reception lobby foyer; heating radiator heater; lamp bulb
torch flashlight; wire cable cord; fridge refrigerator; oven stove cooker; vacuum hoover
garbage trash rubbish waste litter; throw threw thrown discard dispose; bin dustbin wastebasket
seat chair stool; cupboard closet wardrobe cabinet; shelf shelves rack
build built construct assemble; equipment gear kit; spanner wrench; wood timber lumber
knife knives; glue adhesive; basement cellar

fix repair mend; broken broke faulty defective damaged; maintenance maintain upkeep
replace substitute swap; install setup; adjust calibrate tweak; jammed stuck blocked clogged
janitor caretaker custodian cleaner; check verify confirm validate examine inspect audit

food meal dish; feed fed; eat ate eaten consume; drink drank beverage; dinner supper
aubergine eggplant; sweets candy; biscuit cookie; vegetable veg veggie; restaurant diner cafe
cutlery silverware; barbecue bbq grill

dog puppy pet; cat kitten pet; cow cattle livestock; pest vermin; mouse mice; storm gale
wind breeze gust; fog mist; vet veterinarian

kid child children youngster; baby infant newborn; teenager teen adolescent; adult grownup
mother mum mom; father dad; sibling brother sister; spouse husband wife partner; friend buddy pal
man men male; woman women female; wedding marriage; death dead die bereavement
childcare daycare nursery creche kindergarten; babysitter nanny childminder; family household
trousers pants; wear wore worn; coat jacket; sweater jumper pullover; clothes garment apparel
shoe sneaker footwear

meeting call conference; talk speak spoke speech chat; answer reply respond
question query inquiry enquiry; ask request inquire enquire; email mail
phone telephone mobile cellphone smartphone; call phone ring; comment feedback remark
website webpage site; publish post; leaflet flyer brochure; picture image photo photograph
party celebration

document file paper; log record; write wrote written draft; author writer
edit change alter modify amend; copy duplicate; folder directory; keep kept retain
list catalogue catalog inventory; summary abstract synopsis; certificate diploma
proof prove evidence; title heading headline; diagram figure illustration; chart graph plot
version revision; citation cite quote reference

laptop computer machine pc; screen monitor display; processor cpu; internet web online
wifi wireless wlan; login logon signin; credential password passcode passphrase secret token
restore recover; delete remove erase; undo revert rollback; deploy release ship rollout
update upgrade patch; program software application app; developer programmer coder
parameter variable argument; setting configuration config preference; issue problem trouble
issue ticket; debug troubleshoot diagnose; fail failure crash; restart reboot; repository repo
compile build; database db; search lookup; bot chatbot; download fetch; link url hyperlink
latency lag delay; repeat retry redo; flaky unstable unreliable; postmortem retrospective
prevent avert avoid

hallucinate confabulate invent fabricate; dataset corpus; benchmark evaluation assessment test
trial pilot; research study investigation; article paper; hypothesis conjecture
researcher scientist; assume presume suppose; result outcome; reproduce replicate
annotate label tag; predict forecast; classify categorize; category class type kind
embedding vector; memorize overfit; uncertainty confidence; sample example instance
probability likelihood chance; variance deviation dispersion; percentage percent proportion ratio
correlation association; estimate approximate guess; metric indicator; threshold cutoff
outlier anomaly; effect impact influence consequence; reliable trustworthy
skill ability competence; reviewer referee

match game; coach trainer; training practice practise; referee umpire
tournament competition contest championship; football soccer; student pupil
teacher tutor instructor; professor lecturer; lesson class course; seminar workshop
homework assignment; exam quiz test; semester term; grade mark score; teach taught educate
learn learnt study; maths mathematics

metre meter; litre liter; grey gray; defence defense; mould mold
judgement judgment; artefact artifact; centre center middle
behaviour conduct; programme program; analyse analysis
recognise identify
"""
"""Each paragraph has a topic. A group ends at a semicolon or at the end of a line."""

SYNONYM_GROUPS: Final[tuple[str, ...]] = tuple(re.split(r"\s*[;\n]\s*", _PARAGRAPHS.strip()))
"""Each group is words, in lower case, with a space between them.

A group also holds forms of a word that do not have its stem, such as "bought" and "children".
"""


def find_synonyms(word: str) -> frozenset[str]:
    """Return the other words of the groups that hold any form of a word.

    The word is one of `normalize.words`. Its own forms are no synonyms of it.
    """
    return _synonyms_by_stem().get(stem(word), frozenset())


def is_common_word(word: str) -> bool:
    """Return whether a word is everyday English in any form, so that it is no misspelling."""
    return stem(word) in _synonyms_by_stem() or stem(word) in _everyday_stems()


@cache
def _everyday_stems() -> frozenset[str]:
    return frozenset(map(stem, EVERYDAY_WORDS))


@cache
def _synonyms_by_stem() -> dict[str, frozenset[str]]:
    """Return the synonyms of each stem. Built at the first question, so that imports stay cheap."""
    found: dict[str, frozenset[str]] = {}
    for group in SYNONYM_GROUPS:
        stems = {word: stem(word) for word in group.split()}
        for each in stems.values():
            others = frozenset(word for word, its_stem in stems.items() if its_stem != each)
            found[each] = found.get(each, frozenset()) | others
    return found
