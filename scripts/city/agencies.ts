import { AREAS } from "./areas.ts";
import { STATIONS } from "./stations.ts";

/** An agency of the sample: what it deals with decides which scenarios name it. No telephone, no names of people: none would be true. */
export interface AgencySpec {
  id: string;
  name: string;
  nameEn: string;
  kind: string;
  areaIds: string[];
  fields: string[];
}

const city = (id: string, name: string, nameEn: string, kind: string, ...fields: string[]): AgencySpec => ({ id, name: `${name} (mẫu)`, nameEn: `${nameEn} (sample)`, kind, areaIds: [], fields });

/** Samples: a ward where there is a station, and those of the city that the scenarios need. */
export const AGENCIES: readonly AgencySpec[] = [
  city("phong-thu-dan-su", "Ban Chỉ huy phòng thủ dân sự thành phố", "City Civil Defence Command", "command", "disaster", "evacuation"),
  city("canh-sat-giao-thong", "Phòng Cảnh sát giao thông", "Traffic Police", "police", "traffic"),
  city("canh-sat-pccc", "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ", "Fire and Rescue Police", "police", "fire", "rescue"),
  city("thoat-nuoc", "Công ty Môi trường và Công trình đô thị", "Urban Environment and Works Company", "company", "drainage", "pump"),
  city("dien-luc", "Công ty Điện lực", "Power Company", "company", "power"),
  city("so-xay-dung", "Sở Xây dựng", "Department of Construction", "department", "road", "slope"),
  city("so-nong-nghiep-moi-truong", "Sở Nông nghiệp và Môi trường", "Department of Agriculture and Environment", "department", "reservoir", "air", "water-quality"),
  city("so-y-te", "Sở Y tế", "Department of Health", "department", "health"),
  ...AREAS.filter(([id]) => STATIONS.some((station) => station.area === id)).map(([id, name]): AgencySpec => ({ id: `ubnd-${id}`, name: `UBND ${name.replace(/^[PX]/, (letter) => letter.toLowerCase())} (mẫu)`, nameEn: `People's Committee, ${name.replace(/^(Phường|Xã) (.+)$/, (_, kind, own) => `${own} ${kind === "Xã" ? "commune" : "ward"}`)} (sample)`, kind: "ward", areaIds: [id], fields: ["ward", "flood", "tree"] })),
];
