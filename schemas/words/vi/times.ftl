# What somebody should look at in a column of times. The name of a message is the warning's code.

midnight-instants = { $share ->
    [all]
        mọi giá trị đều là 0 giờ, dù { $hand ->
            [yes] cần ghi cả giờ
           *[no] nguồn khai báo chính xác đến giờ
        }; hồ sơ trả trong ngày hẹn sẽ bị tính là quá hạn.
   *[many]
        nhiều giá trị là đúng 0 giờ, dù { $hand ->
            [yes] cần ghi cả giờ
           *[no] nguồn khai báo chính xác đến giờ
        }; nếu đó là ngày không ghi giờ thì hồ sơ trả
        trong ngày hẹn bị tính là quá hạn.
    }
    .advice = { $hand ->
        [yes] Ghi cả giờ, như 05/01/2026 08:30; ngày hẹn trả không có giờ thì ghi giờ hết làm việc của ngày đó.
       *[no] Khai báo precision = "day" cho cột này nếu hệ thống nguồn chỉ ghi ngày.
        }
midnight-of-another-zone =
    mọi giá trị có cùng một giờ, bằng khoảng cách với giờ UTC: có vẻ là ngày không có giờ đã bị đổi múi giờ; ngày có
    thể lệch một ngày.
    .advice = Xuất lại ngày không đổi múi giờ, hoặc khai báo %#z nếu giờ là UTC.
swapped-day-month = { $where ->
    [cells]
        các ô ngày đều có ngày từ 1 đến 12, các ô chữ đều có ngày sau 12; có thể Excel đã đổi chỗ ngày và tháng.
   *[texts]
        ngày và tháng có vẻ bị đổi chỗ so với formats đã khai báo; các ngày từ 1 đến 12 có thể đã đọc sai.
    }
    .advice = { $where ->
        [cells]
            Xuất lại, định dạng cột là Văn bản (Text) trước khi mở trong Excel, rồi so lại với formats của cột.
       *[texts]
            So một dòng với hệ thống nguồn; nếu tháng đứng trước ngày, sửa formats của cột, hoặc xuất lại.
        }
years-apart = có giá trị cách xa các dòng khác nhiều năm; có thể gõ nhầm năm.
    .advice = Kiểm tra năm của các dòng này trong hệ thống nguồn.
offset-missing =
    có giá trị không ghi khoảng cách với giờ UTC, các giá trị khác thì có; chúng được đọc là giờ địa phương.
    .advice = Xuất lại với cùng một cách viết, hoặc chỉ khai báo một cách viết trong formats của cột.
