"""One letter of each kind and shape, for the snapshots and for whoever wants to look at them."""

from consultant.mail.letters import Acknowledged, Answer, Letter, folder_of
from consultant.mail.samples import SAMPLES

LETTERS: dict[str, Letter] = {
    **{folder_of(kind): letter for kind, letter in SAMPLES.items()},
    "answer-short": Answer(subject="", reference="CQ-120419", body="Yes, M17.11 is right.", coder="Priya Raman"),
    "answer-hostile": Answer(
        subject="<script>alert(1)</script> MRN 44710",
        reference="CQ-120420",
        body="Compare <b>25</b> & 59 with {{ letter }}.\n\n[link](javascript:x) ![x](http://t.example/x.gif)",
        coder="<Priya>",
        greeting='"Dana"',
        sources=("<img src=http://t.example/x>",),
        thread_url="https://desk.example/t/CQ-120420",
    ),
    "acknowledged-plain": Acknowledged(
        subject="RE: Synvisc-One right knee", reference="CQ-120418", due="today by 5:00 PM Eastern", greeting="Dana"
    ),
}
