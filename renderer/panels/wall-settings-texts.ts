import type { PanelKind, SettingsOf } from "#contract/wall-panels";
import type { Language } from "../design/i18n.ts";

/** What one field of a panel's settings is called, and the line below it; `values` name the values of a choice. */
export interface SettingText {
  title: Readonly<Record<Language, string>>;
  hint?: Readonly<Record<Language, string>>;
  values?: Readonly<Record<string, Readonly<Record<Language, string>>>>;
}

const both = (vi: string, en: string): Readonly<Record<Language, string>> => ({ vi, en });
const PRIORITY = { emergency: both("Khẩn cấp", "Emergency"), high: both("Cao", "High"), medium: both("Trung bình", "Medium"), routine: both("Thường xuyên", "Routine") };

/** Words for every field of every panel's settings: a field without them does not compile. */
export const SETTINGS_TEXTS: { readonly [K in PanelKind]: { readonly [F in keyof SettingsOf<K>]-?: SettingText } } = {
  map: {
    centre: { title: both("Tâm bản đồ (kinh độ, vĩ độ)", "Middle (longitude, latitude)"), hint: both("Bỏ trống: cả thành phố", "Empty: the whole city") },
    zoom: { title: both("Mức phóng (3–19)", "Zoom (3–19)"), hint: both("14: một trạm và các phường quanh nó", "14: a station and the wards around it") },
    thingId: { title: both("Trạm", "Station"), hint: both("Được đánh dấu, và ở giữa khi không đặt tâm", "Marked, and in the middle unless one is given") },
    follow: { title: both("Đến cảnh báo nghiêm trọng nhất khi tường theo cảnh báo", "Goes to the gravest alarm while the wall follows alarms") },
  },
  "alarm-board": {
    priorities: { title: both("Chỉ các mức", "Only these priorities"), hint: both("Không chọn: mọi mức", "None: all"), values: PRIORITY },
    areas: { title: both("Chỉ các khu vực", "Only these areas"), hint: both("Không chọn: mọi khu vực", "None: all") },
  },
  "alarm-card": { alarmId: { title: both("Cảnh báo", "Alarm"), hint: both("Bỏ trống: nghiêm trọng nhất", "Empty: the gravest") } },
  "key-figures": { thingIds: { title: both("Các trạm", "Stations"), hint: both("Không chọn: các trạm có mức báo động", "None: the stations with legal levels") } },
  chart: {
    datastreamIds: { title: both("Chuỗi đo (1–6)", "Series (1–6)") },
    hours: { title: both("Số giờ đã qua", "Hours back"), hint: both("0,25 đến 168", "0.25 to 168") },
  },
  clock: { deadlines: { title: both("Kèm các hạn sắp đến", "With what comes due") } },
  text: {
    text: { title: both("Nội dung", "Text"), hint: both("Chữ to hết ô; dài quá thì lật trang", "As large as the cell; turns pages when too long") },
    tone: { title: both("Kiểu", "Tone"), values: { plain: both("Thường", "Plain"), notice: both("Thông báo", "Notice"), urgent: both("Khẩn", "Urgent") } },
  },
  picture: {
    fileId: { title: both("Tệp ảnh", "Picture file") },
    fit: { title: both("Cách đặt", "Fit"), values: { contain: both("Trọn ảnh", "Whole picture"), cover: both("Kín ô", "Fills the cell") } },
  },
  pdf: {
    fileId: { title: both("Tệp PDF", "PDF file") },
    page: { title: both("Trang đầu", "First page") },
    turnEvery: { title: both("Lật trang sau (giây)", "Turns after (s)"), hint: both("0: không lật", "0: stays") },
  },
  web: {
    url: { title: both("Địa chỉ trang", "Address"), hint: both("Chỉ các trang trong danh sách cho phép của máy chủ", "Only pages of the server's list") },
    reloadEvery: { title: both("Tải lại sau (giây)", "Reloads after (s)"), hint: both("0: không tải lại", "0: never") },
  },
  camera: {
    together: { title: both("Tất cả cùng lúc, cạnh nhau", "All at once, side by side"), hint: both("Không chọn: lần lượt", "Off: in turn") },
    cameraIds: { title: both("Camera (1–12, lần lượt)", "Cameras (1–12, in turn)") },
    dwell: { title: both("Mỗi camera hiện (giây)", "Each is shown for (seconds)"), hint: both("3 đến 3600, khi có nhiều camera", "3 to 3600, where there is more than one") },
    fit: { title: both("Cách đặt", "Fit"), values: { contain: both("Trọn hình", "Whole picture"), cover: both("Kín ô", "Fills the cell") } },
  },
  "grave-cases": { areas: { title: both("Chỉ các khu vực", "Only these areas"), hint: both("Không chọn: mọi khu vực", "None: all") } },
  study: {
    studyId: { title: both("Phương án giả định", "What-if study"), hint: both("Chỉ nghiên cứu cho cả trung tâm xem mới hiện được trên tường", "The wall shows studies alone that the whole centre may see") },
    optionId: { title: both("Phương án", "Option"), hint: both("Bỏ trống: so sánh tất cả", "Empty: all compared") },
    telling: { title: both("Xem", "Show"), values: { peak: both("Sâu nhất", "Greatest depth"), depth: both("Diễn biến độ sâu", "Depth over time"), arrival: both("Lúc nước đến", "When water came") } },
  },
  "event-log": { wallOnly: { title: both("Chỉ sự kiện của tường và máy hiển thị", "Only events of the wall and its PCs") } },
};
