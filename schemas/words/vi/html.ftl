# Web pages with tables, often called .xls.

no-table =
    Trang web không có bảng nào có dòng. Thường là trang đăng nhập hay báo lỗi: đăng nhập lại rồi xuất lại.
web-archive = Tệp là trang web lưu trọn gói (MHTML). Hãy mở bằng Excel và lưu lại dạng .xlsx.
other-charset =
    Trang ghi bảng mã { $name }, không đọc được; các bảng mã đọc được: { $known }. Hãy lưu tệp dạng UTF-8, hoặc khai báo
    khóa encoding của nguồn.
