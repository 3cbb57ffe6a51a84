"""`motcua edition`: the life of a published ranking, step by step. Who acts is the system's user, never an option."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from flows.cli import edition_show as shown
from flows.cli.options import MethodOption, PeriodOption
from flows.cli.show import Exit, Json, WrongUsage, say, write_json
from flows.editions import act_now, draft_content, in_zone, newest_draft
from flows.settings import HERE, Place
from schemas.edition import Edition, EditionRefused
from schemas.words.catalogue import said
from warehouse import store
from warehouse.editions import acts
from warehouse.editions.content import keep_differences
from warehouse.editions.log import Act, Book, opened, read_book
from warehouse.editions.states import versions
from warehouse.editions.verify import verify_editions
from warehouse.ranking.evidence.periods import running_period

_SHORTEST = 16  # digits of a hash that a person copies
_NEWEST = 0
VersionOption = Annotated[
    int,
    Parameter(name="--version", help="Lần công bố, mặc định lần mới nhất / the version (newest).", show_default=False),
]
ReasonOption = Annotated[str, Parameter(name="--reason", help="Lý do, được lưu và công bố / why; kept and published.")]
HashOption = Annotated[
    str, Parameter(name="--hash", help="Dấu vân tay của nội dung đã xem / of the content that was looked at.")
]
DraftOption = Annotated[
    Path | None, Parameter(name="--draft", help="Thư mục bản nháp, mặc định bản mới nhất / a draft (the newest).")
]
AtOption = Annotated[
    datetime | None, Parameter(name="--at", help="Hẹn giờ công bố, như 2024-01-05T08:00 / publish at this moment.")
]


def list_all(*, place: Place = HERE, json: Json = False) -> int:
    """Các bản công bố và tình trạng / the editions and their states."""
    act = act_now(place)
    known = list(read_book(act.home).editions.values())
    if json:
        write_json([e.model_dump(mode="json") for e in known])
    else:
        shown.all_editions(known, act.city.about.zone)
    return Exit.FINE


def show(series: str, *, version: VersionOption = _NEWEST, place: Place = HERE, json: Json = False) -> int:
    """Một bản công bố: ai làm gì, khi nào / one edition: who did what, and when."""
    act = act_now(place)
    edition = _find(read_book(act.home), series, version)
    steps = [e for e in acts.history(act.home, series) if e.version == edition.version]
    if json:
        listed = [step.model_dump(mode="json") for step in steps]
        write_json(edition.model_dump(mode="json") | {"folder": _folder(act, edition), "history": listed})
    else:
        shown.one(edition, steps, _folder(act, edition), act.city.about.zone)
    return Exit.FINE


def diff(series: str, *, version: VersionOption = _NEWEST, place: Place = HERE, json: Json = False) -> int:
    """Bản này đổi gì so với lần công bố trước; ghi một trang / what it changes of the edition before; writes a page."""
    act = act_now(place)
    with opened(act.home) as book:
        edition = _find(book, series, version)
        found, page = keep_differences(act, book, edition)
    if json:
        write_json(shown.as_data(edition, found) | {"page": page})
    else:
        shown.differences(edition, found, {u.unit_id: u.name_vi for u in act.city.register.units})
        say(f"Trang đầy đủ / full page: {page}")
    return Exit.FINE


def submit(
    *,
    period: PeriodOption = "",
    method: MethodOption = "",
    reason: ReasonOption = "",
    draft: DraftOption = None,
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Trình bản nháp mới nhất của một bảng xếp hạng để duyệt / submit the newest draft of a ranking for approval.

    Không nêu thì dùng kỳ và phương pháp của bản nháp hằng đêm / the defaults are those of the nightly draft. Từ lần
    công bố thứ hai phải nêu lý do / from the second version on a reason is needed.
    """
    act = act_now(place)
    folder = draft or newest_draft(act.home, period or _running(act), method or act.city.about.nightly_method)
    edition = acts.submit(act, draft_content(folder), reason)
    _told(edition, json, f"Đã trình {edition.name} từ {folder}.", f"Submitted {edition.name}.")
    if not json:
        say(f"Dấu vân tay của nội dung / hash of the contents: {edition.content_hash}")
        say(f"Người duyệt xem / who approves looks at: motcua edition diff {edition.series}")
    return Exit.FINE


