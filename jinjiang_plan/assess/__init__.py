"""Judgement: a plan, its ledgers and a day in, assessments out; pure, exact, without a clock (METHODS)."""
