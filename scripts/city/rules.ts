/** The rules a new room of the built-in city begins with. People change them on screen. */
interface RuleSpec {
  id: string;
  name: string;
  nameEn: string;
  kind: string;
  params: unknown;
  priority: "emergency" | "high" | "medium" | "routine";
  message: string;
  messageEn: string;
  action: string;
  consequence: string;
  authority: string;
  service: number;
  enabled?: boolean;
  onDelay?: number;
  offDelay?: number;
  latched?: boolean;
  ladder?: { after: number; priority: RuleSpec["priority"] }[];
  suppressedBy?: string[];
  reAlarm?: number;
}

const on = (observedPropertyId: string) => ({ on: { observedPropertyId } });
const above = (property: string, setpoint: number | { level: string }, deadband: number) => ({ ...on(property), side: "above", setpoint, deadband });
const river = (n: "I" | "II" | "III", priority: RuleSpec["priority"], suppressedBy: string[], action: string): RuleSpec => ({
  id: `river-bd${n.length}`, name: `Mực nước sông vượt báo động ${n}`, nameEn: `River above alarm level ${n}`, kind: "threshold",
  params: above("water-level", { level: `BĐ ${n}` }, 0.05), priority, suppressedBy, onDelay: 2, offDelay: 30, service: 7,
  message: `{thing}: mực nước {value} {unit}, vượt BĐ ${n} ({setpoint} {unit})`, messageEn: `{thing}: water level {value} {unit}, above alarm level ${n} ({setpoint} {unit})`,
  action, consequence: "Ngập vùng thấp ven sông và đô thị", authority: "Quyết định 05/2020/QĐ-TTg",
});

