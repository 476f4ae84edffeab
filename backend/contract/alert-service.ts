import { z } from "zod";
import type { Field } from "./field.ts";

/** Services of early warning a citizen chooses by (H-10.4, H-10.5; of K-I's sixteen those that warn people). Wire format: added, never renamed. */
export const AlertServiceId = z.enum(["flood", "environment", "traffic", "health", "fire", "utilities", "cyber", "other"]);
export type AlertServiceId = z.infer<typeof AlertServiceId>;

/** CAP 1.2 §3.2.2 category. */
export type CapCategory = "Met" | "Env" | "Transport" | "Health" | "Fire" | "Infra" | "Security" | "Safety";

/** What one service is called, and what its alerts say before anybody edits them. */
export interface AlertService {
  id: AlertServiceId;
  name: string;
  nameEn: string;
  category: CapCategory;
  /** What people are told to do unless the shift leader writes otherwise. */
  instruction: string;
  instructionEn: string;
  /** Words of agencies and things that belong to it. */
  fields: readonly Field[];
}

/** In the order citizens see them. */
export const ALERT_SERVICES: readonly AlertService[] = [
  { id: "flood", name: "Mưa lũ, ngập, sạt lở", nameEn: "Storms, floods, landslides", category: "Met", instruction: "Không đi vào vùng ngập. Đưa người và tài sản lên cao, theo dõi thông báo của chính quyền. Gọi 112 khi cần cứu giúp.", instructionEn: "Keep out of flooded streets. Move people and goods to higher ground and follow the authorities' notices. Call 112 for rescue.", fields: ["flood", "disaster", "drainage", "reservoir", "slope", "evacuation", "pump"] },
  { id: "environment", name: "Chất lượng nước, không khí", nameEn: "Water and air quality", category: "Env", instruction: "Hạn chế hoạt động ngoài trời, đóng cửa sổ; trẻ em, người già và người bệnh nên ở trong nhà.", instructionEn: "Limit time outdoors and keep windows shut; children, the elderly and the ill should stay inside.", fields: ["air", "water-quality", "environment"] },
  { id: "traffic", name: "Giao thông", nameEn: "Traffic", category: "Transport", instruction: "Đi đường khác theo hướng dẫn của lực lượng chức năng.", instructionEn: "Take another way, as the officers on site direct.", fields: ["traffic"] },
  { id: "health", name: "Y tế, dịch bệnh", nameEn: "Health, epidemics", category: "Health", instruction: "Làm theo hướng dẫn của ngành y tế; đến cơ sở y tế gần nhất khi có dấu hiệu bệnh.", instructionEn: "Follow the health authority's advice; go to the nearest clinic if you feel ill.", fields: ["health"] },
  { id: "fire", name: "Cháy, nổ, cứu nạn", nameEn: "Fire, explosion, rescue", category: "Fire", instruction: "Rời khỏi khu vực, nhường đường cho xe chữa cháy. Gọi 114 khi thấy cháy.", instructionEn: "Leave the area and make way for fire engines. Call 114 if you see a fire.", fields: ["fire", "rescue"] },
  { id: "utilities", name: "Điện, nước, cây xanh, chiếu sáng", nameEn: "Power, water, trees, lighting", category: "Infra", instruction: "Tránh xa dây điện, cây đổ. Chuẩn bị nước và đèn dự phòng.", instructionEn: "Keep away from fallen wires and trees. Have water and a lamp at hand.", fields: ["power", "lighting", "water", "trees", "pipes"] },
  { id: "cyber", name: "An toàn thông tin mạng", nameEn: "Cyber-security", category: "Security", instruction: "Không mở liên kết lạ, không cung cấp mật khẩu hay mã xác thực cho bất kỳ ai.", instructionEn: "Open no unknown link and give nobody a password or a one-time code.", fields: ["cyber"] },
  { id: "other", name: "Cảnh báo khác", nameEn: "Other warnings", category: "Safety", instruction: "Theo dõi thông báo tiếp theo của chính quyền.", instructionEn: "Watch for further notices of the authorities.", fields: [] },
];

/** @returns the service of this id */
export function alertService(id: AlertServiceId): AlertService {
  const found = ALERT_SERVICES.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no alert service ${id}`);
  return found;
}

/** The service that agencies' and things' words speak of, by the first word that is one's. */
export function serviceOfFields(fields: readonly (Field | undefined)[]): AlertServiceId {
  for (const field of fields) {
    const found = field === undefined ? undefined : ALERT_SERVICES.find((one) => one.fields.includes(field));
    if (found !== undefined) return found.id;
  }
  return "other";
}
