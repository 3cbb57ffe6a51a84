# What somebody should look at in a file's texts and numbers. The name of a message is the warning's code.

in-column = Cột { $header }: { $doubt }

control-characters = có ký tự điều khiển hoặc ký tự vô hình ({ $points }); đã bỏ các ký tự đó.
    .advice =
        Xuất lại từ hệ thống nguồn mà không có các ký tự này; nếu là UTF-16, khai báo format.encoding.
error-text = có lỗi của Excel (như #N/A, #REF!) thay cho chữ; ô được coi là không có giá trị.
    .advice =
        Sửa công thức rồi gửi lại; nếu lỗi có nghĩa là không có giá trị, khai báo chữ đó trong empty của cột.
mojibake = chữ bị hỏng, có vẻ do đọc sai bảng mã hoặc dùng phông TCVN3, VNI.
    .advice =
        Kiểm tra format.encoding của nguồn (utf-8, cp1258, tcvn3…), hoặc xuất lại dạng UTF-8 (Unicode).
words-for-nothing =
    có ô ghi chữ nghĩa là không có giá trị (như NULL, N/A, -); chữ đó được giữ như một giá trị.
    .advice = Để trống ô, hoặc khai báo các chữ đó trong empty của cột.
ditto-marks =
    có ô ghi "như trên" (nt, ”, 〃) thay cho giá trị; chương trình không đoán giá trị của dòng trên.
    .advice = Ghi đủ giá trị ở mọi dòng rồi gửi lại.
escaped-text =
    chữ được viết bằng mã của trang web, địa chỉ, JSON hoặc thư (như &amp;, %C3%A1, \u1ea5); được giữ nguyên như vậy.
    .advice = Xuất lại từ hệ thống nguồn với chữ bình thường.
dates-among-texts = có ô là ngày chứ không phải chữ; Excel có thể đã đổi chữ (như 1-5) thành ngày.
    .advice = Định dạng cột là Văn bản (Text) trước khi nhập, và lấy lại chữ từ hệ thống nguồn.
row-like-a-header =
    có dòng mà không ngày hay số nào đọc được: có thể là tiêu đề của bảng khác, và các dòng dưới có thứ tự cột khác.
    .advice = Xem các dòng này và các dòng ngay dưới; nếu là hai bảng, gửi mỗi bảng thành một tệp.
number-style = { $contradicted ->
    [by-amounts]
        mọi số tiền có dấu đều lẻ dưới 100 (như 66.597): dấu có thể là dấu thập phân chứ không phải dấu hàng nghìn.
   *[by-marks]
        dấu chấm, dấu phẩy của một số dòng trái với cách viết số đã khai báo; các số có dấu ở những dòng khác có thể đã
        bị đọc sai.
    }
    .advice = Xem trong tệp dấu nào là dấu thập phân, rồi sửa numbers (decimal, thousands) của nguồn.
