import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the desk that approves, publishes and reports. */
export const publicationTexts = panelTexts(
  {
    label: "Công bố và báo cáo", services: "Dịch vụ cảnh báo sớm", figures: "Xếp hạng đơn vị", report: "Báo cáo",
    servicesHint: "Chỉ cảnh báo thuộc dịch vụ đã được thành phố phê duyệt mới phát ra công chúng (H-10.4). Thôi phê duyệt không gỡ cảnh báo đang có hiệu lực.", service: "Dịch vụ", state: "Tình trạng", approved: "Đã phê duyệt", notApproved: "CHƯA PHÊ DUYỆT", by: "{{day}} · {{why}}", approve: "Phê duyệt…", withdraw: "Thôi phê duyệt…",
    decide: "Quyết định", reason: "Căn cứ, lý do (số quyết định)", day: "Ngày quyết định", save: "Ghi", incomplete: "Cần lý do và ngày", saved: "Đã ghi",
    figuresHint: "Hạng theo tỷ lệ thời hạn của chính đơn vị được giữ đúng, trong các vụ việc thật xuất hiện trong tháng. Hạn lỡ do bất khả kháng không tính. Dưới {{n}} thời hạn thì không xếp hạng (H-13.4).", month: "Tháng", publish: "Tính và công bố", published: "Đã công bố tháng {{month}}, tính lúc {{at}}", none: "Chưa công bố tháng nào", unpublish: "Gỡ…", unpublishTitle: "Gỡ xếp hạng tháng {{month}}",
    agency: "Đơn vị", rank: "Hạng", orders: "Lệnh", met: "Đúng hạn", missed: "Quá hạn", excused: "Bất khả kháng", share: "Tỷ lệ", receipt: "Nhận lệnh TB",
    from: "Từ ngày", to: "Đến hết ngày", today: "Hôm nay", week: "7 ngày", thisMonth: "Tháng này", count: "Lập báo cáo", print: "In / lưu PDF", csv: "Tệp CSV", counting: "đang tính…", wrongSpan: "Ngày đầu phải trước hoặc bằng ngày cuối, nhiều nhất một năm",
    reportTitle: "Báo cáo hoạt động từ {{from}} đến {{to}}", countedAt: "Tính lúc {{at}}. Vụ việc thật xuất hiện trong kỳ; không có diễn tập.", cut: "Quá nhiều vụ việc: chỉ tính các vụ mới nhất.", cases: "Vụ việc", all: "Tất cả", emergency: "Khẩn cấp", closed: "Đã kết thúc", dismissed: "Báo sai, bỏ qua", limits: "Thời hạn", alarms: "Cảnh báo của hệ thống", alerts: "Cảnh báo ra công chúng", alertsPublished: "Phát mới", alertsUpdated: "Cập nhật", alertsCancelled: "Hủy", over: "Đã xong", agencies: "Theo đơn vị", byService: "Theo dịch vụ", minutes: "{{n}} phút", item: "Mục", value: "Số", group: "Nhóm", choose: "Chọn kỳ rồi lập báo cáo",
  },
  {
    label: "Publishing and reports", services: "Services of early warning", figures: "Agencies' places", report: "Reports",
    servicesHint: "Only warnings of services the city approved go out to the public (H-10.4). Withdrawing an approval does not end a warning in force.", service: "Service", state: "State", approved: "Approved", notApproved: "NOT APPROVED", by: "{{day}} · {{why}}", approve: "Approve…", withdraw: "Withdraw…",
    decide: "Decide", reason: "By what decision, and why", day: "Day of the decision", save: "Save", incomplete: "A reason and a day are needed", saved: "Saved",
    figuresHint: "Places by the share of an agency's own limits kept, in real cases that appeared in the month. Limits missed by force majeure do not count. Fewer than {{n}} limits: no place (H-13.4).", month: "Month", publish: "Count and publish", published: "{{month}} is public, counted {{at}}", none: "No month is public", unpublish: "Withdraw…", unpublishTitle: "Withdraw the places of {{month}}",
    agency: "Agency", rank: "Place", orders: "Orders", met: "In time", missed: "Late", excused: "Force majeure", share: "Share", receipt: "Mean receipt",
    from: "From", to: "To the end of", today: "Today", week: "7 days", thisMonth: "This month", count: "Make the report", print: "Print / save PDF", csv: "CSV file", counting: "counting…", wrongSpan: "It begins no later than it ends, and covers at most a year",
    reportTitle: "Report from {{from}} to {{to}}", countedAt: "Counted {{at}}. Real cases that appeared in the period; no exercises.", cut: "Too many cases: the newest alone are counted.", cases: "Cases", all: "All", emergency: "Emergencies", closed: "Over", dismissed: "False alarms", limits: "Limits", alarms: "Alarms of the system", alerts: "Warnings to the public", alertsPublished: "New", alertsUpdated: "Updated", alertsCancelled: "Withdrawn", over: "Over", agencies: "By agency", byService: "By service", minutes: "{{n}} min", item: "Item", value: "Figure", group: "Group", choose: "Choose a period and make the report",
  },
);
