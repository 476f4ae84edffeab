import { panelTexts } from "../../design/panel-text.ts";

/** Texts of evidence that came from cameras. */
export const filmedTexts = panelTexts(
  {
    clip: "{{name}}, {{from}} – {{to}}", still: "{{name}}, {{at}}, do cửa sổ giải mã", snapshot: "{{name}}, {{at}}, ảnh do chính camera chụp", clock: "đồng hồ camera lệch {{n}} s", clockUnknown: "không rõ đồng hồ camera", broken: "{{n}} hình có thể hỏng", gaps: "{{n}} khoảng không có hình",
    export: "Xuất kèm bản kê", exportOf: "Xuất {{name}} kèm bản kê để kiểm tra độc lập", pair: "Trước và sau, cùng camera", first: "Trước", last: "Sau",
  },
  {
    clip: "{{name}}, {{from}} – {{to}}", still: "{{name}}, {{at}}, decoded by a window", snapshot: "{{name}}, {{at}}, made by the camera itself", clock: "the camera's clock is off by {{n}} s", clockUnknown: "the camera's clock is not known", broken: "{{n}} {{n|picture|pictures}} may be damaged", gaps: "{{n}} {{n|gap|gaps}} without pictures",
    export: "Export with manifest", exportOf: "Export {{name}} with a manifest that can be verified without us", pair: "Before and after, by one camera", first: "Before", last: "After",
  },
);
