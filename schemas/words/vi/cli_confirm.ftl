# What the commands say before a step that cannot be undone.

question = Tiếp tục? Gõ «có» để tiếp tục, phím khác để thôi:
needs-yes = { $what } Không có ai để hỏi: thêm --yes nếu đúng là muốn vậy. Chưa làm gì.
declined = Chưa làm gì.

submit-again =
    { $edition } đã được { $by } duyệt. Trình nội dung mới thì duyệt ấy mất hiệu lực { $held ->
        [yes] , hẹn giờ công bố cũng vậy,
       *[no] {""}
    } và phải duyệt lại.
approve =
    { $edition } sẽ được duyệt với nội dung có mã băm { $hash }, tên người duyệt { $user } ghi vào nhật ký. Từ đó có thể
    công bố nội dung này.
publish =
    { $edition } sẽ được công bố ngay cho mọi người. Bản đã công bố không sửa được nữa: chỉ có thể thay bằng lần sau
    hoặc rút, thông báo rút ở lại.
publish-embargo =
    { $edition } được hẹn công bố lúc { $until }. Tiếp tục thì bỏ hẹn và công bố NGAY cho mọi người; không quay lại được.
schedule =
    { $edition } sẽ tự được công bố cho mọi người lúc { $until } (giờ của thành phố) hoặc ngay sau đó. Đến lúc ấy vẫn có
    thể trả lại (return).
withdraw =
    { $edition } sẽ bị rút: số liệu không còn trên trang công khai, thay bằng thông báo với lý do «{ $reason }». Không
    khôi phục được, lần trước cũng không có hiệu lực trở lại.
retract =
    { $rows } dòng của tệp { $file } sẽ ra khỏi mọi bảng; lần nộp ghi là đã rút, với lý do. Không làm ngược lại được:
    chính tệp ấy nộp lại vẫn không được nhận, chỉ nhận tệp khác thay cho nó.
retract-refusal = Đêm tới sẽ đọc lại một lần tệp { $file }, tệp đã vượt giới hạn.
bind =
    Với thư mục dữ liệu { $home }, ai được làm gì và theo quy định nào sẽ như đã nêu: theo khai báo của { $folder }. Việc
    này ghi vĩnh viễn vào nhật ký kiểm toán, dưới tên { $user }.
