"""What of a suppressed count can be worked out from everything that is published, and its cure.

Two designs were sketched before this one was built.

1. *Totals as intervals.* Each protected count is printed as the interval of its mark, and each
   total as the sum of what its parts print. Nothing can leak then, no solver is needed, and no
   total with a small count in it is a number any more: of the made-up table of 43 forces, 5
   categories and 5 years, none of the totals over all forces would be one.
2. *An attacker, and a choice of figures.* Everything that is printed is one system of linear
   constraints over whole-numbered counts. What is withheld is chosen so that every protected count
   can still be anything that its mark allows (Fischetti and Salazar-Gonzalez, 2000, 2001).

The second was built, since totals are what a request is made for, and since the question "what
follows from all that was ever printed" has to be answered anyway: earlier releases, other requests
and drafts can't be changed by how this release prints its totals. Of the first it keeps that no
published interval is ever narrower than the mark: what an attacker can derive is for the gate only.

How it is laid out: `puzzle` is the system of constraints, `attacker` asks HiGHS, `attacking` finds
what is left of each protected count and confirms it in whole numbers, `uncovering` finds the
smallest set of figures that gives a count away, `protecting` chooses what is withheld, `rounding`
is the other method. `publication` reads tables into figures, `ranges` what their ranges say,
`cases` gathers what else was printed, `stating` makes a puzzle of all of it, and `deciding` and
`gate` say what is at risk. `preparing` and `protected_tables` write the tables that may go out,
`certificate` and `recheck` say what is left and check that with Python alone.
"""
