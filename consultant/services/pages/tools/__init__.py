"""The calculators as pages: what was typed, what is wrong in it, the result, and the sentences that an answer may take."""
