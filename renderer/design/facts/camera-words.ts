import type { CameraFactKind, Fact } from "#contract/fact";
import type { LostReason } from "#contract/camera";
import { formatSpan, formatTime } from "../format.ts";
import { local, type Language } from "../i18n.ts";
import { fill, panelTexts } from "../panel-text.ts";

const texts = panelTexts<CameraFactKind | "login" | "toPreset">(
  { "camera:saved": "Lưu camera “{{what}}”{{login}}", "camera:removed": "Xóa camera {{what}}", "camera:lost": "MẤT HÌNH camera {{what}} từ {{since}}: {{why}}", "camera:back": "Camera {{what}} có hình lại sau {{span}}", "video:gateway-died": "Tiến trình lấy hình camera bị ngắt ({{detail}}), đang khởi động lại", "video:gateway-back": "Tiến trình lấy hình camera chạy lại sau {{span}}", "camera:watched": "Bắt đầu theo dõi hình của {{what}}", "camera:unwatched": "Không ai xem {{what}} nữa", "camera:turned": "{{by}} xoay camera {{what}}{{where}}", toPreset: " tới vị trí {{preset}}", login: ", đổi tài khoản truy cập" },
  { "camera:saved": "Camera “{{what}}” saved{{login}}", "camera:removed": "Camera {{what}} removed", "camera:lost": "NO PICTURE from camera {{what}} since {{since}}: {{why}}", "camera:back": "Camera {{what}} is back after {{span}}", "video:gateway-died": "The process that fetches pictures died ({{detail}}) and is started again", "video:gateway-back": "The process that fetches pictures is back after {{span}}", "camera:watched": "Pictures of {{what}} are asked for", "camera:unwatched": "Nobody looks at {{what}} any more", "camera:turned": "{{by}} turned camera {{what}}{{where}}", toPreset: " to preset {{preset}}", login: ", with another login" },
);

const reasons = panelTexts<LostReason>(
  { unreachable: "không nối được", timeout: "không trả lời", closed: "camera ngắt kết nối", ended: "luồng hình đã kết thúc (bộ mã hóa dừng)", stalled: "hình đứng", "login-wanted": "camera đòi tài khoản, chưa nhập", unauthorized: "sai tài khoản hoặc mật khẩu", "not-found": "không có luồng này", refused: "camera từ chối", malformed: "dữ liệu hỏng", unsupported: "kiểu hình không hỗ trợ", redirected: "bị chuyển sang máy khác", tls: "chứng thư không hợp lệ", off: "đã tắt", gateway: "tiến trình lấy hình bị ngắt", forbidden: "không có quyền xem", private: "đang bật chế độ riêng tư", "too-many": "quá nhiều ô hình", "no-decoder": "máy này không có bộ giải mã cho camera, máy chủ không có ffmpeg", "decoders-busy": "máy chủ đang giải mã đủ số luồng", decoder: "bộ giải mã của máy chủ bị ngắt" },
  { unreachable: "cannot be reached", timeout: "does not answer", closed: "closed the connection", ended: "stream has ended (its encoder stopped)", stalled: "stands still", "login-wanted": "wants a login, none was given", unauthorized: "wrong user name or password", "not-found": "has no such stream", refused: "refuses", malformed: "sends what is no picture", unsupported: "sends a kind not supported", redirected: "points to another machine", tls: "certificate not trusted", off: "switched off", gateway: "the process that fetches pictures died", forbidden: "not yours to see", private: "the privacy key is on", "too-many": "too many tiles", "no-decoder": "this machine has no decoder for it, and the server no ffmpeg", "decoders-busy": "the server decodes as many streams as it may", decoder: "the server's decoder died" },
);

type CameraFact = Extract<Fact, { kind: CameraFactKind }>;
export const isCameraKind = (kind: string): boolean => kind.startsWith("camera:") || kind.startsWith("video:");
export const isCameraFact = (fact: Fact): fact is CameraFact => isCameraKind(fact.kind);

/** Why no picture comes, in a few words. */
export const lostWords = (reason: LostReason, language: Language): string => reasons[language][reason];

/** One fact about a camera, in one sentence. */
export function cameraFactWords(fact: CameraFact, language: Language): string {
  const word = texts[language];
  switch (fact.kind) {
    case "camera:saved": return fill(word[fact.kind], { what: local(language, fact.camera.name, fact.camera.nameEn), login: fact.loginChanged ? word.login : "" });
    case "camera:removed": return fill(word[fact.kind], { what: fact.cameraId });
    case "camera:lost": return fill(word[fact.kind], { what: fact.cameraId, since: formatTime(fact.since, "short", language), why: lostWords(fact.reason, language) });
    case "camera:back": return fill(word[fact.kind], { what: fact.cameraId, span: formatSpan(fact.lostFor, language) });
    case "camera:watched":
    case "camera:unwatched": return fill(word[fact.kind], { what: namesOf(fact.streams) });
    case "camera:turned": return fill(word[fact.kind], { by: fact.by, what: fact.cameraId, where: fact.how === "preset" ? fill(word.toPreset, { preset: fact.preset ?? "" }) : "" });
    case "video:gateway-died": return fill(word[fact.kind], { detail: fact.detail });
    case "video:gateway-back": return fill(word[fact.kind], { span: formatSpan(fact.awayFor, language) });
  }
}

/** The first few by id, and how many more. */
function namesOf(streams: readonly { cameraId: string }[]): string {
  const ids = [...new Set(streams.map(({ cameraId }) => cameraId))];
  return ids.length <= 4 ? ids.join(", ") : `${ids.slice(0, 3).join(", ")} +${ids.length - 3}`;
}
