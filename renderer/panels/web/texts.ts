import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the web page in a wall's cell. */
export const webTexts = panelTexts(
  {
    notAllowed: "Trang này chưa được phép hiện trên tường",
    notAllowedHint: "Kỹ thuật viên thêm {{origin}} vào danh sách trang cho phép của cấu hình máy chủ",
    noAddress: "Địa chỉ trang không hợp lệ",
    unreachable: "Không tải được trang {{origin}}",
    slow: "Trang {{origin}} không tải xong sau {{seconds}} giây",
    again: "Tự thử lại sau {{seconds}} giây",
    staleUnreachable: "trang không tải lại được",
    staleSlow: "trang tải quá lâu",
    framesRefused: "{{host}} không cho phép hiện trong khung",
    framesRefusedHint: "Chủ trang đặt như vậy (X-Frame-Options hoặc frame-ancestors); hãy đề nghị họ cho phép, hoặc dùng ảnh, PDF",
    staleFrames: "trang không cho phép hiện trong khung",
    staleRefused: "trang chưa được phép",
    page: "Trang {{origin}}",
    loaded: "Tải lúc {{at}}",
    noFreeze: "Trang web không đóng băng được",
  },
  {
    notAllowed: "This page may not be shown on the wall",
    notAllowedHint: "A technician adds {{origin}} to the list of allowed pages in the server's configuration",
    noAddress: "This is no address of a page",
    unreachable: "The page {{origin}} could not be loaded",
    slow: "The page {{origin}} was not there after {{seconds}} s",
    again: "Trying again in {{seconds}} s",
    staleUnreachable: "the page could not be loaded again",
    staleSlow: "the page takes too long",
    framesRefused: "{{host}} does not let itself be shown in a frame",
    framesRefusedHint: "Its owner has set it so (X-Frame-Options or frame-ancestors): ask them to allow it, or use a picture or PDF",
    staleFrames: "the page does not let itself be framed",
    staleRefused: "the page is not allowed",
    page: "Page {{origin}}",
    loaded: "Loaded at {{at}}",
    noFreeze: "A web page cannot be frozen",
  },
);
