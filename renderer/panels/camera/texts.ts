import { panelTexts } from "../../design/panel-text.ts";

/** Texts of a camera in a wall's cell. */
export const cameraCellTexts = panelTexts(
  { gone: "không còn camera này", noList: "không có danh sách camera", frozen: "hình đứng", late: "hình trễ", lost: "mất tín hiệu", unplayable: "không giải mã được" },
  { gone: "no such camera any more", noList: "no list of cameras", frozen: "frozen", late: "late", lost: "no signal", unplayable: "cannot be decoded" },
);
