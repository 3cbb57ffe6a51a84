"""What a method says about chance, in words: intervals, sets of ranks, tiers and bands.

Each function returns lines in Vietnamese and one in English.
"""

from schemas.method import Method
from warehouse.ranking.explain_words import INTERVALS, RATIO_RULES, SCORE_RULES, number, percent


def uncertainty(method: Method) -> tuple[list[str], str]:
    """Return how chance is taken into account."""
    u = method.uncertainty
    if u.interval == "none":
        return (
            ["Không tính khoảng tin cậy: bảng xếp hạng chỉ mô tả, không nói lên chất lượng hoạt động của đơn vị."],
            "No intervals: a descriptive ranking, no statement about performance.",
        )
    level, name = percent(u.level), INTERVALS[u.interval]
    if u.design_effect == "estimated":
        effect = (
            f"ước lượng từ số liệu từng tuần, khi một đơn vị có ít nhất {number(u.least_clusters)} tuần; "
            f"nếu không thì lấy {number(u.default_design_effect)} và ghi rõ"
        )
        english = "estimated from weeks"
    else:
        effect, english = f"định trước là {number(u.design_effect)}", f"fixed at {u.design_effect}"
    lines = [
        f"- Mỗi tỷ lệ có khoảng tin cậy {level} theo {name}.",
        "- Đếm đủ mọi hồ sơ mà vẫn có khoảng: số đếm nói về kỳ này, còn khoảng nói kỳ này cho biết chắc đến đâu về "
        "cách làm việc thường ngày của đơn vị.",
        "- Hồ sơ trễ thường đến từng đợt, một sự cố làm trễ nhiều hồ sơ; hệ số thiết kế nới khoảng rộng thêm cho đúng: "
        f"{effect}.",
        f"- Khoảng của điểm tổng hợp: {number(u.draws)} lần mô phỏng.",
    ]
    return (
        lines,
        f"{name} intervals at {level}; design effect of clustered cases {english}; {u.draws:,} simulated scores.",
    )


def rank_sets(method: Method) -> tuple[list[str], str]:
    """Return what a set of ranks says, and when ranks are withheld."""
    r, level = method.rank_sets, percent(method.uncertainty.level)
    if method.uncertainty.interval == "none":
        return ["Không có: không tính khoảng tin cậy."], "None: there are no intervals."
    lines = [
        '- Trong 22 đơn vị, "hạng 3–9" nghĩa là: 2 đơn vị được kết luận là hơn đơn vị này, 13 đơn vị được kết luận là '
        "kém nó, còn 6 đơn vị thì số liệu chưa đủ để nói hơn hay kém.",
        f"- Với độ tin cậy {level}, hạng thật của mọi đơn vị cùng lúc nằm trong khoảng của mình.",
        "- Hai khoảng hạng rời nhau: kết luận được đơn vị nào hơn. Chồng lên nhau: xem kết quả so từng cặp.",
        f"- Cách so hai tỷ lệ: {RATIO_RULES[r.ratios][0]}.",
        f"- Cách so hai điểm tổng hợp: {SCORE_RULES[r.composite][0]}.",
        f"- Nêu những đơn vị có thể thuộc {number(r.top)} đơn vị tốt nhất.",
        "- Hạng luôn được công bố."
        if r.publish_ranks == "always"
        else "- Nếu phần chênh lệch không do ngẫu nhiên dưới "
        f"{number(r.least_rankability)} (từ 0 đến 1) thì chỉ công bố bậc, không công bố hạng.",
    ]
    english = (
        f'Of 22 units, "ranks 3–9": 2 are shown to be better, 13 to be worse, 6 cannot be told apart; {level} for all '
        f"units together. Ratios: {RATIO_RULES[r.ratios][1]}; scores: {SCORE_RULES[r.composite][1]}."
    )
    return lines, english


def classes(method: Method) -> tuple[list[str], str]:
    """Return the two kinds of classes, which are never to be confused."""
    lines = [
        "- Bậc (thống kê): bậc mới chỉ mở ra khi một đơn vị được kết luận là kém đơn vị đứng đầu bậc trước. Hai đơn vị "
        "ở hai bên ranh giới của bậc vẫn có thể không tách bạch được."
        if method.uncertainty.interval != "none"
        else "- Bậc (thống kê): không có, vì không tính khoảng tin cậy."
    ]
    if method.bands:
        bands = sorted(method.bands, key=lambda band: -band.min)
        named = ", ".join(f"{band.name_vi} từ {number(band.min)}" for band in bands)
        lines.append(f"- Loại (mốc điểm định trước): {named}. Khác loại không có nghĩa là khác nhau thật.")
    else:
        lines.append("- Loại (mốc điểm định trước): không xếp loại.")
    named_en = ", ".join(f"{band.name_en} from {band.min}" for band in method.bands) or "none"
    return lines, f"Tiers are statistical, bands are fixed scores and no statistical statement. Bands: {named_en}."
