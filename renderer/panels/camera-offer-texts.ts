import { panelTexts } from "../design/panel-text.ts";
import type { Sight } from "../geo/best-cameras.ts";

const sightsVi = { sees: "nhìn thấy nơi này", unknown: "chưa ghi hướng nhìn", hidden: "địa hình che khuất", away: "quay hướng khác", far: "ngoài tầm nhìn" } as const satisfies Record<Sight, string>;
const sightsEn: Record<Sight, string> = { sees: "sees the place", unknown: "view not on record", hidden: "hidden by the ground", away: "looks elsewhere", far: "out of its range" };

/** Texts of cameras offered for an alarm or a case. */
export const offerTexts = panelTexts(
  {
    ...sightsVi,
    title: "Camera quanh đây", show: "Xem hình", hide: "Cất hình", toWall: "Lên tường", offWall: "Cất khỏi tường", metres: "{{n}} m", kilometres: "{{n}} km", dead: "KHÔNG CÓ HÌNH", frozen: "hình đứng",
    none: "Không có camera nào trong 2 km", noList: "Chưa lấy được danh sách camera", flat: "chưa có độ cao địa hình: coi như đất bằng", ground: "theo địa hình, chưa tính nhà cửa", tiles: "Hình trực tiếp, tốt nhất trước", more: "và {{n}} camera nữa",
    key: "Camera cạnh cảnh báo lên tường, bấm lần nữa để cất", put: "Đã đưa lên tường: {{names}}. Bấm C lần nữa để cất", taken: "Đã cất camera: ô trên tường trở lại như trước", chooseAlarm: "Hãy chọn một cảnh báo hay vụ việc trước", noneNear: "Không có camera nào còn hình trong 2 km quanh đây",
  },
  {
    ...sightsEn,
    title: "Cameras around", show: "Show pictures", hide: "Hide pictures", toWall: "To the wall", offWall: "Off the wall", metres: "{{n}} m", kilometres: "{{n}} km", dead: "NO PICTURE", frozen: "frozen",
    none: "No camera within 2 km", noList: "The list of cameras cannot be had", flat: "no ground heights: taken as flat", ground: "over the ground, houses not counted", tiles: "Live pictures, the best first", more: "and {{n}} more",
    key: "Cameras near the alarm to the wall, pressed again they go", put: "On the wall: {{names}}. C again takes them away", taken: "Cameras taken away: the wall's cell is as before", chooseAlarm: "Choose an alarm or a case first", noneNear: "No camera with a picture within 2 km of here",
  },
);
