import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the notice in a wall's cell. */
export const noticeTexts = panelTexts(
  { notice: "Thông báo", urgent: "Khẩn", page: "Trang {{n}}/{{of}}" },
  { notice: "Notice", urgent: "Urgent", page: "Page {{n}} of {{of}}" },
);
