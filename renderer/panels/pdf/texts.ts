import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the PDF in a wall's cell. */
export const pdfTexts = panelTexts(
  {
    missing: "Không còn tài liệu này trên máy chủ",
    missingHint: "Chọn lại tài liệu cho ô này tại bàn điều hành",
    notPdf: "Tệp này không phải tài liệu PDF đọc được",
    unreachable: "Không tải được tài liệu: mất liên lạc với máy chủ",
    failed: "Không tải được tài liệu",
    again: "tự thử lại sau {{seconds}} giây",
    stale: "tài liệu không tải được",
    page: "Trang {{n}}/{{of}}",
  },
  {
    missing: "The server no longer has this document",
    missingHint: "Choose a document for this cell again at the console",
    notPdf: "This file is no PDF that can be read",
    unreachable: "The document could not be loaded: no link to the server",
    failed: "The document could not be loaded",
    again: "trying again in {{seconds}} s",
    stale: "the document could not be loaded",
    page: "Page {{n}} of {{of}}",
  },
);
