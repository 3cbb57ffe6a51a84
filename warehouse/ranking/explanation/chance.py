"""What a method says about chance, in words: intervals, sets of ranks, tiers and bands.

Each function returns blocks that say the same in Vietnamese and in English.
"""

from schemas.method import Method
from schemas.words.languages import Said
from warehouse.ranking.explanation.blocks import Block, Line, Paragraph, listed
from warehouse.ranking.explanation.words import INTERVALS, RATIO_RULES, SCORE_RULES, number, percent


def uncertainty(method: Method) -> list[Block]:
    """Return how chance is taken into account."""
    u = method.uncertainty
    if u.interval == "none":
        none: Line = (
            "Không tính khoảng tin cậy: bảng xếp hạng chỉ mô tả, không nói lên chất lượng hoạt động của đơn vị.",
            "No intervals are computed: a descriptive ranking, no statement about performance.",
        )
        return [Paragraph(none)]
    name, (effect_vi, effect_en) = INTERVALS[u.interval], _design_effect(method)
    lines: list[Line] = [
        (
            f"Mỗi tỷ lệ có khoảng tin cậy {percent(u.level)} theo {name}.",
            f"Each rate has a {percent(u.level, 'en')} confidence interval, by {name}.",
        ),
        (
            "Đếm đủ mọi hồ sơ mà vẫn có khoảng: số đếm nói về kỳ này, còn khoảng nói kỳ này cho biết chắc đến đâu về "
            "cách làm việc thường ngày của đơn vị.",
            "Every dossier is counted, and there is an interval all the same: the count describes this period; the "
            "interval says how well this period tells the way in which the unit ordinarily works.",
        ),
        (
            "Hồ sơ trễ thường đến từng đợt, một sự cố làm trễ nhiều hồ sơ; hệ số thiết kế nới khoảng rộng thêm cho "
            f"đúng: {effect_vi}.",
            "Late dossiers come in batches, as one breakdown delays many; the design effect widens the interval "
            f"accordingly: {effect_en}.",
        ),
        (
            f"Khoảng của điểm tổng hợp: {number(u.draws)} lần mô phỏng.",
            f"Intervals of composite scores: {number(u.draws, 'en')} simulated draws.",
        ),
    ]
    return [listed(lines)]


def _design_effect(method: Method) -> Said:
    u = method.uncertainty
    if u.design_effect != "estimated":
        return f"định trước là {number(u.design_effect)}", f"fixed at {number(u.design_effect, 'en')}"
    weeks, otherwise = u.least_clusters, u.default_design_effect
    return (
        f"ước lượng từ số liệu từng tuần, khi một đơn vị có ít nhất {number(weeks)} tuần; nếu không thì lấy "
        f"{number(otherwise)} và ghi rõ",
        f"estimated from weekly figures, where a unit has at least {number(weeks, 'en')} weeks; otherwise "
        f"{number(otherwise, 'en')}, and the result says so",
    )


def rank_sets(method: Method) -> list[Block]:
    """Return what a set of ranks says, and when ranks are withheld."""
    r, level = method.rank_sets, method.uncertainty.level
    if method.uncertainty.interval == "none":
        return [Paragraph(("Không có: không tính khoảng tin cậy.", "None: no intervals are computed."))]
    (ratios_vi, ratios_en), (scores_vi, scores_en) = RATIO_RULES[r.ratios], SCORE_RULES[r.composite]
    lines: list[Line] = [
        (
            'Trong 22 đơn vị, "hạng 3–9" nghĩa là: 2 đơn vị được kết luận là hơn đơn vị này, 13 đơn vị được kết luận '
            "là kém nó, còn 6 đơn vị thì số liệu chưa đủ để nói hơn hay kém.",
            'Of 22 units, "ranks 3–9" means: 2 units are shown to be better than this one, 13 units are shown to be '
            "worse, and of 6 units the data cannot say whether they are better or worse.",
        ),
        (
            f"Với độ tin cậy {percent(level)}, hạng thật của mọi đơn vị cùng lúc nằm trong khoảng của mình.",
            f"With {percent(level, 'en')} confidence, the true ranks of all units lie within their sets at once.",
        ),
        (
            "Hai khoảng hạng rời nhau: kết luận được đơn vị nào hơn. Chồng lên nhau: xem kết quả so từng cặp.",
            "Where two sets do not overlap, one unit is shown to be better. Where they do, see the comparison of the "
            "pair.",
        ),
        (f"Cách so hai tỷ lệ: {ratios_vi}.", f"How two rates are compared: {ratios_en}."),
        (f"Cách so hai điểm tổng hợp: {scores_vi}.", f"How two composite scores are compared: {scores_en}."),
        (
            f"Nêu những đơn vị có thể thuộc {number(r.top)} đơn vị tốt nhất.",
            f"The units that could be among the best {number(r.top, 'en')} are named.",
        ),
        _withheld(method),
    ]
    return [listed(lines)]


def _withheld(method: Method) -> Said:
    r = method.rank_sets
    if r.publish_ranks == "always":
        return "Hạng luôn được công bố.", "Ranks are always published."
    least = r.least_rankability
    return (
        f"Nếu phần chênh lệch không do ngẫu nhiên dưới {number(least)} (từ 0 đến 1) thì chỉ công bố bậc, không công "
        "bố hạng.",
        f"If the part of the differences that is not chance is below {number(least, 'en')} (on a scale of 0 to 1), "
        "only tiers are published and no ranks.",
    )


def classes(method: Method) -> list[Block]:
    """Return the two kinds of classes, which are never to be confused."""
    return [listed([_tiers(method), _bands(method)])]


def _tiers(method: Method) -> Said:
    if method.uncertainty.interval == "none":
        return (
            "Bậc (thống kê): không có, vì không tính khoảng tin cậy.",
            "Tiers (statistical): none, as no intervals are computed.",
        )
    return (
        "Bậc (thống kê): bậc mới chỉ mở ra khi một đơn vị được kết luận là kém đơn vị đứng đầu bậc trước. Hai đơn vị "
        "ở hai bên ranh giới của bậc vẫn có thể không tách bạch được.",
        "Tiers (statistical): a new tier opens only where a unit is shown to be worse than the leader of the tier "
        "before. Two units on either side of a border may still be impossible to tell apart.",
    )


def _bands(method: Method) -> Said:
    if not method.bands:
        return "Loại (mốc điểm định trước): không xếp loại.", "Bands (fixed scores): none."
    bands = sorted(method.bands, key=lambda band: -band.min)
    vi = ", ".join(f"{band.name_vi} từ {number(band.min)}" for band in bands)
    en = ", ".join(f"{band.name_en} from {number(band.min, 'en')}" for band in bands)
    return (
        f"Loại (mốc điểm định trước): {vi}. Khác loại không có nghĩa là khác nhau thật.",
        f"Bands (fixed scores): {en}. Another band does not mean a true difference.",
    )
