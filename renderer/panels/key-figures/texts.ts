import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the key figures in a wall's cell. */
export const figureTexts = panelTexts(
  { more: "và {{n}} trị số khác", unknown: "Trạm đã chọn không có trong danh mục", noLevel: "không có mức quy định", owed: "Chưa xác nhận" },
  { more: "and {{n}} more {{n|figure|figures}}", unknown: "The chosen stations are not in the catalogue", noLevel: "no level set", owed: "Unacknowledged" },
);
