"""One letter of each kind with invented data, for the preview of an administrator's copy."""

from collections.abc import Mapping

from consultant.mail.letters import (
    AccessCode,
    Acknowledged,
    Answer,
    Assigned,
    DueSoon,
    Letter,
    LinkedFile,
    MailboxTrouble,
    Noted,
    QuestionBack,
    SendFailed,
)

_BODY = """\
Send a corrected claim with three lines, and leave 76942 off.
The drug is the larger part: it is 48 units, not 1.

Codes to report, in this order

1. 20611-RT, 1 unit, M17.11
   Injection of the right knee under ultrasound, with the picture kept. (Definite)
2. J7325-JZ, 48 units, M17.11
   Synvisc-One, counted per 1 mg. JZ says that nothing was thrown away. (Definite)
3. 99214-25, 1 unit, I10
   The blood pressure work, if the note shows it apart from the knee. (Needs the record)

Why

20611 already holds the guidance and its recorded picture, so 76942 is the same work a second time. Modifier 59 would say \
that the guidance served another site, and one knee was treated.

Considered and ruled out

- **76942-59.** The pair is bundled; a modifier passes only for a separate site.
- **M25.561.** Knee pain belongs to the arthritis and is not added to it.
- **JW.** It counts drug thrown away, and you wrote that nothing was left.

What the record must show

- The ultrasound picture, kept, and a line that says what it guided.
- The dose given, 48 mg, and that nothing was left in the syringe.

What would change this

If the blood pressure change is one line inside the knee visit, leave 99214 off. If the left knee was injected too, write \
again: the modifiers and units differ.
"""

SAMPLES: Mapping[type[Letter], Letter] = {
    Answer: Answer(
        subject="Synvisc-One right knee, 76942 denied",
        reference="CQ-120418",
        body=_BODY,
        coder="Priya Raman",
        greeting="Dana",
        date_of_service="27 Aug 2026",
        payer="Medicare Part B, Ohio",
        reviewed_by="Marcus Oyelaran",
        sources=(
            "NCCI procedure-to-procedure edits, practitioner, v32.2, third quarter 2026",
            "NCCI Policy Manual, chapter I, section D",
            "ICD-10-CM Official Guidelines FY 2026, section I.B.5; codes of the 1 April 2026 release",
        ),
        files=(LinkedFile("Remittance August.pdf", "24.0 MB", "https://desk.example/t/CQ-120418/files/5f2b"),),
        thread_url="https://desk.example/t/CQ-120418",
        thread_until="2 October 2026",
    ),
    Acknowledged: Acknowledged(
        subject="Synvisc-One right knee",
        reference="CQ-120418",
        due="tomorrow by noon Eastern",
        greeting="Dana",
        facts=("Date of service: 27 Aug 2026", "Codes: 20611, 76942, M17.11"),
        thread_url="https://desk.example/t/CQ-120418",
        thread_until="2 October 2026",
    ),
    QuestionBack: QuestionBack(
        subject="Synvisc-One right knee",
        reference="CQ-120418",
        body="1. Which date was the knee injected on?\n2. Was the picture of the ultrasound kept?",
        coder="Priya Raman",
        greeting="Dana",
        thread_url="https://desk.example/t/CQ-120418",
        thread_until="2 October 2026",
    ),
    Assigned: Assigned(
        reference="CQ-120418",
        by="Marcus Oyelaran",
        due="today by 5:00 PM EDT",
        url="https://desk.example/tickets/120418",
        greeting="Priya",
    ),
    DueSoon: DueSoon(
        tickets=(
            Noted("CQ-120418", "due today by 5:00 PM EDT", "https://desk.example/tickets/120418"),
            Noted("CQ-120420", "late by 20 min", "https://desk.example/tickets/120420"),
        ),
        url="https://desk.example/",
        greeting="Priya",
    ),
    SendFailed: SendFailed(
        mails=(Noted("CQ-120418", "the server refused it", "https://desk.example/tickets/120418"),),
        url="https://desk.example/outbox",
        greeting="Priya",
    ),
    MailboxTrouble: MailboxTrouble(
        troubles=(
            Noted("questions", "no mail since Monday morning, which this mailbox never had in its last weeks"),
            Noted("worker", "none has been heard for two minutes"),
        ),
        url="https://desk.example/health",
        greeting="Ada",
    ),
    AccessCode: AccessCode(reference="CQ-120418", code="482 915", minutes=15),
}
