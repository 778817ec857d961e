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
