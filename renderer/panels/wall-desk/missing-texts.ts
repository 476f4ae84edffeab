import { panelTexts } from "../../design/panel-text.ts";

/** What a console says of monitors of the wall that nobody sees. */
export const missingTexts = panelTexts(
  {
    label: "Màn hình của tường đang vắng",
    which: "Màn hình {{numbers}}",
    aside: "đang ở trang an toàn từ {{time}} (trang lỗi ba lần trong một phút)",
    unplugged: "mất kết nối từ {{time}} (rút cáp hoặc tắt nguồn)",
    pc: "mất kết nối từ {{time}} (cả máy tính của tường không trả lời)",
    window: "mất kết nối từ {{time}} (cửa sổ không trả lời)",
    moved: "không còn màn nào hiển thị từ {{time}} (đã chuyển sang màn hình khác)",
    restarted: "chưa trở lại từ khi máy chủ khởi động lại lúc {{time}}",
  },
  {
    label: "Monitors of the wall that are missing",
    which: "{{n|Monitor|Monitors}} {{numbers}}",
    aside: "on the safe page since {{time}} (its page failed three times in a minute)",
    unplugged: "lost since {{time}} (cable pulled or switched off)",
    pc: "lost since {{time}} (the whole wall PC does not answer)",
    window: "lost since {{time}} (its window does not answer)",
    moved: "shown by no screen since {{time}} (its screen now shows another)",
    restarted: "not back since the server restarted at {{time}}",
  },
);
