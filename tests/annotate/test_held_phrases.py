"""Stances in contributions invented for these tests, which the rules were not written from.

Those are kept that the rules read rightly, some of them only once a gap that they showed in
the rules was closed.
"""

import pytest
from spacy.language import Language

from analyser.annotate import code_text

HELD = [
    (
        "facial-recognition",
        "oppose",
        "Nobody who has bought a loaf of bread in my town agreed to have his face measured."
        " Facial recognition in shops is being brought in by stealth, and Ministers have "
        "simply looked the other way.",
    ),
    (
        "facial-recognition",
        "mixed",
        "There is a respectable case for facial recognition at ports. My difficulty is that"
        " the Bill would allow it anywhere, and I shall want that narrowed before I vote "
        "for it.",
    ),
    (
        "facial-recognition",
        "none",
        "Facial recognition was tried at four stations last year, and the report of those "
        "trials will be laid in the Library before Easter.",
    ),
    (
        "cctv",
        "support",
        "When the council took the cameras out of the underpass, robberies doubled. We were"
        " fools to let the CCTV go and we should have it back.",
    ),
    (
        "cctv",
        "oppose",
        "I am told that CCTV deters the drunk and the vandal. I have watched a great deal "
        "of it and seen it deter nobody, while the rest of us are stared at from morning to"
        " night.",
    ),
    (
        "cctv",
        "none",
        "Can the Secretary of State say how many CCTV cameras are in use on the railway, "
        "and who pays for their upkeep?",
    ),
    (
        "digital-id",
        "oppose",
        "We fought a war so that no constable could stop an Englishman in the lane and "
        "demand his papers. An identity card is precisely such a paper, and I will have "
        "none of it.",
    ),
    (
        "digital-id",
        "support",
        "Pensioners in my constituency have to prove who they are a dozen times a year. One"
        " identity card would do away with all that, and I commend the scheme to the House.",
    ),
    (
        "digital-id",
        "mixed",
        "I have come round to identity cards, though with reservations. Let the card be "
        "voluntary, let the register be small, and I shall raise no objection.",
    ),
    (
        "interception",
        "oppose",
        "It is a shabby thing for a Government to read the correspondence of its own "
        "subjects. The Post Office was never intended for the interception of letters.",
    ),
    (
        "communications-data",
        "oppose",
        "To store a year of communications data about forty million people who are "
        "suspected of nothing seems to me to get the presumption of innocence backwards.",
    ),
    (
        "communications-data",
        "support",
        "Without communications data the police could not have traced the boy's killer, and"
        " it would be perverse of us to take it from them.",
    ),
    (
        "equipment-interference",
        "oppose",
        "If the state buys spyware today, then it will be spied on with the same spyware "
        "tomorrow. The purchase should be cancelled.",
    ),
    (
        "encryption",
        "oppose",
        "Weakening encryption for the wicked weakens it for the widow with her savings, and"
        " the House will regret it.",
    ),
    (
        "online-safety",
        "support",
        "Our children are being fed poison by social media companies for money. This Bill "
        "comes ten years late, but thank heaven that it has come.",
    ),
    (
        "online-safety",
        "oppose",
        "Under these duties social media companies will delete first and think afterwards, "
        "and perfectly lawful opinion will vanish with the rest. That is censorship by "
        "proxy.",
    ),
    (
        "police-powers",
        "oppose",
        "Stop and search has soured a whole generation in my part of London against the "
        "police. I see no sign that it has taken a single knife from the street.",
    ),
    (
        "police-powers",
        "support",
        "The dispersal order gave the people of the Marsh estate the first quiet weekend in"
        " years, and I trust that it will be renewed.",
    ),
    (
        "covert-sources",
        "oppose",
        "A government that lives by informers teaches its people to fear their neighbours. "
        "I should be sorry to see one penny voted for it.",
    ),
    (
        "algorithms-ai",
        "oppose",
        "My constituent lost her benefits because an algorithm said so, and it took eleven "
        "months for a person to say otherwise. These machines should play no part in such "
        "decisions.",
    ),
    (
        "algorithms-ai",
        "support",
        "Artificial intelligence can read in an hour what would take a detective a month, "
        "and victims deserve that we make the fullest use of it.",
    ),
    (
        "data-sharing",
        "support",
        "Had the hospital been able to share its records with the school, somebody would "
        "have seen the pattern. These powers of data sharing are overdue.",
    ),
    (
        "data-sharing",
        "oppose",
        "People speak freely to a doctor because it goes no further. If their records are "
        "shared with the Border Force, they will stay at home and suffer, and so I oppose "
        "the clause.",
    ),
    (
        "drones",
        "oppose",
        "The drone that watches the poacher today will watch the picket line next week, and"
        " I for one do not want it over my village.",
    ),
    (
        "biometrics-dna",
        "support",
        "The DNA database caught the man who attacked my constituent twenty years after he "
        "thought himself safe. We weaken it at our peril.",
    ),
    (
        "anpr",
        "oppose",
        "Number plate cameras were sold to us as a weapon against car thieves. They have "
        "become a means of following everybody, and it is high time that they were reined "
        "in.",
    ),
    (
        "facial-recognition",
        "support",
        "I back the police on facial recognition. It finds missing children and it finds "
        "wanted men.",
    ),
    (
        "facial-recognition",
        "oppose",
        "We are against facial recognition at football grounds, whatever the Minister may "
        "say about safety.",
    ),
    (
        "facial-recognition",
        "oppose",
        "Does the Minister not see that facial recognition has wrongly accused dozens of "
        "black Londoners?",
    ),
    (
        "cctv",
        "mixed",
        "I have nothing against CCTV as such, but these cameras were put up without a word "
        "to the residents.",
    ),
    (
        "cctv",
        "none",
        "The CCTV at the bus station was installed in 2031 and is maintained by the county "
        "council.",
    ),
    (
        "digital-id",
        "oppose",
        "The Government should drop their plan for digital ID. It is costly, it is insecure"
        " and nobody asked for it.",
    ),
    (
        "digital-id",
        "support",
        "I am pleased that the Government are going ahead with digital ID, which will make "
        "life easier for millions.",
    ),
    (
        "digital-id",
        "mixed",
        "We would vote for digital ID if it came with a guarantee that no police officer "
        "could ever demand it.",
    ),
    (
        "interception",
        "oppose",
        "The tapping of a Member's telephone is an outrage, and the power to do it ought to"
        " be taken away.",
    ),
    (
        "interception",
        "support",
        "I hope that the House will approve these interception warrants, for the security "
        "service cannot work without them.",
    ),
    (
        "communications-data",
        "oppose",
        "Bulk collection of phone records is neither necessary nor proportionate.",
    ),
    (
        "communications-data",
        "mixed",
        "I accept that the police need communications data, but a year is far too long to keep it.",
    ),
    (
        "encryption",
        "oppose",
        "Breaking end-to-end encryption would leave every family in the country at the "
        "mercy of hackers.",
    ),
    (
        "online-safety",
        "support",
        "Ofcom must be given the power to fine social media companies that leave harmful "
        "content online.",
    ),
    (
        "police-powers",
        "oppose",
        "I deplore the use of water cannon on the streets of any British city.",
    ),
    (
        "police-powers",
        "none",
        "The Secretary of State has said that the curfew is working. I merely ask for the figures.",
    ),
    (
        "protest-policing",
        "oppose",
        "The right to protest belongs to everyone, and this House should reject the new "
        "restrictions on demonstrations.",
    ),
    (
        "algorithms-ai",
        "oppose",
        "Predictive policing simply sends officers back to the same poor streets. It should"
        " be abandoned.",
    ),
    ("data-sharing", "oppose", "I cannot agree to the sharing of tax records with the police."),
    (
        "drones",
        "support",
        "The fire service and the police both want drones, and I urge Ministers to find the money.",
    ),
    (
        "biometrics-dna",
        "oppose",
        "It cannot be right to keep the DNA of children who have done nothing wrong on a "
        "police database.",
    ),
    (
        "anpr",
        "support",
        "Number plate recognition has cut car theft by a third in my county, and I want it "
        "on every main road.",
    ),
    (
        "equipment-interference",
        "mixed",
        "Equipment interference is acceptable only where a judge has approved it, and at "
        "the moment too much is left to Ministers.",
    ),
]


@pytest.mark.parametrize(("measure", "stance", "text"), HELD)
def test_held(nlp: Language, measure: str, stance: str, text: str) -> None:
    stances = {p.measure: str(p.stance) for p in code_text(nlp, text).positions}
    assert stances[measure] == stance
