"""An attacker's questions put to HiGHS: the least and greatest value of a sum of counts.

One model is kept for a puzzle, so that each question starts from the answer to the last one.
Nothing that HiGHS says is believed here: `attacking` confirms worlds in whole numbers.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from foistats.disclosure.puzzle import Figure, Point, Puzzle, Terms
from foistats.disclosure.quiet import new_highs

_SMALL = 1e-7


class Reached(NamedTuple):
    """What a question found: the value, and where it is reached.

    `value` is None where nothing bounds it.
    """

    value: float | None
    at: Sequence[float]


class Impossible(Exception):
    """No world meets everything that is printed."""


class Attacker:
    """The linear programme of a puzzle; figures can be withheld, and printed again."""

    def __init__(
        self, puzzle: Puzzle, withheld: Collection[int] = (), *, whole: bool = False
    ) -> None:
        """Hand the puzzle to HiGHS; `whole` asks for whole numbers, at a cost."""
        import highspy
        import numpy as np

        self.puzzle, self.whole = puzzle, whole
        self._cost: dict[int, float] = {}
        self._highs = new_highs()
        self._infinite = highspy.kHighsInf
        self._status = highspy.HighsModelStatus
        if whole:
            self._highs.setOptionValue("mip_rel_gap", 0.0)
            self._highs.setOptionValue("mip_abs_gap", 0.5)
        else:
            self._highs.setOptionValue("presolve", "off")
            self._highs.setOptionValue("solver", "simplex")
            # Only the aim changes between questions, so the last answer stays a world: primal.
            self._highs.setOptionValue("simplex_strategy", 4)
        # What is printed of one count alone is a limit of that count, and costs HiGHS no row.
        self._alone: dict[int, int] = {}
        self._row: dict[int, int] = {}
        starts: list[int] = []
        numbers: list[int] = []
        weights: list[int] = []
        for number, figure in enumerate(puzzle.figures):
            if list(figure.terms.values()) == [1]:
                (count,) = figure.terms
                if count not in self._alone.values():
                    self._alone[number] = count
                    continue
            self._row[number] = len(starts)
            starts.append(len(numbers))
            numbers += list(figure.terms)
            weights += list(figure.terms.values())
        model = highspy.HighsLp()
        model.num_col_ = len(puzzle.counts)
        model.num_row_ = len(starts)
        model.col_cost_ = np.zeros(len(puzzle.counts))
        model.col_lower_ = np.array([float(low) for low, _ in puzzle.limits])
        model.col_upper_ = np.array([self._or_infinite(high) for _, high in puzzle.limits])
        bounds = [
            (-self._infinite, self._infinite) if n in withheld else self._bounds(puzzle.figures[n])
            for n in self._row
        ]
        model.row_lower_ = np.array([low for low, _ in bounds], dtype=float)
        model.row_upper_ = np.array([high for _, high in bounds], dtype=float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array([*starts, len(numbers)], dtype=np.int32)
        model.a_matrix_.index_ = np.array(numbers, dtype=np.int32)
        model.a_matrix_.value_ = np.array(weights, dtype=float)
        if whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * len(puzzle.counts)
        self._highs.passModel(model)
        for number in self._alone:
            if number not in withheld:
                self.print_again(number)

    def _or_infinite(self, high: int | None) -> float:
        return self._infinite if high is None else float(high)

    def _bounds(self, figure: Figure) -> tuple[float, float]:
        low = -self._infinite if figure.low is None else float(figure.low)
        return low, self._or_infinite(figure.high)

    def hold(self, number: int, low: float | None, high: float | None) -> None:
        """Bind a figure to an interval, whatever it is printed as; None is no bound."""
        least = -self._infinite if low is None else low
        most = self._infinite if high is None else high
        if number not in self._alone:
            self._highs.changeRowBounds(self._row[number], least, most)
            return
        count = self._alone[number]
        known_low, known_high = self.puzzle.limits[count]
        self._highs.changeColBounds(
            count, max(least, known_low), min(most, self._or_infinite(known_high))
        )

    def withhold(self, number: int) -> None:
        """Let a figure be anything."""
        self.hold(number, None, None)

    def print_again(self, number: int) -> None:
        """Bind a figure to what it is printed as."""
        figure = self.puzzle.figures[number]
        self.hold(number, figure.low, figure.high)

    def limit_time(self, seconds: float) -> None:
        """Stop a question after some seconds; the answer is what was found by then."""
        self._highs.setOptionValue("time_limit", seconds)

    def greatest(self, terms: Terms | Mapping[int, float]) -> Reached:
        """The greatest value of a sum; raises Impossible where there is no world at all."""
        costs = dict.fromkeys(self._cost, 0.0)
        costs.update({number: -float(weight) for number, weight in terms.items()})
        for number, cost in costs.items():
            self._highs.changeColCost(number, cost)
        self._cost = {number: cost for number, cost in costs.items() if cost}
        status = self._run()
        if status == self._status.kUnbounded:
            return Reached(None, ())
        solution = self._highs.getSolution()
        info = self._highs.getInfo()
        if self.whole:
            bound = -float(info.mip_dual_bound)
            at = list(solution.col_value) if info.primal_solution_status else []
            return Reached(bound, at)
        return Reached(-float(info.objective_function_value), list(solution.col_value))

    def pull(self) -> dict[int, float]:
        """How much the last answer would grow with each figure's bound; figures that matter only.

        Positive for the upper bound of a figure, negative for the lower.
        """
        solution = self._highs.getSolution()
        of_rows, of_counts = list(solution.row_dual), list(solution.col_dual)
        found = {
            number: -of_rows[row] for number, row in self._row.items() if abs(of_rows[row]) > _SMALL
        }
        for number, count in self._alone.items():
            pull = -of_counts[count]
            figure, (low, high) = self.puzzle.figures[number], self.puzzle.limits[count]
            # Where the limit is as tight, the figure adds nothing.
            own = figure.high if pull > 0 else figure.low
            limit = high if pull > 0 else low
            if abs(pull) > _SMALL and own is not None and own != limit:
                found[number] = pull
        return found

    def _run(self) -> Any:
        if self.whole:
            self._highs.clearSolver()
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == self._status.kUnboundedOrInfeasible:
            # Only a question without an aim tells the two apart.
            for number in self._cost:
                self._highs.changeColCost(number, 0.0)
            self._highs.run()
            infeasible = self._highs.getModelStatus() == self._status.kInfeasible
            status = self._status.kInfeasible if infeasible else self._status.kUnbounded
            self._cost = {}
        if status == self._status.kInfeasible:
            raise Impossible
        return status


def rounded(at: Sequence[float]) -> Point:
    """The whole numbers nearest to a solution."""
    return tuple(round(value) for value in at)
