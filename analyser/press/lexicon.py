"""The words by which newspapers attribute: verbs of saying, roles, places, organisations."""

import re

_SAY = """
said says saying; told tells telling; added adds adding; asked asks asking; argued argues arguing;
warned warns warning; insisted insists insisting; claimed claims claiming; replied replies replying;
responded responds responding; stated states stating; announced announces announcing;
tweeted tweets tweeting; wrote writes; posted posts; raged rages; stormed storms; fumed fumes;
thundered; hit back; hits back; hitting back; went on; goes on; continued continues; concluded
concludes;
explained explains explaining; noted notes noting; pointed out; points out; pointing out;
suggested suggests suggesting; admitted admits admitting; conceded concedes; acknowledged
acknowledges;
denied denies; revealed reveals; declared declares declaring; remarked remarks; commented comments;
countered counters; quipped quips; joked jokes; maintained maintains; predicted predicts;
estimated estimates; believes; believed; confirmed confirms; complained complains;
contended contends; reiterated reiterates; repeated; stressed stresses; emphasised emphasises;
observed observes; recalled recalls; retorted; shouted; cried; protested; urged urges urging;
read out; cautioned; alleged alleges; asserted asserts; agreed agrees; began
"""
_CALL = """
called for; calls for; calling for; called on; calls on; calling on; demanded demands demanding;
promised promises promising; pledged pledges; vowed vows; appealed for; appealed to;
recommended recommends; proposed proposes; backed calls; pressed for; pushed for; challenged;
asked; urged urges urging
"""
_LABEL = """
called calls calling; described describes describing; branded brands branding; slammed slams
slamming;
dubbed dubs; condemned condemns condemning; dismissed dismisses dismissing; criticised criticises
criticising; attacked attacks; blasted blasts; labelled labels; denounced denounces; hailed hails;
welcomed welcomes welcoming; defended defends defending; praised praises; accused accuses accusing;
likened likens; cited cites citing; pointed to; points to; pointing to; spoke of; speaks of; spoke
out;
expressed; raised; voiced; rejected; mocked; ridiculed; compared; warned of; warns of; warning of;
warned against; complained of; characterised; quoted; found; stands by; stood by
"""


def _forms(text: str) -> frozenset[str]:
    """Return the forms in a list, several words only where a semicolon closes them."""
    forms: set[str] = set()
    for group in text.replace("\n", " ").split(";"):
        words = group.split()
        particles = {"back", "on", "out", "for", "to", "of", "against", "calls", "by"}
        if len(words) == 2 and words[1] in particles:
            forms.add(" ".join(words))
        else:
            forms |= set(words)
    return frozenset(forms)


SAY, CALL, LABEL = _forms(_SAY), _forms(_CALL), _forms(_LABEL)
"""Verbs of saying, which take what was said; of calling for, what is wanted; of naming, a name."""

VERB = re.compile(
    r"\b(?P<helper>(?:has|have|had|will|also|again|later|then|once) )*(?P<verb>"
    + "|".join(sorted((*SAY, *CALL, *LABEL), key=len, reverse=True))
    + r")\b",
    re.IGNORECASE,
)

COURTESY = (
    "Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Baroness|Baron|Viscount|Viscountess|Earl|Professor"
    "|Prof|Cllr|Councillor|Rev|Revd|Canon"
)
FEMALE = {"mrs", "ms", "miss", "dame", "lady", "baroness", "viscountess"}
MALE = {"mr", "sir", "lord", "baron", "viscount", "earl"}

ROLE_WORD = frozenset(
    [
        "mp",
        "mps",
        "minister",
        "ministers",
        "secretary",
        "shadow",
        "home",
        "foreign",
        "prime",
        "chancellor",
        "labour",
        "conservative",
        "tory",
        "liberal",
        "democrat",
        "lib",
        "dem",
        "snp",
        "green",
        "plaid",
        "cymru",
        "dup",
        "peer",
        "crossbench",
        "lords",
        "chief",
        "constable",
        "inspector",
        "superintendent",
        "sergeant",
        "commander",
        "commissioner",
        "assistant",
        "deputy",
        "detective",
        "director",
        "chair",
        "chairman",
        "chairwoman",
        "chairperson",
        "leader",
        "speaker",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "campaigner",
        "backbencher",
        "former",
        "retired",
        "crime",
        "policing",
        "police",
        "security",
        "science",
        "justice",
        "government",
        "opposition",
        "senior",
        "junior",
        "president",
        "general",
        "manager",
        "officer",
        "owner",
        "founder",
        "boss",
        "head",
        "executive",
        "whip",
        "frontbencher",
        "rebel",
        "councillor",
        "mayor",
        "solicitor",
        "barrister",
        "lawyer",
        "judge",
        "doctor",
        "nurse",
        "teacher",
        "author",
        "researcher",
        "analyst",
        "ex-minister",
        "lawmaker",
        "dad",
        "mum",
        "father",
        "mother",
        "grandmother",
        "grandfather",
        "resident",
        "shopkeeper",
        "driver",
        "pc",
        "responding",
        "replying",
        "speaking",
        "opening",
        "attorney",
        "treasury",
        "cabinet",
        "culture",
        "technology",
        "digital",
        "borders",
        "defence",
        "health",
        "education",
        "local",
        "transport",
        "northern",
        "ireland",
        "scotland",
        "wales",
        "independent",
        "reform",
        "ukip",
        "sdlp",
        "alliance",
        "campaigners",
        "but",
        "and",
        "meanwhile",
        "however",
        "yesterday",
    ]
)
"""Words that stand before a name to say what somebody is, in whatever case they are written."""

