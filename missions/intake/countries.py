"""Countries where missions and clusters work, by their ISO 3166 codes and the names that data sets use.

Any other country is known by its codes, or by the names that the gazetteer's own country has.
"""

from missions.intake.folding import fold

_NAMES = {
    "AFG": ("AF", "Afghanistan"),
    "BDI": ("BI", "Burundi"),
    "BFA": ("BF", "Burkina Faso"),
    "BGD": ("BD", "Bangladesh"),
    "CAF": ("CF", "Central African Republic", "République centrafricaine", "Centrafrique", "CAR", "RCA"),
    "CMR": ("CM", "Cameroon", "Cameroun"),
    "COD": (
        "CD", "Democratic Republic of the Congo", "République démocratique du Congo", "DR Congo", "DRC", "RDC",
        "DR Congo (Zaire)", "Democratic Republic of Congo", "Congo, Democratic Republic of the",
    ),
    "COG": ("CG", "Republic of the Congo", "République du Congo"),
    "COL": ("CO", "Colombia", "Colombie"),
    "CYP": ("CY", "Cyprus", "Chypre"),
    "ETH": ("ET", "Ethiopia", "Éthiopie"),
    "GTM": ("GT", "Guatemala"),
    "HTI": ("HT", "Haiti", "Haïti"),
    "IRQ": ("IQ", "Iraq", "Irak"),
    "KEN": ("KE", "Kenya"),
    "LBN": ("LB", "Lebanon", "Liban"),
    "LBY": ("LY", "Libya", "Libye"),
    "MLI": ("ML", "Mali"),
    "MMR": ("MM", "Myanmar", "Myanmar (Burma)"),
    "MOZ": ("MZ", "Mozambique"),
    "NER": ("NE", "Niger"),
    "NGA": ("NG", "Nigeria", "Nigéria"),
    "PAK": ("PK", "Pakistan"),
    "PSE": (
        "PS", "State of Palestine", "Palestine", "Occupied Palestinian Territory", "OPT", "oPt",
        "Territoire palestinien occupé",
    ),
    "RWA": ("RW", "Rwanda"),
    "SDN": ("SD", "Sudan", "Soudan"),
    "SOM": ("SO", "Somalia", "Somalie"),
    "SSD": ("SS", "South Sudan", "Soudan du Sud"),
    "SYR": ("SY", "Syria", "Syrian Arab Republic", "République arabe syrienne", "Syrie"),
    "TCD": ("TD", "Chad", "Tchad"),
    "UGA": ("UG", "Uganda", "Ouganda"),
    "UKR": ("UA", "Ukraine"),
    "VEN": ("VE", "Venezuela"),
    "YEM": ("YE", "Yemen", "Yémen", "Yemen (North Yemen)"),
    "ZAF": ("ZA", "South Africa", "Afrique du Sud"),
}  # fmt: skip
# Every country of ISO 3166, and Kosovo as data sets write it.
_CODES = (
    "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS "
    "BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV "
    "CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM "
    "GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN "
    "IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE "
    "LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS "
    "MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK "
    "PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR "
    "SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY "
    "USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM XKX YEM ZAF ZMB ZWE "
)
CODES = frozenset(_CODES.split())
_BY_NAME = {fold(name): code for code, names in _NAMES.items() for name in (code, *names)}


def country_code(*words: str) -> str:
    """The three letters of the first of these words that is known; empty for none."""
    for word in words:
        if code := _BY_NAME.get(fold(word)):
            return code
    return next((word.strip() for word in words if len(word.strip()) == 3 and word.strip().isupper()), "")


def prefixes(code: str) -> tuple[str, ...]:
    """How P-codes of a country may begin: its two letters, or its three."""
    known = _NAMES.get(code)
    return (known[0], code) if known else (code, code[:2])


def country_name(code: str) -> str:
    return _NAMES.get(code, ("", code))[1]
