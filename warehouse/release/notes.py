"""Texts that go with files: how to cite them, under which licence they are, and their checksums."""

from collections.abc import Mapping

from schemas.city import CityDeclaration

SYNTHETIC = "SỐ LIỆU TỔNG HỢP (giả lập) / SYNTHETIC. "  # begins the title of what is no real data


def citation(city: CityDeclaration, title: str, version: str, identifier: str) -> str:
    """Return CITATION.cff for a data set that `identifier` identifies. Source: Citation File Format 1.2.0."""
    licence = [] if city.licence is None else [f"license-url: {_quoted(city.licence.url)}"]
    lines = [
        "cff-version: 1.2.0",
        "message: "
        + _quoted("Nếu dùng số liệu này, hãy trích dẫn như sau. / If you use these data, please cite them so."),
        "type: dataset",
        "title: " + _quoted(title),
        "version: " + _quoted(version),
        "authors:",
        "  - name: " + _quoted(city.name_vi),
        "identifiers:",
        "  - type: other",
        "    value: " + _quoted(identifier),
        "    description: " + _quoted("Dấu vân tay của nội dung / fingerprint of the contents"),
        *licence,
    ]
    return "\n".join(lines) + "\n"


def licence_text(city: CityDeclaration) -> str:
    """Return under which licence the files are; where the city has named none, that it has not."""
    if city.licence is None:
        vi = f"{city.name_vi} chưa công bố giấy phép cho các số liệu này. Hãy hỏi trước khi dùng lại."
        return f"{vi}\n{city.name_en} has not named a licence for these data yet. Ask before you reuse them.\n"
    vi = f"Số liệu của {city.name_vi}, theo giấy phép {city.licence.name}: {city.licence.url}"
    return f"{vi}\nData of {city.name_en}, under the licence {city.licence.name}: {city.licence.url}\n"


def checksums(hashes: Mapping[str, str]) -> str:
    """Return SHA256SUMS of path -> SHA-256, as `sha256sum -c` reads it."""
    return "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(hashes.items()))


def _quoted(text: str) -> str:
    """Return a text as YAML, which takes JSON's strings."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
