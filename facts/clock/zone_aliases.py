"""Aliases of time zones that are not in the tz database."""

from collections.abc import Iterator
from typing import Final

COMMON_ZONES: Final = (
    "UTC", "Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Athens", "Africa/Lagos",
    "Africa/Cairo", "Africa/Johannesburg", "Africa/Nairobi", "Europe/Istanbul", "Europe/Moscow",
    "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Jakarta", "Asia/Singapore",
    "Asia/Shanghai", "Asia/Tokyo", "Asia/Seoul", "Australia/Sydney", "Pacific/Auckland",
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
)  # fmt: skip
"""Suggestions for an empty text: 25, as many as Discord shows at once."""

_ALIASES: Final = """
UTC: Coordinated Universal Time, Greenwich Mean Time, GMT, Zulu, universal
America/New_York: Eastern time, Eastern, ET, EST, EDT, US Eastern, Washington, Boston, Miami,
  Atlanta, Philadelphia, United States, USA
America/Chicago: Central time, Central, CT, CST, CDT, US Central, Dallas, Houston, Austin,
  Minneapolis
America/Denver: Mountain time, Mountain, MT, MST, MDT, US Mountain, Salt Lake City
America/Phoenix: Arizona
America/Los_Angeles: Pacific time, Pacific, PT, PST, PDT, US Pacific, San Francisco, Seattle,
  Las Vegas, California, San Diego, Portland
America/Anchorage: Alaska, AKST, AKDT
Pacific/Honolulu: Hawaii, HST
America/St_Johns: Newfoundland, NST, NDT
America/Halifax: Atlantic time, Atlantic, AST, ADT, Nova Scotia
America/Toronto: Canada Eastern, Ottawa, Montreal, Canada
America/Vancouver: Canada Pacific, British Columbia
America/Edmonton: Canada Mountain, Calgary
America/Mexico_City: Mexico
America/Sao_Paulo: Brazil, Rio de Janeiro, BRT, Brasilia
America/Argentina/Buenos_Aires: Argentina, ART
America/Santiago: Chile
America/Bogota: Colombia
America/Lima: Peru
America/Caracas: Venezuela
Europe/London: United Kingdom, UK, Great Britain, England, Scotland, Wales, BST, British time,
  Manchester, Edinburgh
Europe/Dublin: Ireland
Europe/Lisbon: Portugal, Porto, WET, WEST, Western European Time
Europe/Berlin: Germany, Deutschland, CET, CEST, MEZ, Central European Time, Munich, München,
  Hamburg,
  Cologne, Frankfurt
Europe/Paris: France, Lyon, Marseille
Europe/Madrid: Spain, Barcelona
Europe/Rome: Italy, Milan
Europe/Amsterdam: Netherlands, Holland, Rotterdam
Europe/Brussels: Belgium
Europe/Vienna: Austria, Wien
Europe/Zurich: Switzerland, Geneva, Basel
Europe/Stockholm: Sweden
Europe/Oslo: Norway
Europe/Copenhagen: Denmark
Europe/Helsinki: Finland, EET, EEST, Eastern European Time
Europe/Warsaw: Poland, Krakow
Europe/Prague: Czechia, Czech Republic
Europe/Budapest: Hungary
Europe/Bucharest: Romania
Europe/Sofia: Bulgaria
Europe/Athens: Greece
Europe/Belgrade: Serbia
Europe/Zagreb: Croatia
Europe/Kyiv: Ukraine
Europe/Istanbul: Turkey, Türkiye
Europe/Moscow: Russia, MSK, Saint Petersburg
Atlantic/Reykjavik: Iceland
Asia/Jerusalem: Israel, Tel Aviv
Asia/Riyadh: Saudi Arabia
Asia/Dubai: United Arab Emirates, UAE, Abu Dhabi
Asia/Tehran: Iran
Asia/Karachi: Pakistan, PKT, Lahore
Asia/Kolkata: India, IST, Indian time, Mumbai, Delhi, New Delhi, Bangalore, Chennai, Hyderabad
Asia/Dhaka: Bangladesh
Asia/Kabul: Afghanistan
Asia/Yangon: Myanmar, Burma, Rangoon
Asia/Kathmandu: Nepal
Asia/Colombo: Sri Lanka
Asia/Bangkok: Thailand
Asia/Ho_Chi_Minh: Vietnam, Hanoi, Saigon
Asia/Jakarta: Indonesia, WIB
Asia/Kuala_Lumpur: Malaysia
Asia/Singapore: SGT
Asia/Manila: Philippines
Asia/Hong_Kong: HKT
Asia/Shanghai: China, Beijing, Peking, Shenzhen, China time
Asia/Taipei: Taiwan
Asia/Seoul: Korea, South Korea, KST
Asia/Tokyo: Japan, JST, Osaka, Kyoto
Australia/Sydney: Australia, AEST, AEDT, Canberra, New South Wales
Australia/Melbourne: Victoria
Australia/Brisbane: Queensland
Australia/Adelaide: South Australia, ACST
Australia/Darwin: Northern Territory
Australia/Perth: Western Australia, AWST
Pacific/Auckland: New Zealand, NZST, NZDT, Wellington, NZ
Africa/Cairo: Egypt
Africa/Johannesburg: South Africa, SAST, Cape Town
Africa/Lagos: Nigeria, WAT, Abuja
Africa/Nairobi: Kenya, EAT
Africa/Accra: Ghana
Africa/Addis_Ababa: Ethiopia
Africa/Casablanca: Morocco
Africa/Algiers: Algeria
Africa/Tunis: Tunisia
Africa/Abidjan: Ivory Coast, Côte d'Ivoire
Africa/Asmara: Eritrea
Africa/Bamako: Mali
Africa/Bangui: Central African Republic
Africa/Banjul: Gambia
Africa/Bissau: Guinea-Bissau
Africa/Blantyre: Malawi
Africa/Brazzaville: Republic of the Congo
Africa/Bujumbura: Burundi
Africa/Conakry: Guinea
Africa/Dakar: Senegal
Africa/Dar_es_Salaam: Tanzania
Africa/Douala: Cameroon
Africa/El_Aaiun: Western Sahara
Africa/Freetown: Sierra Leone
Africa/Gaborone: Botswana
Africa/Harare: Zimbabwe
Africa/Juba: South Sudan
Africa/Kampala: Uganda
Africa/Khartoum: Sudan
Africa/Kigali: Rwanda
Africa/Kinshasa: Democratic Republic of the Congo, DR Congo, DRC
Africa/Libreville: Gabon
Africa/Lome: Togo
Africa/Luanda: Angola
Africa/Lusaka: Zambia
Africa/Malabo: Equatorial Guinea
Africa/Maputo: Mozambique
Africa/Maseru: Lesotho
Africa/Mbabane: Eswatini, Swaziland
Africa/Mogadishu: Somalia
Africa/Monrovia: Liberia
Africa/Ndjamena: Chad
Africa/Niamey: Niger
Africa/Nouakchott: Mauritania
Africa/Ouagadougou: Burkina Faso
Africa/Porto-Novo: Benin
Africa/Sao_Tome: Sao Tome and Principe
Africa/Tripoli: Libya
Africa/Windhoek: Namibia
America/Antigua: Antigua and Barbuda
America/Asuncion: Paraguay
America/Cayenne: French Guiana
America/Grand_Turk: Turks and Caicos Islands
America/Guayaquil: Ecuador
America/Havana: Cuba
America/Indiana/Indianapolis: Indiana
America/La_Paz: Bolivia
America/Managua: Nicaragua
America/Montevideo: Uruguay
America/Nassau: Bahamas
America/Nuuk: Greenland
America/Paramaribo: Suriname
America/Port-au-Prince: Haiti
America/Port_of_Spain: Trinidad and Tobago, Trinidad
America/Santo_Domingo: Dominican Republic
America/St_Kitts: St Kitts and Nevis
America/Tegucigalpa: Honduras
Asia/Aden: Yemen
Asia/Almaty: Kazakhstan
Asia/Amman: Jordan
Asia/Ashgabat: Turkmenistan
Asia/Baghdad: Iraq
Asia/Baku: Azerbaijan
Asia/Beirut: Lebanon
Asia/Bishkek: Kyrgyzstan
Asia/Damascus: Syria
Asia/Dili: East Timor, Timor-Leste
Asia/Dushanbe: Tajikistan
Asia/Gaza: Palestine
Asia/Muscat: Oman
Asia/Nicosia: Cyprus
Asia/Phnom_Penh: Cambodia
Asia/Pyongyang: North Korea
Asia/Tashkent: Uzbekistan
Asia/Thimphu: Bhutan
Asia/Ulaanbaatar: Mongolia
Asia/Vientiane: Laos
Asia/Yerevan: Armenia
Atlantic/Faroe: Faroe Islands
Atlantic/Stanley: Falkland Islands
Europe/Bratislava: Slovakia
Europe/Chisinau: Moldova
Europe/Ljubljana: Slovenia
Europe/Minsk: Belarus
Europe/Podgorica: Montenegro
Europe/Riga: Latvia
Europe/Sarajevo: Bosnia and Herzegovina, Bosnia
Europe/Skopje: North Macedonia, Macedonia
Europe/Tallinn: Estonia
Europe/Tirane: Albania
Europe/Vaduz: Liechtenstein
Europe/Vatican: Vatican City
Europe/Vilnius: Lithuania
Indian/Antananarivo: Madagascar
Indian/Comoro: Comoros
Indian/Mahe: Seychelles
Pacific/Apia: Samoa
Pacific/Chuuk: Micronesia
Pacific/Efate: Vanuatu
Pacific/Funafuti: Tuvalu
Pacific/Guadalcanal: Solomon Islands
Pacific/Majuro: Marshall Islands
Pacific/Noumea: New Caledonia
Pacific/Pago_Pago: American Samoa
Pacific/Port_Moresby: Papua New Guinea
Pacific/Rarotonga: Cook Islands
Pacific/Tahiti: French Polynesia
Pacific/Tarawa: Kiribati
Pacific/Tongatapu: Tonga
"""
"""A name of several zones means the one with the most people."""


def iter_zone_aliases() -> Iterator[tuple[str, str]]:
    """Yield each alias with the id of its zone."""
    for line in _ALIASES.strip().replace("\n  ", " ").splitlines():
        zone, names = line.split(": ")
        for name in names.split(", "):
            yield name, zone
