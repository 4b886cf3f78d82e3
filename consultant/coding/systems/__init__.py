"""The syntax of the code systems: each module's ``normalise`` judges shape alone."""

from __future__ import annotations

from consultant.coding.sets import System
from consultant.coding.systems import cpt, hcpcs, icd10cm, icd10pcs, modifiers

NORMALISE = {
    System.CM: icd10cm.normalise,
    System.PCS: icd10pcs.normalise,
    System.HCPCS: hcpcs.normalise,
    System.CPT: cpt.normalise,
    System.MODIFIER: modifiers.normalise,
}
