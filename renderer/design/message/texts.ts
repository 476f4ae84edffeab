import type { Delivery, Notice, Step } from "#contract/message";
import { panelTexts } from "../panel-text.ts";

/** Words for messages out of the room, on the case page and at the desk of channels. */
export const messageTexts = panelTexts<`state.${Delivery["state"]}` | `step.${Step["is"]}` | `kind.${"smtp" | "smpp" | "webhook" | "web-push"}` | `notice.${Notice["what"]}` | "confirmed" | "next" | "receiptBy" | "agency" | "subscriber" | "noWay" | "life" | "again" | "asked">(
  {
    "state.waiting": "Chờ gửi", "state.sending": "Đang gửi", "state.sent": "Kênh đã nhận, chưa có báo nhận", "state.delivered": "Đã đến", "state.failed": "KHÔNG GỬI ĐƯỢC", "state.unknown": "KHÔNG RÕ ĐÃ ĐẾN HAY CHƯA",
    "step.sent": "kênh đã nhận", "step.delivered": "có báo nhận", "step.failed": "chưa gửi được", "step.refused": "bị từ chối", "step.unsure": "không rõ đã đi hay chưa", "step.silent": "quá giờ không có báo nhận", "step.no-address": "không có địa chỉ trên kênh này", "step.withdrawn": "thu lại, lệnh không còn hiệu lực", "step.expired": "hết hạn gửi",
    "kind.smtp": "E-mail", "kind.smpp": "SMS", "kind.webhook": "Cổng kết nối", "kind.web-push": "Thông báo đẩy",
    "notice.reminded": "Nhắc việc", "notice.said": "Trao đổi", "notice.extension-granted": "Đồng ý gia hạn", "notice.extension-denied": "Không gia hạn", "notice.left": "Thôi giao việc", "notice.closed": "Kết thúc vụ việc",
    confirmed: "cơ quan tự xác nhận", next: "thử lại lúc {{at}}", receiptBy: "chờ báo nhận đến {{at}}", agency: "Cả cơ quan", subscriber: "Người đăng ký", noWay: "Không gửi qua kênh nào: cơ quan chỉ thấy lệnh trên trang của mình. Hãy gọi điện.", life: "Đường đi của tin", again: "Gửi lại", asked: "Đã xếp gửi lại",
  },
  {
    "state.waiting": "Waits", "state.sending": "Being sent", "state.sent": "Taken by the channel, not confirmed", "state.delivered": "Delivered", "state.failed": "NOT SENT", "state.unknown": "UNKNOWN WHETHER IT ARRIVED",
    "step.sent": "taken by the channel", "step.delivered": "receipt", "step.failed": "not sent yet", "step.refused": "refused", "step.unsure": "unknown whether it went", "step.silent": "no receipt in time", "step.no-address": "no address on this channel", "step.withdrawn": "taken back, the order no longer holds", "step.expired": "too late to send",
    "kind.smtp": "E-mail", "kind.smpp": "SMS", "kind.webhook": "Gateway", "kind.web-push": "Push message",
    "notice.reminded": "Reminder", "notice.said": "Consultation", "notice.extension-granted": "More time granted", "notice.extension-denied": "More time denied", "notice.left": "No longer theirs", "notice.closed": "Case closed",
    confirmed: "confirmed by the agency itself", next: "tried again at {{at}}", receiptBy: "waits for a receipt until {{at}}", agency: "The whole agency", subscriber: "A subscriber", noWay: "Sent over no channel: the agency sees the order on its own page alone. Telephone it.", life: "The message's way", again: "Send again", asked: "Queued once more",
  },
);
