"""What a table of ranks says and does not say, in sentences: Vietnamese and English of each."""

from schemas.method import Method
from schemas.words.languages import Said
from schemas.words.numbers import names, number
from warehouse.ranking.explanation.words import SCORE_RULES
from warehouse.ranking.explanation.words import number as exact
from warehouse.ranking.explanation.words import percent as exact_percent
from warehouse.ranking.sentences.standing import MARK, Standings


def findings(standings: Standings, method: Method) -> list[Said]:
    """Return what this very table found: how many pairs are told apart, who could be first, ranks that are withheld."""
    count = len(standings.lines)
    if not count:
        return [("Không đơn vị nào được xếp hạng.", "No unit is ranked.")]
    if standings.rule is None:
        return [
            (
                "Xếp hạng mô tả: không tính khoảng tin cậy, không kết luận về chất lượng hoạt động của đơn vị.",
                "A descriptive ranking: no intervals, no statement about performance.",
            )
        ]
    if count == 1:
        return [("Chỉ một đơn vị được xếp hạng: không có gì để so.", "Only one unit is ranked: nothing to compare.")]
    return [*_withheld(standings, method), _told_apart(standings), _first(standings)]


def _withheld(standings: Standings, method: Method) -> list[Said]:
    if not standings.is_withheld:
        return []
    least = method.rank_sets.least_rankability
    found = standings.rankability or 0.0
    return [
        (
            f"Không công bố hạng: chỉ {number(found, 2)} (từ 0 đến 1) của chênh lệch giữa các đơn vị là không do ngẫu "
            f"nhiên, cần ít nhất {exact(least)}. Chỉ nêu bậc và khoảng hạng.",
            f"Ranks are withheld: {found:.2f} of the spread between units is no noise, at least {least} is needed. "
            "Tiers and rank sets are shown.",
        )
    ]


def _told_apart(standings: Standings) -> Said:
    pairs, decided = standings.pairs, standings.decided
    if decided == pairs:
        return f"Phân biệt được cả {number(pairs)} cặp đơn vị.", f"All {pairs:,} pairs of units can be told apart."
    if not decided:
        return (
            f"Không phân biệt được cặp nào trong {number(pairs)} cặp đơn vị: đứng trên chưa có nghĩa là hơn.",
            f"None of {pairs:,} pairs of units can be told apart: a better place is no evidence of being better.",
        )
    return (
        f"Phân biệt được {number(decided)} trong {number(pairs)} cặp đơn vị; ở {number(pairs - decided)} cặp còn lại, "
        "đứng trên chưa có nghĩa là hơn.",
        f"{decided:,} of {pairs:,} pairs of units can be told apart; in the other {pairs - decided:,} a better "
        "place is no evidence of being better.",
    )


def _first(standings: Standings) -> Said:
    first = standings.could_be_first
    if len(first) == 1:
        return f"Chỉ {first[0]} có thể đứng đầu.", f"Only {first[0]} could be first."
    return (
        f"{number(len(first))} đơn vị có thể đứng đầu: {names(first)}.",
        f"{len(first)} units could be first: {names(first, 'en')}.",
    )


def meanings(standings: Standings, method: Method) -> list[Said]:
    """Return what the columns of the table mean: sets, tiers, the rule behind both, and the mark."""
    if standings.rule is None or len(standings.lines) < 2:
        return _mark(standings, method)
    level, rule = exact_percent(method.uncertainty.level), SCORE_RULES[standings.rule]
    return [
        (
            f"Hạng thật: với độ tin cậy {level} cho cả bảng, hạng thật của mọi đơn vị cùng lúc nằm trong khoảng đã nêu "
            f"(quy tắc {standings.rule}: {rule[0]}).",
            f"True rank: with {level} confidence for the whole table, the true ranks of all units lie in their ranges "
            f"at once (rule {standings.rule}: {rule[1]}).",
        ),
        (
            "Bậc: số liệu không đủ để nói một đơn vị kém đơn vị đứng đầu bậc của mình. Hai đơn vị ở hai bên ranh giới "
            "của bậc vẫn có thể chưa phân biệt được.",
            "Tier: no unit of a tier can be told from the tier's leader. Neighbours across a border may still be "
            "indistinguishable.",
        ),
        *_mark(standings, method),
    ]


def _mark(standings: Standings, method: Method) -> list[Said]:
    return [mark_meaning(method)] if standings.has_marks else []


def mark_meaning(method: Method) -> Said:
    """Return what the mark says of units that look equal and are not ranked so."""
    if method.tie_break:
        return (
            f"{MARK} Điểm ghi ra bằng nhau; hạng khác nhau do phần chưa ghi ra, hoặc do chỉ số phân định khi bằng "
            "điểm.",
            f"{MARK} Shown scores are equal; ranks differ by what is not shown, or by the indicator that breaks ties.",
        )
    return (
        f"{MARK} Giá trị ghi ra bằng nhau; hạng khác nhau do phần lẻ chưa ghi ra.",
        f"{MARK} Shown values are equal; ranks differ by decimals that are not shown.",
    )


def too_few(standings: Standings, method: Method) -> Said | None:
    """Return why nobody is ranked in a peer group of too few units, None where there are enough."""
    least = method.eligibility.least_peers
    if standings.lines or standings.eligible >= least:
        return None
    return (
        f"Không xếp hạng trong nhóm: chỉ {number(standings.eligible)} đơn vị đủ điều kiện, cần ít nhất {least}.",
        f"No ranks within the group: eligible units {standings.eligible}, at least {least} are needed.",
    )
