# The encoding of a text that is not the one that its source declares.

not-decodable =
    Byte thứ { PLAIN($offset) } (dòng { PLAIN($line) }) không đọc được theo bảng mã { $declared } đã khai báo. Lưu lại
    tệp đúng bảng mã, hoặc đề nghị thành phố khai báo bảng mã khác (khóa format.encoding).
no-utf-16-mark =
    Nguồn khai báo UTF-16 nhưng tệp không bắt đầu bằng dấu UTF-16 (byte 0). Lưu lại tệp dạng Unicode, hoặc sửa khóa
    format.encoding.
utf-16-mark =
    Tệp là UTF-16 (byte 0) nhưng nguồn khai báo { $declared }. Lưu lại tệp đúng bảng mã, hoặc sửa khóa format.encoding.
stray-tone =
    Dòng { PLAIN($line) }: nguồn khai báo cp1258 (tiếng Việt của Windows), nhưng ở đây có dấu thanh không đứng sau
    nguyên âm: tệp được viết bằng bảng mã khác, đọc như vậy chữ sẽ sai. Lưu lại tệp dạng UTF-8, hoặc sửa khóa
    format.encoding.
other-encoding =
    Tệp viết bằng bảng mã { $actual } nhưng nguồn khai báo { $declared }: đọc như vậy chữ sẽ sai. Lưu lại tệp đúng bảng
    mã, hoặc đề nghị thành phố khai báo format.encoding = "{ $actual }".
