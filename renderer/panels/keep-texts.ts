import { panelTexts } from "../design/panel-text.ts";

/** Texts of keeping a camera's pictures as evidence. */
export const keepTexts = panelTexts(
  {
    clip: "Lưu đoạn ghi", still: "Chụp", clipOf: "Lưu đoạn ghi của {{name}} (K)", stillOf: "Chụp hình {{name}} (H)", title: "Lưu đoạn ghi: {{name}}", titleStill: "Chụp: {{name}}",
    into: "Vào vụ việc", noCase: "Chưa có vụ việc nào đang mở: hãy mở vụ việc trước (V trên một cảnh báo)", before: "Giây trước", after: "Giây sau", range: "Từ 1 đến {{n}}", rangeAfter: "Từ 0 đến {{n}}", of: "Tính từ lúc {{at}}",
    keep: "Lưu", keeping: "Đang lưu đoạn ghi của {{name}} vào “{{what}}”…", kept: "Đã lưu vào “{{what}}”: {{name}}", keptClip: "Đã lưu đoạn ghi của {{name}} vào “{{what}}”: {{span}} · {{picture}}", byCamera: "Cửa sổ này không có hình: camera sẽ tự chụp khi bấm Lưu", noPicture: "Ô này chưa có hình để chụp", failed: "Chưa lưu được: {{why}}", shot: "Hình vừa chụp",
  },
  {
    clip: "Keep a clip", still: "Still", clipOf: "Keep a clip of {{name}} (K)", stillOf: "Take a still of {{name}} (H)", title: "Keep a clip: {{name}}", titleStill: "Still: {{name}}",
    into: "Into the case", noCase: "No case is open: open one first (V on an alarm)", before: "Seconds before", after: "Seconds after", range: "From 1 to {{n}}", rangeAfter: "From 0 to {{n}}", of: "Counted from {{at}}",
    keep: "Keep", keeping: "Keeping a clip of {{name}} in “{{what}}”…", kept: "Kept in “{{what}}”: {{name}}", keptClip: "Clip of {{name}} kept in “{{what}}”: {{span}} · {{picture}}", byCamera: "This window has no picture: the camera makes one when you press Keep", noPicture: "This tile has no picture to take", failed: "Not kept: {{why}}", shot: "The picture taken",
  },
);
