"""Vietnamese says one thing by one term: those that were replaced stand nowhere any more."""

import re
from pathlib import Path

import pytest
from catalogue_files import ROOT

from schemas.words.languages import VIETNAMESE

# What was written -> what is written instead. Letters alone count: spaces and line breaks are one space.
REPLACED = {
    r"tỷ trọng": "trọng số",
    r"\bbậc \(thống kê\)|\b(chỉ|xem|nêu) bậc\b|\bbậc và\b|công bố bậc|label_vi = .bậc\"": "nhóm thứ hạng",
    r"khoảng hạng|khoảng chứa hạng thật|(?<!thứ )\bhạng thật\b": "khoảng thứ hạng",
    r"theo các lần mô phỏng": "so sánh từng cặp bằng mô phỏng",
    r"phân biệt được|đứng trên chưa": "chênh lệch đủ rõ; thứ hạng cao hơn chưa có nghĩa là làm tốt hơn",
    r"ngẫu nhiên giải thích được": "một cách có ý nghĩa thống kê",
    r"\btrễ\b": "quá hạn",
    r"\bhạn trả\b(?! lời)": "ngày hẹn trả",
    r"chậm nhất vào ngày có hiệu lực": "công khai đúng hạn (không muộn hơn ngày có hiệu lực)",
    r"trên một công chức": "bình quân một công chức",
    r"số không đạt trên": "số hồ sơ quá hạn trên 10.000 hồ sơ",
    r"bản chốt|\bdấu vân tay": "bản chụp dữ liệu; mã băm (SHA-256)",
    r"\bsổ cái|\bdòng vào\b": "đối soát số bản ghi; bản ghi đã gửi",
    r"ai đã gửi gì": "tình hình gửi số liệu",
    r"\bsửa thế nào|những gì đã đổi": "quy trình đính chính; nội dung thay đổi",
    r"số khởi đầu": "hạt giống ngẫu nhiên (seed)",
    r"quyết định khác đi": "nếu chọn cách tính khác",
    r"\bgánh\b|không lợi, không thiệt": "trọng số được phân bổ lại cho các chỉ số còn lại trong nhóm",
    r"đang xem xét": "chờ duyệt",
    r"rõ rệt": "chưa đủ căn cứ; có ý nghĩa thống kê",
    r"theo đường (thẳng|cong)": "hồi quy tuyến tính; spline",
    r"dấu hiệu nên kiểm tra": "dấu hiệu cần kiểm tra",
    r"\d %(?!\})": "31,50%",
    r"(?<![=\w-])\d{4}-q[1-4]\b(?!,)": "quý I/2022",
}


def vietnamese_texts() -> dict[str, str]:
    """Return what people read in Vietnamese, by the file it stands in: words, declarations, templates.

    Declarations of sources hold the headings of files that others make, word for word.
    """
    declared = [path for path in ROOT.glob("schemas/**/*.toml") if path.parent.name != "sources"]
    templates = [path for package in ("schemas", "warehouse", "flows") for path in ROOT.glob(f"{package}/**/*.j2")]
    paths = [*VIETNAMESE.folder.glob("*.ftl"), *declared, *templates]
    return {str(path.relative_to(ROOT)): read(path) for path in paths}


def read(path: Path) -> str:
    return re.sub(r"\s+", " ", path.read_text(encoding="utf-8")).casefold()


TEXTS = vietnamese_texts()


@pytest.mark.parametrize("replaced", REPLACED, ids=REPLACED.values())
def test_a_term_that_was_replaced_stands_nowhere(replaced):
    assert len(TEXTS) > 100
    found = {
        path: [text[max(0, m.start() - 30) : m.end() + 30] for m in re.finditer(replaced, text)]
        for path, text in TEXTS.items()
    }
    assert {path: places for path, places in found.items() if places} == {}
