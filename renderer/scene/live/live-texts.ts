import { panelTexts } from "../../design/panel-text.ts";

/** Names of the live layers, by their id; panels show them. */
export const liveTexts = panelTexts(
  {
    rain: "Mưa", heat: "Trường giá trị", contours: "Đường đẳng trị", cameras: "Camera và vùng nhìn", vehicles: "Phương tiện", traffic: "Lưu lượng giao thông",
    wind: "Gió", tide: "Triều", sensors: "Trạm đo và thiết bị", gauges: "Thước nước và mức báo động", alarms: "Cảnh báo", incidents: "Vụ việc đang mở (của hiện tại)",
  },
  {
    rain: "Rain", heat: "Field of values", contours: "Contours", cameras: "Cameras and what they see", vehicles: "Vehicles", traffic: "Traffic counts",
    wind: "Wind", tide: "Tide", sensors: "Stations and devices", gauges: "Water gauges and alarm levels", alarms: "Alarms", incidents: "Open cases (of the present)",
  },
);
