import type { SimulationFault } from "#contract/simulation";
import { formatNumber } from "../format.ts";
import type { Language } from "../i18n.ts";

const RASTERS: Readonly<Record<string, readonly [vi: string, en: string]>> = { roughness: ["độ nhám", "roughness"], depth: ["độ sâu ban đầu", "depth at the start"], ground: ["cao độ mặt đất", "ground"], intensity: ["cường độ mưa", "rain"], inside: ["phạm vi", "the area's outline"] };
const FRAMES = { projection: ["hệ toạ độ", "projection"], datum: ["hệ cao độ", "vertical datum"], size: ["kích thước", "size"] } as const;

/** Why a simulation did not come to its end, and what to do about it. Switches over every code: a new one does not compile without its words. */
export function simulationFaultWords(fault: SimulationFault, language: Language): string {
  const at = language === "vi" ? 0 : 1;
  const vi = language === "vi";
  const whole = (n: number): string => formatNumber(n, 0, language);
  const hours = (t: number): string => formatNumber(t / 3600, 1, language);
  switch (fault.code) {
    case "malformed":
      return vi ? `Dữ liệu vào chưa đúng (${fault.path}): ${fault.detail}. Xem lại ô này.` : `An input is wrong (${fault.path}): ${fault.detail}. Look at it again.`;
    case "terrain-missing":
      return vi ? `Thiếu cao độ mặt đất ở ${whole(fault.cells)} ô (ô đầu: cột ${fault.first[0]}, hàng ${fault.first[1]}). Chọn vùng khác hoặc bổ sung cao độ vào gói thành phố.` : `The ground has no height at ${whole(fault.cells)} cells (the first: column ${fault.first[0]}, row ${fault.first[1]}). Choose another area, or add heights to the city's pack.`;
    case "out-of-range":
      return vi ? `Giá trị không thể có trong lớp “${RASTERS[fault.raster]?.[0] ?? fault.raster}”: ${formatNumber(fault.value, 2, language)} ở ${whole(fault.cells)} ô (ô đầu: cột ${fault.first[0]}, hàng ${fault.first[1]}).` : `The layer “${RASTERS[fault.raster]?.[1] ?? fault.raster}” has impossible values: ${formatNumber(fault.value, 2, language)} at ${whole(fault.cells)} cells (the first: column ${fault.first[0]}, row ${fault.first[1]}).`;
    case "other-frame":
      return vi ? `Dữ liệu địa hình ở ${FRAMES[fault.what][at]} khác: cần ${fault.expected}, có ${fault.got}. Chuyển đổi dữ liệu trước khi chạy.` : `The terrain is of another ${FRAMES[fault.what][at]}: ${fault.expected} is needed, ${fault.got} was given. Convert it first.`;
    case "too-many-cells":
      return vi ? `Vùng quá lớn: ${whole(fault.cells)} ô, nhiều nhất ${whole(fault.limit)} (cần ${whole(fault.bytes / 2 ** 20)} MB và khoảng ${span(fault.seconds, true)}). Thu nhỏ vùng hoặc dùng ô lưới to hơn.` : `The area is too large: ${whole(fault.cells)} cells, ${whole(fault.limit)} at most (it would take ${whole(fault.bytes / 2 ** 20)} MB and about ${span(fault.seconds, false)}). Make it smaller, or its cells larger.`;
    case "cancelled":
      return vi ? `Đã dừng theo yêu cầu sau ${hours(fault.t)} giờ mô phỏng.` : `Stopped as asked after ${hours(fault.t)} simulated hours.`;
    case "diverged":
      return vi ? `Phép tính không ổn định sau ${hours(fault.t)} giờ mô phỏng; kết quả bị bỏ. Giảm lưu lượng đột ngột hoặc dùng ô lưới nhỏ hơn rồi chạy lại.` : `The computation became unstable after ${hours(fault.t)} simulated hours; its result is dropped. Make sudden flows gentler, or the cells smaller, and run it again.`;
    case "out-of-memory":
      return vi ? `Không đủ bộ nhớ (cần ${whole(fault.bytes / 2 ** 20)} MB). Thu nhỏ vùng hoặc dùng ô lưới to hơn.` : `There is not enough memory (${whole(fault.bytes / 2 ** 20)} MB are needed). Make the area smaller, or its cells larger.`;
    case "worker-died":
      return vi ? `Tiến trình tính toán đã dừng đột ngột (${fault.detail}). Phần còn lại của hệ thống không bị ảnh hưởng; có thể chạy lại.` : `The computing thread died (${fault.detail}). The rest of the system is not affected; it can be run again.`;
  }
}

/** A span of computing: seconds below two minutes, minutes below two hours. */
export function span(seconds: number, vi: boolean): string {
  if (seconds < 120) return `${Math.max(1, Math.ceil(seconds))} ${vi ? "giây" : "s"}`;
  return seconds < 7200 ? `${Math.ceil(seconds / 60)} ${vi ? "phút" : "min"}` : `${Math.ceil(seconds / 3600)} ${vi ? "giờ" : "h"}`;
}
