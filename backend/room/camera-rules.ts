import { Rule } from "#contract/rule";
import type { Ailment, CommonAilment } from "../core/camera-ailments.ts";
import { WORTH } from "../core/camera-ailments.ts";
import { INTERRUPTION } from "../law/hue.ts";

/** What each ailment is called and measured in. */
export const AILMENT_NAMES: Readonly<Record<Ailment | CommonAilment, { vi: string; en: string; unit: string; about: string }>> = {
  lost: { vi: "thời gian mất hình", en: "time without a picture", unit: "min", about: "0: có hình / 0: there is one" },
  still: { vi: "hình không đổi", en: "picture does not change", unit: "1", about: "1: hình đứng dù luồng vẫn đến / stands still though it comes" },
  plain: { vi: "hình tối hoặc bị che", en: "picture dark or covered", unit: "1", about: "1: hình chứa ít hơn hẳn thường ngày / holds much less than usual" },
  clock: { vi: "đồng hồ lệch", en: "clock off", unit: "s", about: "so với giờ trung tâm / against the centre's clock" },
  drift: { vi: "đồng hồ chạy lệch", en: "clock runs away", unit: "s/h", about: "mỗi giờ / in an hour" },
  away: { vi: "tiến trình lấy hình ngừng", en: "process that fetches pictures away", unit: "min", about: "0: đang chạy / 0: it runs" },
  together: { vi: "số camera cùng mất hình", en: "cameras lost together", unit: "{count}", about: "0: không có nguyên nhân chung / 0: no common cause" },
};

export const propertyOf = (is: Ailment | CommonAilment): string => `camera-health-${is}`;

const rule = (is: Ailment | CommonAilment, setpoint: number, more: Partial<Rule> & Pick<Rule, "name" | "nameEn" | "message" | "messageEn" | "action" | "consequence">): Rule =>
  Rule.parse({ id: propertyOf(is), version: 1, kind: "threshold", params: { on: { observedPropertyId: propertyOf(is) }, side: "above", setpoint }, priority: "routine", offDelay: 300, reAlarm: 86_400, service: 13, ...more });

/**
 * The rules a room begins with, the engineer's from then on: of a technician's priority, so that they queue behind whatever is urgent.
 * A camera's data is interrupted while it has no picture: H-IV's time for repairs raises it by one step.
 */
export const CAMERA_RULES: readonly Rule[] = [
  rule("lost", 3, {
    name: "Camera mất hình", nameEn: "Camera without a picture", message: "{thing}: camera mất hình quá {setpoint} phút", messageEn: "{thing}: camera without a picture for over {setpoint} min",
    action: "Kiểm tra nguồn, đường truyền, tài khoản của camera; cử người sửa; nếu tháo để sửa thì bỏ “Đang dùng”", consequence: "Không xác minh được cảnh báo quanh đó bằng hình", ladder: [{ after: INTERRUPTION.repairWithin, priority: "medium" }], authority: INTERRUPTION.authority,
  }),
  rule("still", 1, {
    name: "Hình camera đứng", nameEn: "Camera's picture stands still", onDelay: 300, suppressedBy: [propertyOf("lost") as Rule["id"]], message: "{thing}: hình camera không đổi", messageEn: "{thing}: the camera's picture does not change",
    action: "Xem hình có đứng thật không; khởi động lại camera", consequence: "Tưởng là hình trực tiếp mà không phải",
  }),
  rule("plain", 1, {
    name: "Camera tối hoặc bị che", nameEn: "Camera dark or covered", onDelay: 600, suppressedBy: [propertyOf("lost") as Rule["id"]], message: "{thing}: hình camera tối hoặc bị che", messageEn: "{thing}: the camera's picture is dark or covered",
    action: "Xem hình; lau ống kính, tỉa cây, kiểm tra đèn hồng ngoại", consequence: "Không thấy hiện trường",
  }),
  rule("clock", 10, {
    name: "Đồng hồ camera lệch", nameEn: "Camera's clock is off", onDelay: 300, message: "{thing}: đồng hồ camera lệch {value} giây", messageEn: "{thing}: the camera's clock is {value} s off",
    action: "Kiểm tra máy chủ giờ (NTP) của camera", consequence: "Giờ in trên hình không dùng làm minh chứng được",
  }),
  rule("drift", 5, {
    name: "Đồng hồ camera chạy lệch", nameEn: "Camera's clock runs away", onDelay: 600, message: "{thing}: đồng hồ camera lệch thêm {value} giây mỗi giờ", messageEn: "{thing}: the camera's clock runs {value} s away each hour",
    action: "Kiểm tra máy chủ giờ (NTP) của camera", consequence: "Giờ in trên hình sai dần",
  }),
  rule("away", WORTH.away, {
    name: "Tiến trình lấy hình ngừng", nameEn: "Fetching of pictures has stopped", priority: "medium", offDelay: 30, reAlarm: 3600, message: "Mọi camera mất hình: tiến trình lấy hình ngừng quá {setpoint} phút", messageEn: "No camera has a picture: the process that fetches them is away for over {setpoint} min",
    action: "Xem nhật ký máy chủ; khởi động lại backend", consequence: "Cả phòng không có hình trực tiếp",
  }),
  rule("together", WORTH.together, {
    name: "Nhiều camera cùng mất hình", nameEn: "Many cameras lost together", priority: "medium", onDelay: 60, offDelay: 60, reAlarm: 3600, message: "{value} camera cùng mất hình: có thể do một nguyên nhân chung", messageEn: "{value} cameras lost together: perhaps one common cause",
    action: "Kiểm tra chuyển mạch, nguồn điện, đường truyền chung", consequence: "Mất hình cả một vùng",
  }),
];
