"""In which encoding a text is: told right where there are letters enough, else doubted; never wrong without a word."""

import codecs
import random
import unicodedata

import pytest

from schemas.errors import SubmissionRejected
from schemas.words.catalogue import said
from warehouse.reading.encodings.encoding import SINGLE_BYTE, evidently_other
from warehouse.reading.encodings.evidence import commonest, words_beyond_ascii
from warehouse.reading.encodings.guess_encoding import guess_encoding

TONES = "\u0300\u0301\u0303\u0309\u0323"
VIETNAMESE = """
Ủy ban nhân dân quận Phú Nhuận tiếp nhận hồ sơ cấp giấy phép xây dựng nhà ở riêng lẻ; người nộp được hẹn trả kết quả
sau mười lăm ngày làm việc. Thủ tục đăng ký khai sinh, khai tử và chứng thực bản sao từ bản chính được giải quyết ngay.
Hồ sơ trễ hạn phải có thư xin lỗi của thủ trưởng đơn vị. Điều chỉnh giấy chứng nhận quyền sử dụng đất, xóa thế chấp,
tách thửa, hợp thửa; nộp trực tuyến hoặc trực tiếp tại bộ phận một cửa. Đường Nguyễn Đình Chiểu, phường Bến Nghé; phản
ánh về tiếng ồn, ngập nước, vỉa hè bị lấn chiếm. Đã xử lý, công dân hài lòng. QĐ-UBND, HĐND, số điện thoại, địa chỉ.
"""
FRENCH = """
Déclaration préalable déposée à la mairie; le maître d’ouvrage a été prévenu. Permis accordé après enquête, délai
dépassé. Réclamation reçue par téléphone: chaussée abîmée, éclairage défectueux, dépôt sauvage près de l’école. La
décision lui a été notifiée où il réside, dès février. Numéro, état, achèvement, bénéficiaire, bâtie, côté cour, forêt,
Île, Noël, façade, œuvre, août, naïf, maïs, sûreté, procédure simplifiée, Préfet délégué, échéance, ÉVÈNEMENT.
"""
DUTCH = """
Aanvraag ingediend; coördinator geïnformeerd, één bezwaar ontvangen. Officiële reactie vóór het einde van de week,
financiële bijdrage, geïnd, ruïne, reünie, patiënt, Daniël, België, zeeën, beëindigd, cliënt, privé, café, industriële,
coöperatie, geëist, ideeën, Curaçao, enquête, scène.
"""
GERMAN = """
Bauantrag eingereicht; die Behörde prüft die Unterlagen für das Gebäude in der Königstraße. Rückfrage über Gebühren,
Begründung, Größe, Fußweg, Änderung, Ölheizung, Übergabe, möglich, nächste, Grünfläche, Straßenbau, Müllabfuhr, Lärm.
"""
CZECH = "žádost příloha město řízení účastník rozhodnutí lhůta úřad číslo třída dům dřevěný přijato vyřízeno změna"
POLISH = "budowę załącznik urząd Łódź późniejszy środek żądanie właściciel działki złożony część książka Święty miejską"
HUNGARIAN = "építési engedély kérelem ügyfél határidő őszi műhely törvény gyűjtő erdő tűz külső első szülő könyv"
RUSSIAN = "Заявление о выдаче разрешения на строительство принято срок рассмотрения тридцать дней уведомление"
THAI = "คำขออนุญาตก่อสร้าง ได้รับแล้ว กำหนดเวลา วันที่ หมายเลข สำนักงานเขต ผู้ยื่นคำขอ ถนน เสียง น้ำท่วม"
TRADITIONAL = "建築許可 申請 已受理 市民 地址 電話 號碼 區公所 處理 完成 日期 案件 編號 承辦 單位 道路 損壞 噪音"
SIMPLIFIED = "建筑许可 申请 已受理 市民 地址 电话 号码 区公所 处理 完成 日期 案件 编号 承办 单位 道路 损坏 噪音"
JAPANESE = (
    "建築確認の申請 受け付けました。 処理期間は三十日です。 住所と電話番号 記入してください。 道路の損傷 騒音について"
)


def cp1258(text):
    """The bytes of a text in code page 1258, in which most marks of tone are letters of their own."""
    pieces = []
    for letter in text:
        decomposed = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in TONES))
        pieces.append(base + "".join(c for c in decomposed if c in TONES))
    return "".join(pieces).encode("cp1258")


def tcvn3(text):
    """The bytes of a text in TCVN3, whose capitals with a mark of tone are small letters in a font of capitals."""
    small = {codecs.decode(bytes([b]), "tcvn3") for b in range(0xA0, 0x100)}
    return "".join(c if c.isascii() or c in small else c.lower() for c in text).encode("tcvn3")


def in_code_page(encoding):
    return lambda text: text.replace("\n", " ").encode(encoding)


