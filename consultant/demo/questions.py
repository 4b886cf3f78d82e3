"""Sample questions as billers write them, from different mail programs. People, practices and numbers are invented."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

DOMAIN = "northfork-ortho.example"
DANA = f"Dana Whitlock <billing@{DOMAIN}>"
IMANI = "Imani Okafor <imani@lakeview-im.example>"


@dataclass(frozen=True, slots=True)
class Sample:
    """A question: plain, with an HTML part, HTML alone (``text`` empty), or with a file."""

    sender: str
    subject: str
    text: str = ""
    html: str = ""
    file: tuple[str, str] | None = None


SAMPLES = (
    Sample(
        DANA,
        "Synvisc-One right knee with ultrasound, 76942 denied CO-97",
        "Hello,\n\nMedicare patient, 71, seen 08/27/2026 in the office for right knee arthritis. The doctor gave Synvisc-One into the"
        " right knee under ultrasound and saved the pictures. We billed 20611-RT, 76942-59, J7325 x 48 and M25.561.\n\n"
        "The 76942 came back CO-97. Should the diagnosis be M17.11 instead?\n\nThanks, Dana\n\n"
        "-- \nDana Whitlock\nNorthfork Orthopedics\nPhone (614) 555-0142, fax 614-555-0199\n",
    ),
    Sample(
        "Luis Ferreira <luis@elmgrove-peds.example>",
        "Buckle fracture, 6-year-old, first visit and cast: which 7th character?",
        "6 y/o fell off monkey bars, buckle fracture of the distal right radius, cast placed today (DOS 09/02/2026).\n"
        "We have S52.52 so far, which 7th character is right for the first visit?\n",
        "<p>6 y/o fell off monkey bars, <b>buckle fracture of the distal right radius</b>, cast placed today"
        " (DOS 09/02/2026).</p><p>We have <b>S52.52</b> so far, which 7th character is right for the first visit?</p>",
    ),
    Sample(
        IMANI,
        "Is Z79.4 right for a patient on insulin and metformin?",
        html="<div>Type 2 diabetic with hyperglycemia (<span>E11.65</span>), takes insulin <i>and</i> metformin. Do we add Z79.4,"
        " Z79.84, or both?<br><br>Visit was 09/14/2026.</div><div style='color:#888'>Sent from my phone</div>",
    ),
    Sample(
        DANA,
        "Triamcinolone 40 mg: four units or one?",
        "Triamcinolone 40 mg into the left knee on 09/03/2026. We put J3301 with 1 unit. Shouldn't it be 4? Dx M17.12.\n"
        "Remittance attached.\n",
        file=("remittance 0903.txt", "Claim line J3301, allowed units 4\n"),
    ),
    Sample(
        "Robin Achterberg <robin@cedarmill-fm.example>",
        "G35 rejected",
        "Our MS patient's claim for date of service 04/20/2026 was rejected with G35 as diagnosis, it always went through"
        " before. What changed?\n",
    ),
    Sample(
        "Tomasz Bielak <tomasz@riverbend-sports.example>",
        "Knee brace L1851 - which diagnosis",
        "Patient has chronic instability of the right knee after an ACL tear. L1851 was ordered 09/15/2026. We have m23.51"
        " and S83.511.\nIs one of them enough?\n\nTomasz\nNPI 1093817465\n2210 Riverbend Rd, Boise ID 83702-1234\n",
    ),
    Sample(
        IMANI,
        "Type 1 and type 2 on one claim?",
        "The chart says E10.9 in one note and E11.9 in another, both for the visit of 09/02/2026. Can we send both?\n",
    ),
    Sample(
        "Núria Peñalba <nuria@clinica-olmo.example>",
        "Embarazo: ¿qué código? (pregnancy code question)",
        "Hello, sorry for my English. Patient in second trimester, gestational diabetes, diet controlled. O24.410 or O24.419?\n"
        "Thank you — Núria\n",
    ),
    Sample(
        "Hannah Brandvold <hannah@stalder-regional.example>",
        "W19.XXXA as the only code",
        "ER visit 09/08/2026, patient fell, exam negative. The system offers only W19.XXXA, may we send it alone?\n",
    ),
    Sample(
        "Marta Lindqvist <marta@harborstreet-podiatry.example>",
        "Re: nail debridement",
        "One more on this: 11721-59 with B35.1 and L60.2, is the 59 needed?\n\n"
        "On Mon, Nov 9, 2026 at 9:12 AM Priya Raman <priya@desk.example> wrote:\n> Use 11720 for one to five nails.\n> Regards, Priya\n",
    ),
)


def samples(to: str, now: datetime) -> list[EmailMessage]:
    """Return ten questions to the desk's address, each in another form."""
    return [_mail(sample, to, now) for sample in SAMPLES]


def _mail(sample: Sample, to: str, now: datetime) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = sample.sender
    mail["To"] = to
    mail["Subject"] = sample.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = make_msgid(domain=sample.sender.rpartition("@")[2].rstrip(">"))
    if sample.text:
        mail.set_content(sample.text)
        if sample.html:
            mail.add_alternative(sample.html, subtype="html")
    else:
        mail.set_content(sample.html, subtype="html")
    if sample.file is not None:
        name, content = sample.file
        mail.add_attachment(content.encode(), maintype="text", subtype="plain", filename=name)
    return mail
