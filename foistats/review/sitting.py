"""One person's way through the open questions of a request, at a terminal or on a page.

Both ask the same questions and write the same answers: each is tried out, then written at once, and
can be taken back as long as nobody has changed the files that it wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from foistats.durable import write_whole
from foistats.review.answers import Answer, AnswerRefused
from foistats.review.choices import Choice
from foistats.review.desk import Desk, OnDesk, held
from foistats.review.questions import Question


class Step(NamedTuple):
    """An answer that was written, and what its files held before (None for no file) and after."""

    question: Question
    choice: Choice
    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes]


@dataclass(slots=True)
class Sitting:
    """The questions as they stood at the start, and what was answered since, the latest last."""

    desk: Desk
    on_desk: OnDesk
    steps: list[Step] = field(default_factory=list)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, in the order in which they are asked."""
        return self.on_desk.questions

    def now(self, question: Question) -> Question | None:
        """A question as it stands by now; None where it is answered."""
        if any(step.question.id == question.id for step in self.steps):
            return None
        return self.desk.still(question)

    @property
    def left(self) -> tuple[Question, ...]:
        """The questions that are open still."""
        return tuple(now for one in self.questions if (now := self.now(one)) is not None)

    def answer(
        self, question: Question, choice: Choice, value: str, *, because: str, by: str, on: date
    ) -> list[str]:
        """Try an answer out and write it; gives the files that it changed, or AnswerRefused."""
        with held(self.desk.workspace):
            files = self.desk.answer(question, Answer(choice, value, because, by, on))
            before = {file: self._content(file) for file in files}
            after = {file: self.desk.pending[file] for file in files}
            self.desk.save()
        self.steps.append(Step(question, choice, before, after))
        return files

    def undo(self) -> Question:
        """Take the latest answer back and give its question; AnswerRefused where that can't be."""
        if not self.steps:
            raise AnswerRefused("nothing was answered yet, so there is nothing to take back")
        step = self.steps[-1]
        with held(self.desk.workspace):
            changed = [file for file, now in step.after.items() if self._content(file) != now]
            if changed:
                raise AnswerRefused(
                    f"raw/{self.desk.request_id}/{changed[0]} was changed since the answer was"
                    " written; take the entry out of it by hand"
                )
            for file, content in step.before.items():
                if content is None:
                    self._path(file).unlink()
                else:
                    write_whole(self._path(file), content)
            self.desk.look_again()
        self.steps.pop()
        return step.question

    def _path(self, file: str) -> Path:
        return self.desk.workspace.request_folder(self.desk.request_id) / file

    def _content(self, file: str) -> bytes | None:
        path = self._path(file)
        return path.read_bytes() if path.is_file() else None


def sit_down(desk: Desk) -> Sitting:
    """Lay out the questions of a request; every document with one is read once for it."""
    with held(desk.workspace):
        return Sitting(desk, desk.spread())