WRITTEN = {
    "vietnamese-cp1258": (VIETNAMESE, cp1258, "cp1258"),
    "vietnamese-tcvn3": (VIETNAMESE, tcvn3, "tcvn3"),
    "vietnamese-vni": (VIETNAMESE, in_code_page("vni"), "vni"),
    "french": (FRENCH, in_code_page("cp1252"), "cp1252"),
    "dutch": (DUTCH, in_code_page("cp1252"), "cp1252"),
    "german": (GERMAN, in_code_page("cp1252"), "cp1252"),
}
ELSEWHERE = {
    "Big5": (TRADITIONAL, "big5"),
    "GBK": (SIMPLIFIED, "gbk"),
    "Shift-JIS": (JAPANESE, "shift_jis"),
    "Windows-874 (Thai)": (THAI, "cp874"),
    "Windows-1251": (RUSSIAN, "cp1251"),
    "KOI8-R": (RUSSIAN, "koi8_r"),
    "czech": (CZECH, "cp1250"),
    "polish": (POLISH, "cp1250"),
    "hungarian": (HUNGARIAN, "cp1250"),
    "french-mac": (FRENCH.replace("\n", " "), "mac_roman"),
    "german-dos": (GERMAN.replace("\n", " "), "cp437"),
}
SAMPLES = [(words, seed) for words in (1, 2, 3, 4, 6, 8, 12, 20) for seed in range(25)]


def sample(text, words, seed):
    """Some words with letters beyond ASCII among others, in a table."""
    beyond = [word for word in text.split() if not word.isascii()]
    chosen = random.Random(seed).sample(beyond, min(words, len(beyond)))
    return f"ma,loai\n1,{' '.join(chosen)}\n2,plain words\n"


@pytest.mark.parametrize("name", WRITTEN)
def test_samples_of_any_size_are_told_right_or_doubted(name):
    text, encoded, encoding = WRITTEN[name]
    for words, seed in SAMPLES:
        data = encoded(sample(text, words, seed))
        guess = guess_encoding(data)
        assert guess.encoding == encoding or guess.doubts, (words, seed)
        assert words < 8 or guess.encoding == encoding
        assert words < 12 or not guess.doubts


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_cannot_be_declared_is_refused_or_doubted(name):
    text, encoding = ELSEWHERE[name]
    for words, seed in SAMPLES:
        data = sample(text, words, seed).encode(encoding, "ignore")
        try:
            guess = guess_encoding(data)
        except SubmissionRejected:
            continue
        assert guess.doubts or guess.encoding == "utf-8" or _reads_alike(data, guess.encoding, encoding), (words, seed)


def _reads_alike(data, encoding, other):
    return data.decode(encoding, "replace") == data.decode(other)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_the_advice_names_what_it_seems_to_be(name):
    text, encoding = ELSEWHERE[name]
    with pytest.raises(SubmissionRejected) as refused:
        guess_encoding(text.encode(encoding, "ignore"))
    assert "UTF-8" in refused.value.message_en and "UTF-8" in refused.value.message_vi
    assert (f"It seems to be {name}." in refused.value.message_en) == name.startswith(("B", "G", "S", "W", "K"))


def test_unicode_with_and_without_its_mark():
    for encoding in ("utf-8", "utf-8-sig"):
        assert guess_encoding(VIETNAMESE.encode(encoding)).encoding == "utf-8"
    assert guess_encoding(b"ma,loai\n1,2\n").encoding == "utf-8"
    assert guess_encoding(VIETNAMESE.encode("utf-16")).encoding == "utf-16"
    for encoding in ("utf-16-le", "utf-16-be"):
        with pytest.raises(SubmissionRejected) as refused:
            guess_encoding(VIETNAMESE.encode(encoding))
        assert "UTF-16" in refused.value.message_vi


def test_one_broken_letter_or_one_cut_at_the_end_leaves_a_text_utf8():
    data = VIETNAMESE.encode()
    assert guess_encoding(data.replace("Ủy".encode(), b"\xff", 1)).encoding == "utf-8"
    assert guess_encoding(data[: data.rindex("ỉ".encode()) + 2]).encoding == "utf-8"


def test_signs_that_stand_in_no_word_tell_nothing():
    guess = guess_encoding("a,b\n25 °C,12 m² à\u00a03 €".replace("à", "").encode("cp1252"))
    (doubt,) = guess.doubts
    assert guess.encoding in SINGLE_BYTE and "only signs" in said(doubt)[1]


def test_a_doubt_names_both_encodings_and_how_many_words_there_are():
    guess = guess_encoding(b"M\xea,Lo\xe0i\n1,2\n")
    (doubt,) = guess.doubts
    for text in said(doubt):
        assert "cp1258" in text and "cp1252" in text and "2" in text


@pytest.mark.parametrize("name", WRITTEN)
def test_a_right_declaration_is_never_refused(name):
    text, encoded, encoding = WRITTEN[name]
    names = "" if encoding in ("tcvn3", "vni") else " Hervé Noël Zoé Gérard Müller Peña Citroën façade"
    for words, seed in SAMPLES:
        data = encoded(sample(text, words, seed) + names)
        assert evidently_other(commonest(words_beyond_ascii([data])), encoding) is None, (words, seed)


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("declared", SINGLE_BYTE)
def test_a_wrong_declaration_is_found_out_where_it_changes_what_is_read(name, declared):
    text, encoded, encoding = WRITTEN[name]
    data = encoded(text)
    reads_alike = data.decode(declared, "replace") == data.decode(encoding)
    assert evidently_other(commonest(words_beyond_ascii([data])), declared) == (None if reads_alike else encoding)
