import { panelTexts } from "../../design/panel-text.ts";

/** Words of the way round flooded streets. */
export const wayTexts = panelTexts(
  {
    fromHere: "Tìm lối từ chỗ tôi", orTap: "hoặc chạm vào bản đồ để chọn nơi xuất phát", tap: "Hãy chạm vào bản đồ để chọn nơi xuất phát", tapLabel: "Chọn nơi xuất phát trên bản đồ", mapOf: "Lối đi tới {{title}}", start: "Xuất phát",
    length: "{{km}}, khoảng {{n}} phút ({{kmh}} km/h khi mưa)", near: "Không còn đường khô tới nơi xảy ra. Lối này dừng ở điểm gần nhất, cách {{left}}.", fromFlooded: "Chỗ xuất phát đang ngập",
    around: "Tránh: {{what}}", more: "và {{n}} nơi khác", noneOnWay: "Lối ngắn nhất không qua chỗ nào trong {{n}} chỗ đang ngập", noneKnown: "Không có chỗ nào được báo là đang ngập", unknown: "{{km}} của lối này không có cảm biến: tự quan sát", asOf: "Theo số liệu lúc {{at}}",
    denied: "Điện thoại không cho trang này biết vị trí", none: "Trình duyệt chỉ cho biết vị trí trên trang https", "not-found": "Điện thoại chưa xác định được vị trí",
  },
  {
    fromHere: "Find the way from here", orTap: "or tap the map where you start", tap: "Tap the map where you start", tapLabel: "Choose the start on the map", mapOf: "The way to {{title}}", start: "Start",
    length: "{{km}}, about {{n}} min ({{kmh}} km/h in rain)", near: "No dry way leads to the place. This one ends nearest to it, {{left}} away.", fromFlooded: "The start is in the water",
    around: "Goes round: {{what}}", more: "and {{n}} more", noneOnWay: "The shortest way meets none of the {{n}} flooded places", noneKnown: "No place is reported flooded", unknown: "No sensor watches {{km}} of this way: look out", asOf: "As known at {{at}}",
    denied: "The phone does not let this page know its position", none: "Browsers tell the position to https pages alone", "not-found": "The phone has not found its position yet",
  },
);
