import { panelTexts } from "../../design/panel-text.ts";

/** Texts of what a case is to others: merge, split, parent and child. */
export const relateTexts = panelTexts(
  {
    menu: "Gộp / Tách / Vụ việc mẹ", title: "Vụ việc này với vụ việc khác", related: "Vụ việc liên quan", what: "Việc cần làm",
    merge: "Gộp với một vụ việc khác", split: "Tách cảnh báo thành vụ việc mới", parent: "Đặt dưới một vụ việc mẹ", alone: "Bỏ khỏi vụ việc mẹ",
    mergeHint: "Vụ việc nhập vào sẽ kết thúc hẳn; cảnh báo, ghi chú, minh chứng và cơ quan của nó theo sang vụ việc còn lại. Đồng hồ đang chạy của nó không tính, hạn đã lỡ vẫn là đã lỡ.",
    splitHint: "Vụ việc mới theo cùng quy trình, tính từ lúc cảnh báo xuất hiện. Phải để lại ít nhất một cảnh báo.", parentHint: "Không đóng được vụ việc mẹ khi còn vụ việc con đang mở. Chỉ có một cấp.", aloneHint: "Vụ việc này thôi là con của {{what}}.",
    other: "Vụ việc kia", parentField: "Vụ việc mẹ", search: "gõ tên, khu vực hoặc mã vụ việc", which: "Chiều gộp", intoOther: "Nhập vụ việc này vào vụ việc kia", intoThis: "Nhập vụ việc kia vào vụ việc này",
    alarms: "Cảnh báo tách ra", newTitle: "Tên vụ việc mới", reason: "Lý do", reasonWrong: "Cần lý do, ít nhất 3 ký tự", otherWrong: "Chọn một vụ việc đang mở", alarmsWrong: "Chọn ít nhất một và để lại ít nhất một cảnh báo", titleWrong: "Cần có tên",
    doMerge: "Gộp", doSplit: "Tách", doParent: "Đặt dưới vụ việc mẹ", doAlone: "Bỏ khỏi vụ việc mẹ", sending: "đang gửi…", merged: "Đã gộp vào “{{what}}”", didSplit: "Đã tách thành “{{what}}”", linked: "Đã đặt dưới “{{what}}”", alone2: "Đã bỏ khỏi vụ việc mẹ",
    "is.mergedInto": "Đã gộp vào", "is.mergedFrom": "Đã nhận gộp", "is.splitFrom": "Tách từ", "is.splitInto": "Đã tách ra", "is.parent": "Vụ việc mẹ", "is.child": "Vụ việc con", over: "đã kết thúc", open: "đang mở", show: "Mở vụ việc {{what}}", from: "từ “{{what}}”",
  },
  {
    menu: "Merge / split / parent case", title: "This case and others", related: "Related cases", what: "What is to be done",
    merge: "Merge with another case", split: "Split alarms off as a case of their own", parent: "Put under a parent case", alone: "Take from under its parent",
    mergeHint: "The case that goes into the other is over for good; its alarms, notes, evidence and agencies go on in the one that stays. Its running clocks do not count; a limit it missed stays missed.",
    splitHint: "The new case runs on the same process, from when its alarms appeared. At least one alarm stays.", parentHint: "A parent is not closed while a case under it is open. One level only.", aloneHint: "This case is no longer under {{what}}.",
    other: "The other case", parentField: "Parent case", search: "type a title, an area or a case number", which: "Which into which", intoOther: "This case goes into the other", intoThis: "The other goes into this case",
    alarms: "Alarms to split off", newTitle: "Title of the new case", reason: "Reason", reasonWrong: "A reason of 3 characters or more is needed", otherWrong: "Choose an open case", alarmsWrong: "Choose one alarm at least, and leave one at least", titleWrong: "A title is needed",
    doMerge: "Merge", doSplit: "Split", doParent: "Put under the parent", doAlone: "Take from under its parent", sending: "sending…", merged: "Merged into “{{what}}”", didSplit: "Split off as “{{what}}”", linked: "Put under “{{what}}”", alone2: "It stands alone again",
    "is.mergedInto": "Merged into", "is.mergedFrom": "Took in", "is.splitFrom": "Split from", "is.splitInto": "Split off", "is.parent": "Parent case", "is.child": "Under it", over: "over", open: "open", show: "Show case {{what}}", from: "from “{{what}}”",
  },
);
