import { panelTexts } from "../../design/panel-text.ts";

/** What the map says beside the pointer. */
export const hoverTexts = panelTexts(
  { stations: "{{n}} trạm ở gần nhau", alarms: "{{n}} cảnh báo ở gần nhau", none: "chưa có số liệu", old: "quá hạn cập nhật", bad: "số liệu xấu" },
  { stations: "{{n}} stations close together", alarms: "{{n}} alarms close together", none: "no data yet", old: "update overdue", bad: "bad data" },
);
