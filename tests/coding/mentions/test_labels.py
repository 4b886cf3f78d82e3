import pytest

from consultant.coding.mentions import find_mentions
from tests.coding.shipped import IN_SEASON

PLACES = (
    "Our office moved to Unit J44.9 of the Baker building, please update billing.",
    "She is in Room M17.11 and bed J45.909, who codes that?",
    "Bay 20610, ward E11, theatre J45; the coding desk is near.",
    "Seat J45, gate E11, row 99, claim my baggage.",
    "Parking level P20, spot G40, claim the ticket.",
    "We take the I95 and M25 to work, billing is far.",
    "We drive I95 N to exit 42 and bill from there.",
    "Route 99213 is closed; claims late.",
    "We serve 43004, 43016 and 43017.",
    "The patient moved to 78660 and we billed nothing.",
    "London office EC1A 1BB and M25 6QT, billing moved.",
    "Canadian clinic at K1A 0B1, H2X 1Y4 and V5K 0A1, bill them?",
)
THINGS = (
    "See cells B12:C14 and E11 of the spreadsheet for billing.",
    "Sheet G20 and column E11 hold the claims.",
    "Version 10.20.99213 of our billing software, build 27447.",
    "Error E11.9 and error 20610 when submitting the claim.",
    "Part J7325, model E0601 and lot E0143 on the invoice we billed.",
    "HP M15w and Brother J4535 printers do not print claims.",
    "Policy E119, model J1885, member id M1711, denied.",
    "Public Law 99213, ISO 13485 and RFC 99214; billing rule.",
    "Please find E11.9.pdf, EOB_99213.pdf and 99214.csv enclosed; claim denied",
    "ADT A04 and A08 messages, ORU R01, DFT P03 for billing.",
    "HL7 segment PID|1|99213| fails on the claim interface.",
    "The x12 file was rejected, claim 837.",
)
KEYS = (
    "Door code 99213, alarm code 20610, wifi code 36415.",
    "Discount code J1885, coupon E1390, promo code M1711 at the shop; billing.",
    "Verification code is 99213, billing portal login.",
    "Denial code B7, B15 and reason 97 on claim.",
)
COUNTS = (
    "The 76942 users of our portal cannot log in, who bills them?",
    "The nearest clinic that can bill this is 99214 miles away.",
    "Our server has 65000 files, 20680 emails and 36000 faxes about claims.",
    "27447 patients were seen, 99213 of them twice, claims for all.",
)
AMOUNTS = (
    "We billed 99213.45 for the visit in total.",
    "Total 99203.00 billed, 99204.00 paid.",
    "They recouped 27447.33 from us on the claim.",
    "Thank you billing team for the gift of 20610.",
)


@pytest.mark.parametrize("text", [*PLACES, *THINGS, *KEYS, *COUNTS, *AMOUNTS])
def test_what_a_label_names_is_no_code_although_billing_is_spoken_of(catalogue, text):
    assert find_mentions(text, catalogue, IN_SEASON) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bill 1 unit J1885 please", "J1885"),
        ("How much per unit J1885?", "J1885"),
        ("Hospital bed E0260 denied", "E0260"),
        ("We billed in error 99213", "99213"),
        ("Authorization A99213 was for 29881.", "29881"),
        ("The claim of 99213-25 was denied", "99213"),
        ("Patient in room 90837, billed 99232.", "99232"),
        ("CPT #99213?", "99213"),
        ("Carpal tunnel release 64721, bill?", "64721"),
        ("C section 59510 was billed", "59510"),
        ("Frozen section 88331 was denied", "88331"),
        ("Do we bill group 90853 weekly?", "90853"),
        ("Chiropractic adjustment 98940 denied", "98940"),
        ("Emergency room 99284, what modifier?", "99284"),
        ("Can we take I10 off the claim?", "I10"),
        ("Is there a class on billing 99213?", "99213"),
        ("ST elevation infarct, we billed 92941", "92941"),
        ("A standard 99213, billed", "99213"),
        ("The payer moved us from 99214", "99214"),
        ("Chest port 36561 was billed", "36561"),
    ],
)
def test_a_code_beside_such_a_word_is_still_found(catalogue, text, code):
    assert [mention.code for mention in find_mentions(text, catalogue, IN_SEASON)] == [code]
