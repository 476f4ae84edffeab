import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the chart in a wall's cell. */
export const chartTexts = panelTexts(
  {
    label: "Diễn biến {{hours}} giờ qua",
    setpoint: "Ngưỡng",
    empty: "Không có số liệu trong {{hours}} giờ qua",
    unknown: "Chuỗi đo đã chọn không có trong danh mục",
    more: "và {{n}} chuỗi khác",
    noHistory: "không tải được diễn biến",
  },
  {
    label: "Last {{hours}} h",
    setpoint: "Setpoint",
    empty: "No data in the last {{hours}} h",
    unknown: "The chosen series are not in the catalogue",
    more: "and {{n}} more series",
    noHistory: "the past could not be loaded",
  },
);
