"""Treebanks to Docs: words of several, paragraphs, entities that agree, and broken files."""

import gzip
from pathlib import Path

import pytest
from spacy.vocab import Vocab

from analyser.annotate.training.treebank import LABELS, UnreadableTreebank, read_docs

CONLLU = """# newdoc id = fiction
# sent_id = a-1
# newpar id = a-p1
# text = Ada Fen isn't in Ebb.
1\tAda\tAda\tPROPN\tNNP\tNumber=Sing\t5\tnsubj\t_\t_
2\tFen\tFen\tPROPN\tNNP\tNumber=Sing\t1\tflat\t_\t_
3-4\tisn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tis\tbe\tAUX\tVBZ\tMood=Ind\t5\tcop\t_\t_
4\tn't\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_
4.1\tnot\tnot\tPART\tRB\t_\t_\t_\t5:advmod\t_
5\tin\tin\tADP\tIN\t_\t0\troot\t_\t_
6\tEbb\tEbb\tPROPN\tNNP\t_\t5\tobl\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

# sent_id = a-2
# text = Lamps shine.
1\tLamps\tlamp\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\tshine\tshine\tVERB\tVBP\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# sent_id = b-1
# newpar id = b-p1
# text = Yes
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

"""
IOB = """# sent_id = a-1
1\tAda\tB-PER\t-\tx
2\tFen\tI-PER\t-\tx
3\tis\tB-OTH\t-\tx
4\tn't\tI-LOC\t-\tx
5\tin\t?\t-\tx
6\tEbb\tB-LOC\t-\tx
7\t.\tO

# sent_id = a-2
1\tLamp\tB-ORG\t-\tx
2\tshine\tO
3\t.\tO

"""


def write(folder: Path, conllu: str = CONLLU, iob: str = IOB) -> Path:
    for name, text in (
        ("ud_english_ewt/en_ewt-ud-dev.conllu.gz", conllu),
        ("uner_english_ewt/en_ewt-ud-dev.iob2.gz", iob),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(gzip.compress(text.encode()))
    return folder


def test_paragraphs_become_docs_with_everything_annotated(tmp_path: Path) -> None:
    first, second = read_docs(write(tmp_path), "dev", Vocab())
    assert first.text == "Ada Fen isn't in Ebb. Lamps shine."
    assert [sent.text for sent in first.sents] == ["Ada Fen isn't in Ebb.", "Lamps shine."]
    assert [token.head.i for token in first] == [4, 0, 4, 4, 4, 4, 4, 8, 8, 8]
    assert (first[2].lemma_, first[2].pos_, first[2].tag_) == ("be", "AUX", "VBZ")
    assert str(first[2].morph) == "Mood=Ind"
    assert second.text == "Yes"


def test_other_entities_are_none_and_unknown_ones_unknown(tmp_path: Path) -> None:
    first, _ = read_docs(write(tmp_path), "dev", Vocab())
    assert [(each.text, each.label_) for each in first.ents] == [
        ("Ada Fen", "PER"),
        ("n't", "LOC"),  # an I without its B begins one
        ("Ebb", "LOC"),
    ]
    missing = [token.text for token in first if token.ent_iob_ == ""]
    assert missing == ["in", "Lamps", "shine", "."]  # the second sentence's words do not agree


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("1\tYes\tyes", "1\tYes"), "line 24: 9 cells (expected 10)"),
        (("", ""), ""),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    folder = write(tmp_path, conllu=CONLLU.replace(*change) if says else CONLLU)
    if not says:
        (folder / "ud_english_ewt/en_ewt-ud-dev.conllu.gz").write_bytes(b"plain")
        says = "expected a gzipped treebank"
    with pytest.raises(UnreadableTreebank) as caught:
        list(read_docs(folder, "dev", Vocab()))
    assert says in str(caught.value)


def test_the_real_treebank_is_read_whole(shared: Path) -> None:
    docs = list(read_docs(shared / "treebanks", "test", Vocab()))
    assert sum(len(doc) for doc in docs) == 25_094
    assert sum(1 for doc in docs for _ in doc.sents) == 2_077
    labels = {each.label_ for doc in docs for each in doc.ents}
    assert labels == set(LABELS)