ORGANISATION_WORD = frozenset(
    [
        "police",
        "council",
        "office",
        "watch",
        "uk",
        "group",
        "groups",
        "association",
        "alliance",
        "liberty",
        "committee",
        "university",
        "research",
        "board",
        "commission",
        "department",
        "ministry",
        "party",
        "government",
        "institute",
        "centre",
        "systems",
        "constabulary",
        "met",
        "network",
        "foundation",
        "trust",
        "union",
        "federation",
        "campaign",
        "society",
        "company",
        "ltd",
        "plc",
        "limited",
        "agency",
        "authority",
        "inspectorate",
        "college",
        "service",
        "force",
        "treasury",
        "downing",
        "street",
        "parliament",
        "commons",
        "lords",
        "house",
        "court",
        "international",
        "rights",
        "freedom",
        "privacy",
        "amnesty",
        "nhs",
        "force",
        "forces",
        "forum",
        "coalition",
    ]
)

GROUP = re.compile(
    r"(?:(?:several|some|many|most|a number of|dozens of|other|opposition|government|senior|rebel"
    r"|civil liberties|human rights|privacy|campaign|labour|conservative|tory"
    r"|liberal democrat)\s+)*"
    r"(?:police(?: chiefs| forces)?|officers|ministers|mps|peers|lords|campaigners|critics"
    r"|activists"
    r"|campaign groups|groups|charities|opponents|supporters|experts|lawyers|backbenchers|officials"
    r"|lawmakers|technology firms|companies|residents|unions|parents|doctors|academics"
    r"|researchers)",
    re.IGNORECASE,
)

IN_PARLIAMENT = re.compile(
    r"\b(?:told|tell|tells|telling|asked|warned|reminded|urged|assured|informed)\s+"
    r"(?:the\s+)?(?:mps|peers|(?:house of )?commons|(?:house of )?lords|house|parliament|chamber"
    r"|committee|select committee|westminster)\b"
    r"|\bin (?:the )?(?:commons|house of commons|lords|house of lords|parliament|westminster hall"
    r"|chamber|house)\b"
    r"|\bto (?:the )?(?:house|commons|lords)\b"
    r"|\bprime minister.s questions\b|\bpmqs\b|\bdispatch box\b|\b(?:commons|lords) (?:debate"
    r"|statement)"
    r"|\b(?:opening|closing|winding up|during|in) (?:a|the) (?:[\w-]+ ){0,3}debate\b"
    r"|\bwestminster hall\b|\bpublic bill committee\b|\btold (?:a|the) (?:[\w-]+ ){0,3}debate\b"
    r"|\burgent question\b|\brose to (?:object|speak|ask)\b"
    r"|\bwritten (?:ministerial )?(?:statement|answer)\b",
    re.IGNORECASE,
)
TOLD_ELSEWHERE = re.compile(
    r"\b(?:told|tells|telling|to) (?:the )?(?!MPs|Peers|Commons|Lords|House|Parliament"
    r"|Government|Home"
    r"|Minister|Committee|Chamber|Westminster|Prime|I\b)(?:BBC|[A-Z][\w’']*)"
)
OUTSIDE = re.compile(
    r"\b(?:tweeted|tweet|twitter|facebook|instagram|blog|podcast|website|wrote|writing in"
    r"|interview)\b"
    r"|\bon x\b|\bin a (?:statement|letter|post|video|speech to|press)\b"
    r"|\bspeaking to (?!the house|mps)"
    r"|\boutside (?:the chamber|parliament)\b|\bafter the (?:vote|debate)\b|\bspokes(?:man|woman"
    r"|person)\b"
    r"|\bcommenting\b|\bpress conference\b|\btold (?:reporters|journalists|this newspaper)\b",
    re.IGNORECASE,
)
PARLIAMENTARIAN = re.compile(
    r"\b(?:mp|mps|minister|ministers|secretary|shadow|peer|peers|baroness|lord|lords|backbencher"
    r"|frontbencher|chancellor|lawmakers?|labour|conservative|tory|liberal democrat|lib dem|snp"
    r"|green|plaid|crossbench\w*|bishop|leader of the (?:house|opposition)|member for"
    r"|viscount|viscountess|earl|countess|marquess|duke|archbishop"
    r"|con|lab|ld|cb|pc|lab/co-op|ind|speaker)\b",
    re.IGNORECASE,
)
OBJECT = re.compile(
    r"\s*(?:(?:the\s+)?(?:mps|peers|commons|lords|house(?: of (?:commons|lords))?|parliament"
    r"|chamber"
    r"|(?:[\w-]+ )?committee|(?:an? |the )?(?:[\w-]+ ){0,3}debate|reporters|journalists"
    r"|ministers|them|him|her|us|me|bbc(?: news| radio \d)?"
    r"|radio [A-Z]\w*|(?:[A-Z][\w’']* ?){1,3})(?:\s+(?:on|last|yesterday|today)\s*"
    r"(?:[A-Z]?\w+(?: [A-Z]\w+)?)?)?)?\s*",
    re.IGNORECASE,
)
