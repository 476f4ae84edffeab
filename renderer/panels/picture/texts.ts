import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the picture in a wall's cell. */
export const pictureTexts = panelTexts(
  {
    missing: "Không còn tệp ảnh này trên máy chủ",
    missingHint: "Chọn lại ảnh cho ô này tại bàn điều hành",
    notPicture: "Tệp này không phải ảnh mà cửa sổ này đọc được",
    unreachable: "Không tải được ảnh: mất liên lạc với máy chủ",
    failed: "Không tải được ảnh",
    again: "tự thử lại sau {{seconds}} giây",
    stale: "ảnh không tải được",
  },
  {
    missing: "The server no longer has this picture",
    missingHint: "Choose a picture for this cell again at the console",
    notPicture: "This file is no picture this window can read",
    unreachable: "The picture could not be loaded: no link to the server",
    failed: "The picture could not be loaded",
    again: "trying again in {{seconds}} s",
    stale: "the picture could not be loaded",
  },
);
