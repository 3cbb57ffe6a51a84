"""How the commands on editions print what there is: lists, histories, differences."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flows.cli.show import say, write_table
from schemas.edition import AuditEntry, Edition
from schemas.words.catalogue import said
from warehouse.editions.content import Comparison
from warehouse.editions.differences import UnitChange
from warehouse.editions.pages import REASONS, STATES, fact_name
from warehouse.editions.record import Standing

_NONE = "–"


def moment(at: datetime | None, zone: str) -> str:
    """Return a moment by the city's clock."""
    return "" if at is None else f"{at.astimezone(ZoneInfo(zone)):%d/%m/%Y %H:%M}"


def all_editions(editions: Sequence[Edition], zone: str) -> None:
    """Print one line for each edition."""
    columns = ("Bảng / Ranking", "Lần", "Tình trạng", "State", "Trình / By", "Duyệt / By", "Hẹn giờ", "Công bố / At")
    rows = [
        (
            e.series,
            e.version,
            *STATES[e.state],
            e.submitted_by,
            e.approved_by or "",
            moment(e.release_at, zone) if e.state == "approved" else "",
            moment(e.published_at, zone),
        )
        for e in editions
    ]
    write_table("Các bản công bố / Editions", columns, rows)
    if not editions:
        say("Chưa có bản công bố nào; bắt đầu: motcua edition submit.", "There are no editions yet.")


def one(edition: Edition, steps: Iterable[AuditEntry], folder: Path, zone: str) -> None:
    """Print an edition and its history."""
    if edition.synthetic:
        say("SỐ LIỆU TỔNG HỢP / SYNTHETIC DATA")
    state_vi, state_en = STATES[edition.state]
    say(f"{edition.name}: {state_vi}. {edition.title_vi}", f"{state_en}. {edition.title_en}")
    if edition.reason:
        say(f"Lý do / reason: {edition.reason}")
    if edition.state == "approved" and edition.release_at:
        say(f"Hẹn công bố / held back until: {moment(edition.release_at, zone)}")
    say(f"Nội dung / contents: {folder / 'content'}")
    say(f"Dấu vân tay / hash: {edition.content_hash}")
    rows = [(e.number, moment(e.at, zone), e.actor, e.action, _details(e)) for e in steps]
    write_table("Lịch sử / History", ("Mục", "Lúc / At", "Ai / Who", "Việc / Step", "Chi tiết / Details"), rows)


def differences(edition: Edition, found: Comparison, names: Mapping[str, str]) -> None:
    """Print what an edition changes, for who approves it."""
    if edition.synthetic:
        say("SỐ LIỆU TỔNG HỢP / SYNTHETIC DATA")
    say(f"{edition.name}, dấu vân tay / hash: {edition.content_hash}")
    if found.differences is None or found.before is None:
        say("Chưa có lần công bố nào để so.", "Nothing was published before to compare with.")
        return
    say(f"So với / compared with {found.before.name}.")
    if found.differences.is_method_changed:
        say("Quy định của phương pháp ĐÃ THAY ĐỔI.", "The rules of the method HAVE CHANGED.")
    else:
        say("Quy định của phương pháp không đổi.", "The rules of the method are the same.")
    facts = [(*said(fact_name(name)), *map(str, pair)) for name, pair in found.differences.facts.items()]
    write_table("Căn cứ khác trước / What differs", ("Căn cứ", "Basis", "Trước / Before", "Nay / Now"), facts)
    columns = ("Đơn vị / Unit", "Hạng / Rank", "Điểm / Score", "Bậc / Tier", "Do đâu / Because of")
    rows = [_change(c, names.get(c.unit_id, c.unit_id)) for c in found.differences.units]
    write_table(f"Đơn vị thay đổi / Units that changed: {len(rows)}", columns, rows)
    say(f"Không đổi / unchanged: {found.differences.unchanged}")


def as_data(edition: Edition, found: Comparison) -> dict[str, Any]:
    """Return what an edition changes as plain data."""
    before, different = found.before, found.differences
    return {
        "edition": edition.model_dump(mode="json"),
        "before": before and before.model_dump(mode="json"),
        "is_method_changed": different and different.is_method_changed,
        "facts": {name: list(pair) for name, pair in different.facts.items()} if different else {},
        "unchanged": different and different.unchanged,
        "units": [_data(change) for change in different.units] if different else [],
    }


def _data(change: UnitChange) -> dict[str, Any]:
    return {
        "unit_id": change.unit_id,
        "before": change.before and change.before.model_dump(mode="json"),
        "after": change.after and change.after.model_dump(mode="json"),
        "cause": change.cause,
        "added": [s.model_dump(mode="json") for s in change.added],
        "removed": [s.model_dump(mode="json") for s in change.removed],
    }


def _change(change: UnitChange, name: str) -> tuple[str, ...]:
    sides = (change.before, change.after)
    sent = [f"+ {s.file_name}" for s in change.added] + [f"− {s.file_name}" for s in change.removed]
    cause = "\n".join(sent) or "đơn vị khác, phương pháp / others, method"
    return (name, *(" → ".join(of(side) for side in sides) for of in (_rank, _score, _tier)), cause)


def _rank(one: Standing | None) -> str:
    if one is None:
        return _NONE
    return one.label or REASONS.get(one.reason or "", ("không công bố hạng",))[0]


def _score(one: Standing | None) -> str:
    from babel.numbers import format_decimal

    return _NONE if one is None or one.score is None else format_decimal(one.score, "0.00", locale="vi")


def _tier(one: Standing | None) -> str:
    return _NONE if one is None or one.tier is None else str(one.tier)


def _details(entry: AuditEntry) -> str:
    told = ("reason", "release_at", "attempted", "because", "scheduled_by")
    return "; ".join(f"{name}: {entry.details[name]}" for name in told if entry.details.get(name))
