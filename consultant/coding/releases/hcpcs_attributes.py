"""What the attributes of HCPCS Level II codes mean, in our words: pricing, kind of service, and the BETOS classes.

Source: the record layout that CMS publishes beside the contractor file, and its BETOS list.
"""

from __future__ import annotations

from collections.abc import Mapping

PRICING: Mapping[str, str] = {
    "00": "not paid separately under Part B",
    "11": "by national relative values",
    "12": "by national anesthesia base units",
    "13": "by the contractor",
    "21": "laboratory, up to a national limit",
    "22": "laboratory, by the contractor",
    "31": "equipment that is serviced often",
    "32": "inexpensive or routinely bought equipment",
    "33": "oxygen and its equipment",
    "34": "supplies for durable equipment",
    "35": "surgical dressings",
    "36": "equipment of capped rental",
    "37": "ostomy, tracheostomy and urological supplies",
    "38": "orthotics, prosthetics and vision",
    "39": "parenteral and enteral nutrition",
    "40": "compression items for lymphedema",
    "45": "customized equipment",
    "46": "equipment, by the contractor",
    "51": "drugs",
    "52": "by reasonable charge",
    "53": "by statute",
    "54": "vaccinations",
    "55": "splints and casts",
    "56": "lenses put in at an office",
    "57": "other, by the contractor",
    "99": "no value set",
}
MULTIPLE_PRICING: Mapping[str, str] = {
    "9": "does not apply: not paid separately, or no value set",
    "A": "one way of pricing",
    "B": "professional part by relative values, the rest by the contractor",
    "C": "the physician's reading by relative values, the test by the laboratory schedule",
    "D": "by relative values, or by the psychologists' schedule",
    "E": "by relative values, or by the psychologists' or social workers' schedule",
    "F": "by the contractor, or by the psychologists' or social workers' schedule",
    "G": "by reasonable charge beside blood products, else by the laboratory schedule",
}
SERVICE_TYPES: Mapping[str, str] = {
    "0": "whole blood",
    "1": "medical care",
    "2": "surgery",
    "3": "consultation",
    "4": "diagnostic radiology",
    "5": "diagnostic laboratory",
    "6": "therapeutic radiology",
    "7": "anesthesia",
    "8": "assistant at surgery",
    "9": "other medical items or services",
    "A": "used durable equipment",
    "B": "screening mammography, high risk",
    "C": "screening mammography, low risk",
    "D": "ambulance",
    "E": "enteral or parenteral nutrients and supplies",
    "F": "facility of an ambulatory surgical center",
    "G": "immunosuppressive drugs",
    "H": "hospice",
    "J": "diabetic shoes",
    "K": "hearing items and services",
    "L": "supplies for renal disease",
    "M": "monthly payment for dialysis",
    "N": "kidney donor",
    "P": "purchase of equipment, prosthetics or orthotics",
    "Q": "vision items or services",
    "R": "rental of durable equipment",
    "S": "surgical dressings or other medical supplies",
    "T": "outpatient mental health",
    "U": "occupational therapy",
    "V": "pneumococcal or influenza vaccine",
    "W": "physical therapy",
}
_BETOS_GROUPS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "M1": ("office visit", {"A": "new patient", "B": "established patient"}),
    "M2": ("hospital visit", {"A": "initial", "B": "subsequent", "C": "critical care"}),
    "M3": ("emergency room visit", {}),
    "M4": ("visit", {"A": "at home", "B": "in a nursing home"}),
    "M5": ("specialist", {"A": "pathology", "B": "psychiatry", "C": "ophthalmology", "D": "other"}),
    "M6": ("consultation", {}),
    "P0": ("anesthesia", {}),
    "P1": (
        "major procedure",
        {
            "A": "breast",
            "B": "colectomy",
            "C": "cholecystectomy",
            "D": "prostate resection",
            "E": "hysterectomy",
            "F": "disc",
            "G": "other",
        },
    ),
    "P2": (
        "major cardiovascular procedure",
        {
            "A": "coronary bypass",
            "B": "aneurysm repair",
            "C": "thromboendarterectomy",
            "D": "coronary angioplasty",
            "E": "pacemaker",
            "F": "other",
        },
    ),
    "P3": (
        "major orthopedic procedure",
        {"A": "hip fracture repair", "B": "hip replacement", "C": "knee replacement", "D": "other"},
    ),
    "P4": (
        "eye procedure",
        {
            "A": "corneal transplant",
            "B": "cataract and lens",
            "C": "retinal detachment",
            "D": "retinal lesions",
            "E": "other",
        },
    ),
    "P5": (
        "ambulatory procedure",
        {"A": "skin", "B": "musculoskeletal", "C": "inguinal hernia", "D": "lithotripsy", "E": "other"},
    ),
    "P6": (
        "minor procedure",
        {"A": "skin", "B": "musculoskeletal", "C": "other, on the fee schedule", "D": "other, not on the fee schedule"},
    ),
    "P7": ("oncology", {"A": "radiation therapy", "B": "other"}),
    "P8": (
        "endoscopy",
        {
            "A": "arthroscopy",
            "B": "upper gastrointestinal",
            "C": "sigmoidoscopy",
            "D": "colonoscopy",
            "E": "cystoscopy",
            "F": "bronchoscopy",
            "G": "laparoscopic cholecystectomy",
            "H": "laryngoscopy",
            "I": "other",
        },
    ),
    "P9": ("dialysis", {"A": "on the fee schedule", "B": "not on the fee schedule"}),
    "I1": (
        "standard imaging",
        {
            "A": "chest",
            "B": "musculoskeletal",
            "C": "breast",
            "D": "contrast of the bowel",
            "E": "nuclear",
            "F": "other",
        },
    ),
    "I2": ("advanced imaging", {"A": "CT of the head", "B": "CT, other", "C": "MRI of the brain", "D": "MRI, other"}),
    "I3": (
        "ultrasound",
        {"A": "eye", "B": "abdomen or pelvis", "C": "heart", "D": "carotid arteries", "E": "prostate", "F": "other"},
    ),
    "I4": ("imaging within a procedure", {"A": "heart, with catheterization", "B": "other"}),
    "T1": (
        "laboratory test",
        {
            "A": "venipuncture",
            "B": "automated profiles",
            "C": "urinalysis",
            "D": "blood counts",
            "E": "glucose",
            "F": "bacterial cultures",
            "G": "other, on the fee schedule",
            "H": "other, not on the fee schedule",
        },
    ),
    "T2": ("other test", {"A": "electrocardiogram", "B": "cardiac stress test", "C": "EKG monitoring", "D": "other"}),
    "D1": (
        "equipment and supplies",
        {
            "A": "medical and surgical supplies",
            "B": "hospital beds",
            "C": "oxygen and supplies",
            "D": "wheelchairs",
            "E": "other durable equipment",
            "F": "prosthetics and orthotics",
            "G": "drugs given through equipment",
        },
    ),
    "O1": (
        "other",
        {
            "A": "ambulance",
            "B": "chiropractic",
            "C": "enteral and parenteral",
            "D": "chemotherapy",
            "E": "other drugs",
            "F": "hearing and speech",
            "G": "immunizations",
        },
    ),
    "Y1": ("other, on the fee schedule", {}),
    "Y2": ("other, not on the fee schedule", {}),
    "Z1": ("local code", {}),
    "Z2": ("not classified", {}),
}


def betos_words(code: str) -> str:
    """A BETOS class in words ("D1E" -> "equipment and supplies: other durable equipment"), empty for an unknown one."""
    group, kinds = _BETOS_GROUPS.get(code[:2], ("", {}))
    kind = kinds.get(code[2:], "")
    return f"{group}: {kind}" if kind else group if group and not kinds else ""


def in_words(code: str, words: str | None) -> str:
    """A code with its meaning behind it, alone where it has none that is known."""
    return f"{code}: {words}" if code and words else code
