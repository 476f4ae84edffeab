import type { Permission } from "#contract/permission";
import type { Language } from "./i18n.ts";

/** What a person does with the permissions that buttons and panels ask for; the others are never met at a screen. */
const WORDS: Readonly<Record<Language, Partial<Record<string, string>>>> = {
  vi: {
    "alarm:acknowledge": "xác nhận cảnh báo",
    "alarm:reset": "mở chốt cảnh báo",
    "alarm:shelve": "tạm gác cảnh báo",
    "alarm:unshelve": "bỏ tạm gác cảnh báo",
    "alarm:out-of-service": "ngừng sử dụng cảnh báo",
    "alarm:return-to-service": "đưa cảnh báo vào sử dụng lại",
    "rule:save": "sửa quy tắc",
    "rule:remove": "xóa quy tắc",
    "thing:save": "sửa trạm",
    "datastream:save": "sửa chuỗi số liệu",
    "source:save": "sửa nguồn dữ liệu",
    "source:rejections": "xem số đo bị từ chối",
    "feed:fault": "gây lỗi ở nguồn mô phỏng",
    "account:list": "xem tài khoản",
    "account:save": "sửa tài khoản",
    "account:password": "đổi mật khẩu",
    "session:end": "kết thúc phiên của người khác",
    "display:ticket": "cấp mã màn hình",
    "display:revoke": "thu hồi màn hình",
    "fact:recent": "xem nhật ký",
    "fact:page": "xem nhật ký",
  } satisfies Partial<Record<Permission, string>>,
  en: {
    "alarm:acknowledge": "acknowledge alarms",
    "alarm:reset": "reset latched alarms",
    "alarm:shelve": "shelve alarms",
    "alarm:unshelve": "unshelve alarms",
    "alarm:out-of-service": "take alarms out of service",
    "alarm:return-to-service": "return alarms to service",
    "rule:save": "change rules",
    "rule:remove": "remove rules",
    "thing:save": "change stations",
    "datastream:save": "change datastreams",
    "source:save": "change sources",
    "source:rejections": "see refused readings",
    "feed:fault": "make the simulated source fail",
    "account:list": "see accounts",
    "account:save": "change accounts",
    "account:password": "change the password",
    "session:end": "end sessions",
    "display:ticket": "give a display its code",
    "display:revoke": "revoke displays",
    "fact:recent": "see the event log",
    "fact:page": "see the event log",
  } satisfies Partial<Record<Permission, string>>,
};

/** A permission in words; one without words is shown by its id. */
export function permissionWords(permission: string, language: Language): string {
  return WORDS[language][permission] ?? permission;
}
