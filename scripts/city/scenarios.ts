/** A plan of the sample; see contract/scenario.ts. */
export interface ScenarioSpec {
  id: string;
  name: string;
  nameEn: string;
  templateId: string;
  urgency: "emergency" | "routine";
  match: { ruleIds?: string[]; observedPropertyIds?: string[]; thingKinds?: string[] };
  title: string;
  happened: string;
  where: string;
  required: string;
  dueAfter?: { minutes: number } | { workingDays: number };
  leadFields: string[];
  supportFields: string[];
  checklist: { id: string; text: string; textEn: string; when?: { id: string; answer: boolean } }[];
}

const FIVE = "hue-five-steps";
const seen = { id: "seen", text: "Camera gần nhất xác nhận đúng hiện trường?", textEn: "Does the nearest camera show it?" };
const called = { id: "called", text: "Camera không thấy: đã gọi đầu mối phường xác minh?", textEn: "Not seen: has the ward's officer been called?", when: { id: "seen", answer: false } };
/** What every plan of the sample says of itself where people read it. */
const where = "{place}, {area}";

/** Samples for the built-in rules: figures and duties are to be replaced by the city's own approved plans. */
export const SCENARIOS: readonly ScenarioSpec[] = [
  {
    id: "ngap-sau", name: "Đường ngập sâu (mẫu)", nameEn: "Street deeply flooded (sample)", templateId: FIVE, urgency: "emergency", match: { ruleIds: ["street-deep"] },
    title: "Ngập sâu tại {place}", happened: "{message}", where, required: "Cấm đường, hướng dẫn người và xe ra khỏi vùng ngập; bơm tiêu; báo cáo kèm ảnh hiện trường.", dueAfter: { minutes: 120 },
    leadFields: ["flood"], supportFields: ["traffic", "drainage"],
    checklist: [seen, called, { id: "closed", text: "Đã đặt rào chắn hai đầu đường?", textEn: "Are barriers up at both ends?" }, { id: "people", text: "Có người mắc kẹt?", textEn: "Is anybody trapped?" }, { id: "rescue", text: "Đã gọi cứu nạn, cứu hộ?", textEn: "Has rescue been called?", when: { id: "people", answer: true } }],
  },
  {
    id: "ngap-duong", name: "Đường ngập (mẫu)", nameEn: "Street flooded (sample)", templateId: FIVE, urgency: "routine", match: { ruleIds: ["street-flood"] },
    title: "Ngập tại {place}", happened: "{message}", where, required: "Kiểm tra hiện trường, khơi thông cửa thu nước, cảnh báo người đi đường; báo cáo kèm ảnh.", dueAfter: { minutes: 120 },
    leadFields: ["drainage"], supportFields: ["ward"], checklist: [seen, called, { id: "inlets", text: "Cửa thu nước đã thông?", textEn: "Are the inlets clear?" }],
  },
  {
    id: "lu-song", name: "Lũ trên báo động III (mẫu)", nameEn: "River above level III (sample)", templateId: FIVE, urgency: "emergency", match: { ruleIds: ["river-bd3"] },
    title: "Lũ trên báo động III: {place}", happened: "{message}", where, required: "Sơ tán dân vùng trũng theo phương án đã duyệt; trực canh đê kè; báo cáo số hộ đã sơ tán kèm ảnh.", dueAfter: { minutes: 240 },
    leadFields: ["disaster"], supportFields: ["ward", "traffic", "health"],
    checklist: [seen, called, { id: "leader", text: "Đã báo lãnh đạo và chuẩn bị phòng họp (K-9.3)?", textEn: "Is the leadership informed and the room prepared (K-9.3)?" }, { id: "evacuate", text: "Cần sơ tán?", textEn: "Is evacuation needed?" }, { id: "shelter", text: "Điểm sơ tán đã mở?", textEn: "Are shelters open?", when: { id: "evacuate", answer: true } }],
  },
  {
    id: "lu-canh-bao", name: "Lũ trên báo động I, II (mẫu)", nameEn: "River above level I or II (sample)", templateId: FIVE, urgency: "routine", match: { observedPropertyIds: ["water-level"], thingKinds: ["river-gauge"] },
    title: "Nước lên: {place}", happened: "{message}", where, required: "Kiểm tra vùng thấp ven sông, thông báo các hộ dân; chuẩn bị phương án sơ tán; báo cáo.", dueAfter: { minutes: 240 },
    leadFields: ["flood"], supportFields: ["disaster"], checklist: [seen, called],
  },
  {
    id: "mua-lon", name: "Mưa rất to (mẫu)", nameEn: "Very heavy rain (sample)", templateId: FIVE, urgency: "emergency", match: { observedPropertyIds: ["rain-rate"] },
    title: "Mưa rất to tại {place}", happened: "{message}", where, required: "Kiểm tra điểm ngập và sườn dốc; vận hành bơm tiêu; cảnh báo lũ quét, sạt lở nơi có nguy cơ; báo cáo.", dueAfter: { minutes: 180 },
    leadFields: ["disaster"], supportFields: ["drainage", "ward"], checklist: [{ id: "slope", text: "Có khu dân cư dưới sườn dốc trong vùng mưa?", textEn: "Are there homes below slopes in the rain area?" }, { id: "warned", text: "Đã cảnh báo các hộ?", textEn: "Have the households been warned?", when: { id: "slope", answer: true } }],
  },
  {
    id: "bom-ngung", name: "Trạm bơm ngừng (mẫu)", nameEn: "Pump stopped (sample)", templateId: FIVE, urgency: "emergency", match: { ruleIds: ["pump-stopped"] },
    title: "Bơm ngừng: {place}", happened: "{message}", where, required: "Khôi phục trạm bơm hoặc điều bơm di động; kiểm tra nguồn điện; báo cáo lưu lượng bơm khi chạy lại.", dueAfter: { minutes: 60 },
    leadFields: ["pump"], supportFields: ["power", "ward"], checklist: [{ id: "power", text: "Trạm bơm có điện?", textEn: "Has the station power?" }, { id: "generator", text: "Đã chạy máy phát?", textEn: "Is the generator running?", when: { id: "power", answer: false } }],
  },
  {
    id: "chay", name: "Cháy (mẫu)", nameEn: "Fire (sample)", templateId: FIVE, urgency: "emergency", match: { thingKinds: ["smoke-sensor"] },
    title: "Nghi cháy tại {place}", happened: "{message}", where, required: "Chữa cháy, cứu người; cắt điện khu vực; phân luồng giao thông; báo cáo kèm ảnh khi dập tắt.", dueAfter: { minutes: 120 },
    leadFields: ["fire"], supportFields: ["traffic", "power", "health", "ward"], checklist: [seen, called, { id: "people", text: "Còn người trong nhà?", textEn: "Is anybody inside?" }],
  },
  {
    id: "sat-lo", name: "Mái dốc dịch chuyển (mẫu)", nameEn: "Slope moving (sample)", templateId: FIVE, urgency: "emergency", match: { ruleIds: ["slope-moving"] },
    title: "Nguy cơ sạt lở tại {place}", happened: "{message}", where, required: "Cấm đường, kiểm tra mái dốc, sơ tán hộ dân bên dưới; báo cáo kèm ảnh.", dueAfter: { minutes: 180 },
    leadFields: ["slope"], supportFields: ["traffic", "ward"], checklist: [seen, called],
  },
  {
    id: "mat-dien", name: "Mất điện xuất tuyến (mẫu)", nameEn: "Feeder off (sample)", templateId: "khanh-hoa-immediate", urgency: "emergency", match: { ruleIds: ["feeder-off"] },
    title: "Nghi mất điện: {place}", happened: "{message}", where, required: "Kiểm tra và khôi phục cấp điện; ưu tiên trạm bơm, bệnh viện, đèn tín hiệu; báo cáo.", dueAfter: { minutes: 120 },
    leadFields: ["power"], supportFields: ["drainage"], checklist: [{ id: "pumps", text: "Trạm bơm bị ảnh hưởng?", textEn: "Are pumps affected?" }],
  },
  {
    id: "bui-min", name: "Bụi mịn cao (mẫu)", nameEn: "High PM2.5 (sample)", templateId: "khanh-hoa-timed", urgency: "routine", match: { ruleIds: ["air-bad"] },
    title: "Bụi mịn cao tại {place}", happened: "{message}", where, required: "Tìm nguồn thải, xử lý theo thẩm quyền; trả lời kèm hình ảnh, văn bản.",
    leadFields: ["air"], supportFields: ["ward"], checklist: [],
  },
];
