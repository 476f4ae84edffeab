import { panelTexts } from "../../design/panel-text.ts";

/** Texts of drawing on the map. */
export const drawTexts = panelTexts(
  {
    title: "Vẽ: {{what}}", area: "Vùng tính", place: "Bấm lên bản đồ để đặt điểm.", line: "Bấm từng điểm của tuyến; bấm lại điểm cuối hoặc nút “Xong” để kết thúc.", shape: "Bấm từng đỉnh của vùng; bấm lại điểm cuối hoặc “Xong” để kết thúc.", way: "Bấm nơi hút nước, rồi bấm nơi xả ra. “Xong” sau điểm đầu: nước ra khỏi vùng.", corners: "Bấm hai góc đối diện của vùng.",
    keys: "Enter: điểm ở giữa bản đồ · Backspace: bỏ điểm cuối · Esc: thôi", done: "Xong", noShape: "Không vẽ (khắp vùng)", river: "Không vẽ: ở đầu vào của {{river}}", stop: "Thôi", tooFew: "Còn thiếu {{n}} điểm",
    map: "Bản đồ của nghiên cứu",
  },
  {
    title: "Draw: {{what}}", area: "the area", place: "Press the map where it stands.", line: "Press each point of the line; press the last again, or “Done”, to end.", shape: "Press each corner; press the last again, or “Done”, to end.", way: "Press where water is taken, then where it is let out. “Done” after the first: out of the area.", corners: "Press two opposite corners.",
    keys: "Enter: a point in the middle of the map · Backspace: takes the last back · Esc: stop", done: "Done", noShape: "Without a shape (everywhere)", river: "Without a place: where {{river}} enters", stop: "Stop", tooFew: "{{n}} more {{n|point|points}}",
    map: "The study's map",
  },
);
