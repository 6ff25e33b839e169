"""What hearing is held to, and what was measured."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    figure: str
    target: str
    measured: str
    met: bool


@dataclass
class Targets:
    """The rows in the order they were measured."""

    rows: list[Row] = field(default_factory=list)

    def at_most(self, figure: str, value: float, most: float, unit: str = "", digits: int = 2) -> None:
        shown = round(value, digits)
        self.rows.append(Row(figure, f"<= {most:g}{unit}", f"{shown:.{digits}f}{unit}", shown <= most))

    def more(self, figure: str, value: int, before: int, of: int) -> None:
        """value and before: of so many; better is more than before."""
        self.rows.append(Row(figure, f"> {before} of {of}", f"{value} of {of}", value > before))

    def all_of(self, figure: str, value: int, of: int) -> None:
        self.rows.append(Row(figure, "all", f"{value} of {of}", value == of))

    def lines(self) -> list[str]:
        head = Row("figure", "target", "measured", False)
        wide = [max(len(getattr(r, name)) for r in (head, *self.rows)) for name in ("figure", "target", "measured")]
        shown = [("met" if r is head else ("yes" if r.met else "NO"), r) for r in (head, *self.rows)]
        return [f"{r.figure:{wide[0]}}  {r.target:{wide[1]}}  {r.measured:{wide[2]}}  {met}" for met, r in shown]
