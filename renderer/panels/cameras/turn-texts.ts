import { panelTexts } from "../../design/panel-text.ts";

/** Texts of what turns a camera. */
export const turnTexts = panelTexts(
  { pad: "Xoay camera", up: "Lên (↑)", down: "Xuống (↓)", left: "Sang trái (←)", right: "Sang phải (→)", nearer: "Gần lại (+)", farther: "Xa ra (−)", presets: "Vị trí đặt sẵn", keys: "Giữ phím mũi tên, + hoặc −; 1–9: vị trí đặt sẵn" },
  { pad: "Turn the camera", up: "Up (↑)", down: "Down (↓)", left: "Left (←)", right: "Right (→)", nearer: "Nearer (+)", farther: "Farther (−)", presets: "Presets", keys: "Hold an arrow, + or −; 1–9: presets" },
);
