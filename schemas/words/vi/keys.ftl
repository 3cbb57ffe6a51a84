# What somebody should look at in a column of codes. The name of a message is the warning's code.

key-normalised = mã được đưa về dạng chuẩn ({ $why }) để một hồ sơ chỉ có một mã.
    .advice =
        Kiểm tra xem các mã này có đúng là cùng một hồ sơ không; sửa cách viết mã trong hệ thống nguồn.
for-odd-characters = ký tự lạ: { $points }
for-case-and-spaces = chữ hoa, khoảng trắng
key-mixed-alphabets =
    mã có chữ cái Kirin hoặc Hy Lạp trông giống chữ cái Latinh, hoặc chữ O, I giữa các chữ số; một hồ sơ có thể thành
    hai mã.
    .advice = Gõ lại mã bằng chữ cái Latinh và chữ số trong hệ thống nguồn rồi gửi lại.
key-odd-characters =
    mã có ký tự lạ (dấu hỏi, dấu phẩy, chấm phẩy, ký hiệu, chữ số của chữ viết khác); có thể đã hỏng, hoặc là hai mã
    trong một ô.
    .advice = Kiểm tra các mã này trong hệ thống nguồn rồi gửi lại.
codes-like-dates = có mã trông như ngày hoặc giờ; Excel có thể đã đổi mã (5-1 thành 5-Jan).
    .advice =
        Xuất lại từ hệ thống nguồn và không lưu tệp bằng Excel, hoặc định dạng cột là Văn bản (Text) trước khi mở.
codes-like-numbers =
    có mã kết thúc bằng .0: một chương trình đã đọc mã như số; số 0 ở đầu có thể đã mất.
    .advice = Xuất lại với cột mã là văn bản.
digits-lost = các mã dài hơn 15 chữ số đều kết thúc bằng số 0: Excel có thể đã làm tròn.
    .advice =
        Xuất lại từ hệ thống nguồn và không lưu tệp bằng Excel, hoặc định dạng cột là Văn bản (Text) trước khi mở.
words-for-nothing =
    có ô ghi chữ nghĩa là không có giá trị (như NULL, N/A, -, 0) thay cho mã; được coi là để trống.
    .advice = Để trống ô, hoặc khai báo các chữ đó trong empty của cột.
key-spelt-twice =
    có các mã chỉ khác nhau ở số 0 đứng trước hoặc dấu giữa các phần (0001 và 1, H29-1 và H29/1); một hồ sơ có thể
    thành nhiều mã.
    .advice = Viết mỗi mã theo một cách trong hệ thống nguồn rồi gửi lại.
zeros-lost =
    có mã ngắn hơn các mã có số 0 ở đầu; số 0 ở đầu có thể đã mất (123 thay vì 000123).
    .advice =
        Xuất lại từ hệ thống nguồn và không lưu tệp bằng Excel, hoặc định dạng cột là Văn bản (Text) trước khi mở.
numbers-among-codes = có ô là số chứ không phải chữ; số 0 ở đầu hoặc cuối mã có thể đã mất.
    .advice =
        Định dạng cột là Văn bản (Text) trước khi nhập, lấy lại mã từ hệ thống nguồn; trong JSON viết mã trong ngoặc
        kép.
