"""What people call time zones, beside the names and cities of the tz database."""

from collections.abc import Iterator
from typing import Final

COMMON: Final = (
    "UTC", "Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Athens", "Africa/Lagos",
    "Africa/Cairo", "Africa/Johannesburg", "Africa/Nairobi", "Europe/Istanbul", "Europe/Moscow",
    "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Jakarta", "Asia/Singapore",
    "Asia/Shanghai", "Asia/Tokyo", "Asia/Seoul", "Australia/Sydney", "Pacific/Auckland",
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
)  # fmt: skip
"""What is offered before anything is typed: as many as Discord offers at once."""

_CALLED: Final = """
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
"""
"""Where a word stands for several zones, the one that most people live by."""


def called() -> Iterator[tuple[str, str]]:
    """Yield what zones are called beside their own names, each with the zone's id."""
    for line in _CALLED.strip().replace("\n  ", " ").splitlines():
        zone, names = line.split(": ")
        for name in names.split(", "):
            yield name, zone