export const RULES: readonly RuleSpec[] = [
  river("I", "medium", ["river-bd2", "river-bd3"], "Theo dõi sát; kiểm tra camera; báo Ban chỉ huy PCTT"),
  river("II", "high", ["river-bd3"], "Xác minh bằng camera; báo cơ quan chủ trì; chuẩn bị phương án sơ tán vùng trũng"),
  river("III", "emergency", [], "Báo lãnh đạo ngay (K-9.3); chuẩn bị phòng họp chỉ huy; đề xuất sơ tán"),
  {
    id: "test-high", name: "Trạm thử vượt báo động", nameEn: "Test gauge above its level", kind: "threshold", params: above("test-level", { level: "BĐ" }, 0.05), priority: "emergency", service: 13,
    message: "{thing}: mực nước {value} {unit}, vượt BĐ ({setpoint} {unit})", messageEn: "{thing}: level {value} {unit}, above {setpoint} {unit}",
    action: "Xác nhận bằng phím A: đây là số đo do người dùng thử gửi", consequence: "Không có: trạm này chỉ để thử", authority: "Mức của gói dữ liệu mẫu",
  },
  {
    id: "rain-heavy", name: "Mưa rất to", nameEn: "Very heavy rain", kind: "threshold", params: above("rain-rate", 50, 8), priority: "high", onDelay: 3, offDelay: 20, service: 7,
    suppressedBy: ["rain-extreme"], message: "{thing}: mưa {value} {unit}", messageEn: "{thing}: rain {value} {unit}",
    action: "Kiểm tra điểm ngập và lưu lượng về hồ", consequence: "Ngập đô thị, lũ quét vùng núi", authority: "Mức của gói dữ liệu mẫu",
  },
  {
    id: "rain-extreme", name: "Mưa đặc biệt lớn", nameEn: "Extreme rain", kind: "threshold", params: above("rain-rate", 100, 10), priority: "emergency", onDelay: 3, offDelay: 20, service: 7,
    message: "{thing}: mưa đặc biệt lớn {value} {unit}", messageEn: "{thing}: extreme rain {value} {unit}",
    action: "Báo lãnh đạo; cảnh báo sạt lở, lũ quét cho các xã vùng núi", consequence: "Lũ quét, sạt lở đất trong vòng 1–3 giờ", authority: "Mức của gói dữ liệu mẫu",
  },
  {
    id: "street-flood", name: "Đường ngập", nameEn: "Street flooded", kind: "threshold", params: above("street-depth", 15, 3), priority: "medium", onDelay: 2, offDelay: 20, service: 7,
    suppressedBy: ["street-deep"], ladder: [{ after: 300, priority: "high" }],
    message: "{thing}: ngập {value} {unit}", messageEn: "{thing}: {value} {unit} of water", action: "Xem camera; báo CSGT phân luồng", consequence: "Ùn tắc, hư hại phương tiện", authority: "Mức của gói dữ liệu mẫu",
  },
  {
    id: "street-deep", name: "Đường ngập sâu, cấm xe", nameEn: "Street deeply flooded", kind: "threshold", params: above("street-depth", 30, 4), priority: "emergency", onDelay: 2, offDelay: 20, service: 7,
    message: "{thing}: ngập sâu {value} {unit}, cần cấm đường", messageEn: "{thing}: {value} {unit} deep, close the street", action: "Đề nghị cấm đường; điều bơm di động", consequence: "Nguy hiểm tính mạng người đi đường", authority: "Mức của gói dữ liệu mẫu",
  },
  {
    id: "pump-stopped", name: "Trạm bơm ngừng khi đường ngập", nameEn: "Pump stopped while its street floods", kind: "combination", priority: "emergency", onDelay: 3, offDelay: 10, service: 15,
    // The first condition's thing is where the alarm stands: the pump.
    params: { condition: { all: [
      { when: { kind: "threshold", datastreamId: "pump-ba-trieu.pump-flow", side: "below", setpoint: 0.1, deadband: 0.1 } },
      { when: { kind: "threshold", datastreamId: "street-ba-trieu.street-depth", side: "above", setpoint: 10, deadband: 2 } },
    ] } },
    message: "{thing}: bơm không chạy khi đường Bà Triệu đang ngập", messageEn: "{thing}: pump is not running while Bà Triệu street floods", action: "Gọi đơn vị vận hành; điều bơm di động", consequence: "Ngập sâu thêm 20–30 cm mỗi giờ", authority: "H-11.6",
  },
  {
    id: "reservoir-full", name: "Hồ vượt mực nước dâng bình thường", nameEn: "Reservoir above normal level", kind: "threshold", params: above("reservoir-level", { level: "MNDBT" }, 0.05), priority: "high", onDelay: 5, offDelay: 60, service: 7,
    message: "{thing}: mực nước hồ {value} {unit}, trên MNDBT {setpoint} {unit}", messageEn: "{thing}: level {value} {unit}, above {setpoint} {unit}", action: "Liên hệ chủ hồ; theo dõi lưu lượng xả", consequence: "Phải xả tràn, ngập hạ du", authority: "Quy trình vận hành liên hồ chứa (mức giả định)",
  },
  {
    id: "release-large", name: "Xả lũ lớn", nameEn: "Large release", kind: "window", params: { ...on("outflow"), aggregate: "mean", span: 900, side: "above", setpoint: 1000, deadband: 100 }, priority: "high", onDelay: 0, offDelay: 30, service: 7,
    message: "{thing}: xả trung bình {value} {unit}", messageEn: "{thing}: mean release {value} {unit}", action: "Báo các phường ven sông", consequence: "Nước hạ du lên nhanh sau 2–4 giờ", authority: "Mức của gói dữ liệu mẫu",
  },
  {
    id: "gust", name: "Gió giật mạnh", nameEn: "Strong gust", kind: "threshold", params: above("wind-gust", 20.8, 2), priority: "high", onDelay: 0, offDelay: 30, service: 7,
    message: "{thing}: gió giật {value} {unit} (từ cấp 9)", messageEn: "{thing}: gust {value} {unit} (Beaufort 9 or more)", action: "Cảnh báo cây đổ, biển hiệu; dừng đò phá", consequence: "Cây đổ, mất điện", authority: "Thang Beaufort",
  },
  {
    id: "slope-moving", name: "Mái dốc dịch chuyển", nameEn: "Slope moving", kind: "threshold", params: above("tilt", 2, 0.2), priority: "emergency", onDelay: 5, offDelay: 60, latched: true, service: 7,
    message: "{thing}: nghiêng {value} {unit}", messageEn: "{thing}: tilted {value} {unit}", action: "Đề nghị cấm đường đèo; xác minh hiện trường", consequence: "Sạt lở vùi lấp phương tiện", authority: "Mức của gói dữ liệu mẫu",
  },
  {
    id: "air-bad", name: "Bụi mịn cao", nameEn: "High PM2.5", kind: "window", params: { ...on("pm25"), aggregate: "mean", span: 900, side: "above", setpoint: 50, deadband: 3 }, priority: "medium", service: 8,
    message: "{thing}: PM2,5 trung bình {value} {unit}", messageEn: "{thing}: mean PM2.5 {value} {unit}", action: "Tìm nguồn thải; khuyến cáo trên Hue-S", consequence: "Ảnh hưởng sức khoẻ nhóm nhạy cảm", authority: "Quyết định 1459/QĐ-TCMT",
  },
  {
    id: "smoke", name: "Khói trong nhà", nameEn: "Smoke indoors", kind: "threshold", params: above("smoke", 10, 3), priority: "emergency", onDelay: 2, offDelay: 30, service: 14, suppressedBy: ["fire-heat"],
    message: "{thing}: khói {value} {unit}", messageEn: "{thing}: smoke {value} {unit}", action: "Gọi 114; xem camera; kiểm tra người trong nhà", consequence: "Cháy lan trong vài phút", authority: "Mức của gói dữ liệu mẫu",
  },
  {
    id: "fire-heat", name: "Cháy", nameEn: "Fire", kind: "threshold", params: above("air-temperature", 65, 8), priority: "emergency", onDelay: 2, offDelay: 60, service: 14,
    message: "{thing}: nhiệt độ {value} {unit}", messageEn: "{thing}: temperature {value} {unit}", action: "Gọi 114; đề nghị cắt điện, phân luồng; báo phường theo hướng gió", consequence: "Cháy lớn, khói độc theo hướng gió", authority: "Mức của gói dữ liệu mẫu",
  },
  {
    id: "traffic-jam", name: "Ùn tắc", nameEn: "Traffic jam", kind: "threshold", params: { ...on("traffic-speed"), side: "below", setpoint: 8, deadband: 3 }, priority: "routine", onDelay: 5, offDelay: 20, service: 10,
    message: "{thing}: tốc độ dòng xe {value} {unit}", messageEn: "{thing}: traffic speed {value} {unit}", action: "Xem camera; đổi chu kỳ đèn", consequence: "Xe cứu hộ khó tiếp cận", authority: "Mức của gói dữ liệu mẫu",
  },
  {
    id: "feeder-off", name: "Mất điện xuất tuyến", nameEn: "Feeder off", kind: "threshold", params: { ...on("feeder-current"), side: "below", setpoint: 25, deadband: 20 }, priority: "high", onDelay: 3, offDelay: 10, service: 15,
    message: "{thing}: dòng {value} {unit}, nghi mất điện", messageEn: "{thing}: current {value} {unit}, probably off", action: "Gọi Công ty Điện lực; kiểm tra nguồn dự phòng trạm bơm", consequence: "Trạm bơm và đèn tín hiệu ngừng", authority: "K-I.15",
  },
  {
    id: "river-fast", name: "Mực nước sông lên nhanh", nameEn: "River rising fast", kind: "rate-of-change", enabled: false, priority: "high", onDelay: 60, offDelay: 300, service: 7,
    params: { ...on("water-level"), direction: "rising", setpoint: 0.5, per: "hour", span: 1800, deadband: 0.1 },
    message: "{thing}: nước lên nhanh hơn {setpoint}", messageEn: "{thing}: rising faster than {setpoint}", action: "Dự báo đỉnh; kiểm tra xả hồ", consequence: "Ít thời gian sơ tán", authority: "Tắt sẵn: ở ngày lũ mẫu thời gian chạy nhanh nên tốc độ không thật",
  },
  {
    id: "river-will-pass", name: "Dự báo sông vượt báo động II", nameEn: "River forecast to pass alarm level II", kind: "forecast-threshold", priority: "high", offDelay: 60, service: 7,
    params: { ...on("water-level"), setpoint: { level: "BĐ II" }, within: 6, chance: 0.5, deadband: 0.1 }, suppressedBy: ["river-bd2", "river-bd3"],
    message: "{thing}: dự báo vượt BĐ II ({setpoint} {unit}) lúc {when}, còn {lead}, khả năng {chance} %; hiện {value} {unit}", messageEn: "{thing}: forecast to pass alarm level II ({setpoint} {unit}) at {when}, in {lead}, chance {chance} %; now {value} {unit}",
    action: "Xem sai số dự báo (Shift+F10); chuẩn bị phương án sơ tán vùng trũng; hỏi lịch xả hồ", consequence: "Ít thời gian chuẩn bị nếu chờ tới khi vượt", authority: "Quyết định 05/2020/QĐ-TTg",
  },
  {
    id: "gauge-missing", name: "Trạm đo mất tín hiệu", nameEn: "Gauge not reporting", kind: "missing", params: { ...on("water-level"), seconds: 1800 }, priority: "routine", service: 13,
    message: "{thing}: không có số liệu quá {setpoint}", messageEn: "{thing}: no data for more than {setpoint}", action: "Báo đơn vị quản lý trạm trong 30 phút (H-IV)", consequence: "Mất khả năng cảnh báo tại điểm đo", authority: "H-6.3, H-IV",
  },
];
