import { panelTexts } from "../panel-text.ts";

/** Why the process refused something. */
export const caseFaultTexts = panelTexts(
  {
    changed: "Vụ việc vừa được người khác thay đổi. Xem lại rồi thao tác lại nếu vẫn cần.", notNow: "Ở bước hiện nay không làm được việc này (bước {{step}})", twice: "Việc này đã được ghi nhận trước đó", unchecked: "Kết quả đang chờ hậu kiểm: trả lại trước rồi mới chuyển cơ quan khác",
    already: "Cơ quan đó đã có trong vụ việc", waiting: "Đề nghị gia hạn trước còn chờ trả lời", noPart: "Cơ quan không còn phần việc trong vụ việc này", notExtendable: "Không có thời hạn nào của cơ quan này được gia hạn", past: "Thời hạn phải ở sau hiện tại", earlier: "Hạn mới phải sau hiện tại và sau hạn đang có",
    twiceNamed: "Một cơ quan được ghi hai lần", lacks: "{{clause}} yêu cầu phải có {{what}}", evidence: "minh chứng", second: "người thứ hai xác nhận", due: "thời hạn",
  },
  {
    changed: "Somebody changed this case meanwhile. Look again before you repeat it.", notNow: "That is not possible at the present step ({{step}})", twice: "That was recorded before", unchecked: "The result waits to be checked: return it before you forward it",
    already: "That agency is in the case already", waiting: "An earlier request for more time still waits", noPart: "The agency has no open part in this case", notExtendable: "No limit of this agency can be extended", past: "The deadline must lie in the future", earlier: "The new deadline must lie after now and after the present one",
    twiceNamed: "An agency is named twice", lacks: "{{clause}} requires {{what}}", evidence: "evidence", second: "a second person", due: "a deadline",
  },
);
