"""The master problem: the figures of least loss that every cut found so far is content with."""

from collections.abc import Collection, Iterable, Mapping

from foistats.disclosure.quiet import new_highs
from foistats.disclosure.separating import Cut


class Master:
    """A choice among figures, each by its number and its loss, under cuts that are added."""

    def __init__(self, losses: Mapping[int, int]) -> None:
        """Begin without a cut: nothing has to be withheld."""
        import highspy

        self._numbers = tuple(losses)
        self._column = {number: column for column, number in enumerate(losses)}
        self._seen: set[tuple[tuple[int, float], ...]] = set()
        self._whole = highspy.HighsVarType.kInteger
        self._parted = highspy.HighsVarType.kContinuous
        self._infinite = highspy.kHighsInf
        self._highs = new_highs()
        for option, value in (
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.999 if all(isinstance(loss, int) for loss in losses.values()) else 0),
        ):  # fmt: skip
            self._highs.setOptionValue(option, value)
        for column, loss in enumerate(losses.values()):
            self._highs.addVar(0.0, 1.0)
            self._highs.changeColCost(column, float(loss))

    @property
    def cuts(self) -> int:
        """How many different cuts there are."""
        return len(self._seen)

    def add(self, cuts: Iterable[Cut]) -> int:
        """Add the cuts that aren't there yet; gives how many those were."""
        import numpy as np

        new = 0
        for cut in cuts:
            if cut.key in self._seen:
                continue
            self._seen.add(cut.key)
            new += 1
            columns = np.array([self._column[n] for n in cut.weights], dtype=np.int32)
            weights = np.array(list(cut.weights.values()), dtype=float)
            self._highs.addRow(1.0, self._infinite, len(columns), columns, weights)
        return new

    def in_shares(self) -> tuple[float, dict[int, float]]:
        """The least loss where figures may be withheld in part, and the share of each."""
        self._highs.run()
        shares = list(self._highs.getSolution().col_value)
        return float(self._highs.getInfo().objective_function_value), dict(
            zip(self._numbers, shares, strict=True)
        )

    def whole(
        self, *, seconds: float, chosen: Collection[int] = ()
    ) -> tuple[float, frozenset[int] | None]:
        """A bound of the least loss, and the best choice found; some figures may be set already."""
        self._set(self._whole, chosen, 1.0)
        self._highs.setOptionValue("time_limit", seconds)
        # A search that starts from the last answer in shares ends with wrong bounds (HiGHS 1.16).
        self._highs.clearSolver()
        self._highs.run()
        info = self._highs.getInfo()
        found = list(self._highs.getSolution().col_value)
        bound = float(info.mip_dual_bound)
        good = info.primal_solution_status == 2
        self._set(self._parted, chosen, 0.0)
        self._highs.setOptionValue("time_limit", self._infinite)
        if not good:
            return bound, None
        one = zip(self._numbers, found, strict=True)
        return bound, frozenset(number for number, value in one if value > 0.5)

    def _set(self, kind: object, chosen: Collection[int], least: float) -> None:
        for column in range(len(self._numbers)):
            self._highs.changeColIntegrality(column, kind)
        for number in chosen:
            self._highs.changeColBounds(self._column[number], least, 1.0)
