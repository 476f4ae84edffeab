import { panelTexts } from "../../design/panel-text.ts";

/** Words of sharing the phone's place with the centre. */
export const shareTexts = panelTexts(
  {
    turnOn: "Chia sẻ vị trí với Trung tâm", for: "trong", hours: "{{n}} giờ", hint: "Chỉ Trung tâm thấy, chỉ khi đang xử lý vụ việc này và trang này đang mở; tự tắt khi xong.", isOn: "Đang chia sẻ vị trí cho vụ việc này, đến {{at}}", strip: "ĐANG CHIA SẺ VỊ TRÍ đến {{at}}", turnOff: "Tắt", ended: "Đã tắt chia sẻ vị trí",
    denied: "điện thoại không cho trang này biết vị trí: bật quyền vị trí rồi thử lại", none: "trình duyệt chỉ cho biết vị trí trên trang https", "not-found": "điện thoại chưa xác định được vị trí", cut: "chưa gửi được vị trí",
  },
  {
    turnOn: "Share my position with the centre", for: "for", hours: "{{n}} {{n|hour|hours}}", hint: "Only the centre sees it, only while this case is worked on and this page is open; it ends by itself.", isOn: "The position is shared for this case, until {{at}}", strip: "POSITION IS SHARED until {{at}}", turnOff: "Turn off", ended: "The position is no longer shared",
    denied: "the phone does not let this page know its position: allow it and try again", none: "browsers tell the position to https pages alone", "not-found": "the phone has not found its position yet", cut: "the position could not be sent",
  },
);