def give_back(
    series: str,
    *,
    reason: ReasonOption = "",
    version: VersionOption = _NEWEST,
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Trả lại để sửa; duyệt và hẹn giờ mất hiệu lực / give back: approval and embargo are void."""
    act = act_now(place)
    known = _find(read_book(act.home), series, version)
    edition = acts.return_to_draft(act, series, known.version, reason)
    _told(edition, json, f"Đã trả lại {edition.name}.", f"Gave {edition.name} back.")
    return Exit.FINE


def approve(
    series: str,
    *,
    content_hash: HashOption = "",
    version: VersionOption = _NEWEST,
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Duyệt đúng nội dung đã xem; người trình không tự duyệt được / approve the content looked at, not one's own.

    Không nêu --hash thì chỉ cho xem nội dung nào sẽ được duyệt / without --hash it only shows what would be approved.
    """
    act = act_now(place)
    known = _find(read_book(act.home), series, version)
    if not content_hash:
        vi = f"Xem trước: motcua edition diff {series}. Duyệt đúng nội dung ấy: motcua edition approve {series} --hash"
        en = f"Look first: motcua edition diff {series}. Then approve that content by naming its hash:"
        raise WrongUsage(f"{vi} {known.content_hash}", f"{en} {known.content_hash}")
    is_meant = len(content_hash) >= _SHORTEST and known.content_hash.startswith(content_hash)
    edition = acts.approve(act, series, known.version, known.content_hash if is_meant else content_hash)
    _told(edition, json, f"Đã duyệt {edition.name}.", f"Approved {edition.name}.")
    return Exit.FINE


def publish(
    series: str, *, at: AtOption = None, version: VersionOption = _NEWEST, place: Place = HERE, json: Json = False
) -> int:
    """Công bố một bản đã duyệt, ngay hoặc vào giờ đã hẹn / publish an approved edition, now or at a moment.

    Giờ theo đồng hồ của thành phố / the moment is by the city's clock. Bản hẹn giờ được công bố khi lần chạy đêm hoặc
    `motcua edition release` chạy vào lúc ấy hoặc sau đó / it becomes public when the nightly run, or `release`, runs
    then or later.
    """
    act = act_now(place)
    known = _find(read_book(act.home), series, version)
    edition = acts.publish(act, series, known.version, None if at is None else in_zone(at, act.city))
    if edition.state == "approved":
        when = shown.moment(edition.release_at, act.city.about.zone)
        _told(
            edition, json, f"{edition.name} sẽ được công bố lúc {when}.", f"{edition.name} is held back until {when}."
        )
    else:
        page = act.home.public / edition.series / "index.html"
        _told(edition, json, f"Đã công bố {edition.name}: {page}", f"Published {edition.name}.")
    return Exit.FINE


def release(*, place: Place = HERE, json: Json = False) -> int:
    """Công bố những bản đã đến giờ hẹn / publish the editions whose embargo has ended.

    Mã thoát 1 nếu có bản bị từ chối / exit code 1 if one is refused.
    """
    return released(act_now(place), json)


def released(act: Act, json: bool) -> int:
    """Publish what is due when `act` is done, say so, and return the exit code."""
    done = acts.release_due(act)
    if json:
        write_json([one.edition.model_dump(mode="json") | {"refused": str(one.refused or "")} for one in done])
    for one in [] if json else done:
        if one.refused is None:
            say(f"Đã công bố {one.edition.name}.", f"Published {one.edition.name}.")
        else:
            say(f"Không công bố {one.edition.name}: {one.refused.message_vi}", one.refused.message_en)
    if not done and not json:
        say("Không có bản nào đến giờ.", "Nothing is due.")
    return Exit.ATTENTION if any(one.refused for one in done) else Exit.FINE


def withdraw(
    series: str,
    *,
    reason: ReasonOption = "",
    version: VersionOption = _NEWEST,
    place: Place = HERE,
    json: Json = False,
) -> int:
    """Rút một bản đã công bố; thay vào đó là thông báo với lý do / take a published edition back; a notice stays."""
    act = act_now(place)
    known = _find(read_book(act.home), series, version)
    edition = acts.withdraw(act, series, known.version, reason)
    _told(edition, json, f"Đã rút {edition.name}.", f"Withdrew {edition.name}.")
    return Exit.FINE


def verify(*, place: Place = HERE, json: Json = False) -> int:
    """Kiểm tra chuỗi nhật ký, nội dung và trang công khai / check the log's chain, the contents and what is public.

    Mã thoát 1 nếu có gì sai / exit code 1 if anything is wrong. Nên ghi lại dấu vân tay của mục cuối ở nơi khác / write
    the hash of the last entry down elsewhere.
    """
    act = act_now(place)
    book, faults = verify_editions(act.home, act.city)
    last = book.log[-1].hash if book.log else ""
    if json:
        write_json({"entries": len(book.log), "last_hash": last, "faults": [list(said(fault)) for fault in faults]})
    else:
        for vi, en in map(said, faults):
            say(f"SAI: {vi}", f"WRONG: {en}")
        say(f"Nhật ký: {len(book.log)} mục, mục cuối {last or '–'}.", f"{len(faults)} fault(s).")
    return Exit.ATTENTION if faults else Exit.FINE


def _find(book: Book, series: str, version: int) -> Edition:
    """Return the version of a series that a person means, 0 being the newest; raise `EditionRefused` if none."""
    known = versions(book.editions, series)
    found = known[-1:] if version == _NEWEST else [e for e in known if e.version == version]
    if not found:
        names = ", ".join(e.name for e in book.editions.values()) or "–"
        what = series if version == _NEWEST else f"{series} v{version}"
        vi, en = f"Không có bản công bố {what}; có: {names}.", f"There is no edition {what}; there are: {names}."
        raise EditionRefused("no_edition", vi, en)
    return found[0]


def _running(act: Act) -> str:
    snapshot = store.current_snapshot(act.home)
    if snapshot is None:
        raise WrongUsage(
            "Chưa có bảng nào; chạy `motcua nightly` trước.", "There are no tables yet; run `motcua nightly`."
        )
    day = date.fromisoformat(store.read_manifest(snapshot)["business_date"])
    return running_period(act.city.about.nightly_period, day)


def _folder(act: Act, edition: Edition) -> Path:
    return store.edition_folder(act.home, edition.series, edition.version)


def _told(edition: Edition, json: bool, message_vi: str, message_en: str) -> None:
    if json:
        write_json(edition.model_dump(mode="json"))
    else:
        say(message_vi, message_en)
