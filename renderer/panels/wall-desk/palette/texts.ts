import { panelTexts } from "../../../design/panel-text.ts";

/** Texts of the list of what can be put on the wall. */
export const paletteTexts = panelTexts(
  {
    label: "Nội dung",
    search: "Tìm trạm, camera, cảnh báo, chuỗi số liệu, bảng",
    chosen: "Đang chọn",
    panels: "Bảng",
    alarms: "Cảnh báo",
    cameras: "Camera",
    stations: "Trạm",
    streams: "Chuỗi số liệu",
    hint: "Kéo vào ô, hoặc chọn ô rồi Enter",
    into: "Enter: đưa vào ô {{name}} · Shift+Enter: thêm vào ô",
    nothing: "Không tìm thấy gì",
    more: "còn {{n}}, gõ thêm để thu hẹp",
    stationMap: "Bản đồ tại {{name}}",
    chartOf: "Biểu đồ {{name}}",
    needsCell: "Chọn một ô trước",
  },
  {
    label: "Content",
    search: "Find stations, cameras, alarms, series, panels",
    chosen: "Selected",
    panels: "Panels",
    alarms: "Alarms",
    cameras: "Cameras",
    stations: "Stations",
    streams: "Series",
    hint: "Drag into a cell, or choose a cell and press Enter",
    into: "Enter: into cell {{name}} · Shift+Enter: adds to it",
    nothing: "Nothing found",
    more: "{{n}} more, type on to narrow",
    stationMap: "Map at {{name}}",
    chartOf: "Chart of {{name}}",
    needsCell: "Choose a cell first",
  },
);
