/** Sentences of facts about the wall and the shells. {{what}} is what it is about, {{why}} in brackets where there is a cause. */
export const wallFactsVi = {
  "wall:edited": "Tường: {{what}}{{late}}",
  "wall:checkpoint": "Tường: ghi lại toàn bộ bố cục",
  "wall:scene-saved": "Lưu cảnh “{{what}}”, phiên bản {{version}}",
  "wall:scene-removed": "Xóa cảnh {{what}}",
  "wall:binding-saved": "Lưu liên kết cảnh “{{what}}”",
  "wall:binding-removed": "Xóa liên kết cảnh {{what}}",
  "wall:schedule-saved": "Lưu lịch cảnh “{{what}}”",
  "wall:schedule-removed": "Xóa lịch cảnh {{what}}",
  "wall:schedule-passed": "Lịch cảnh {{what}} không đổi gì: {{why}}{{late}}",
  "wall:proposed": "Đề nghị đổi cảnh {{what}} vì cảnh báo {{alarm}}",
  "wall:answered": "Đề nghị đổi sang cảnh{{what}}: {{outcome}}",
  "wall:calmed": "Liên kết cảnh {{what}}: không còn cảnh báo nào",
  "wall:attended": "Thiết bị “{{what}}” nhận hiển thị {{monitor}}",
  "wall:left": "Mất thiết bị hiển thị {{monitor}}: {{cause}}",
  "shell:event": "Máy hiển thị {{display}}: {{event}} ({{cause}}){{took}}",
} as const;

export const wallFactsEn: Record<keyof typeof wallFactsVi, string> = {
  "wall:edited": "Wall: {{what}}{{late}}",
  "wall:checkpoint": "Wall: the whole layout noted",
  "wall:scene-saved": "Scene “{{what}}” saved, version {{version}}",
  "wall:scene-removed": "Scene {{what}} removed",
  "wall:binding-saved": "Scene binding “{{what}}” saved",
  "wall:binding-removed": "Scene binding {{what}} removed",
  "wall:schedule-saved": "Scene schedule “{{what}}” saved",
  "wall:schedule-removed": "Scene schedule {{what}} removed",
  "wall:schedule-passed": "Scene schedule {{what}} changed nothing: {{why}}{{late}}",
  "wall:proposed": "Scene {{what}} proposed because of alarm {{alarm}}",
  "wall:answered": "Proposed scene{{what}}: {{outcome}}",
  "wall:calmed": "Scene binding {{what}}: none of its alarms rings any more",
  "wall:attended": "Screen “{{what}}” shows {{monitor}}",
  "wall:left": "Screen of {{monitor}} lost: {{cause}}",
  "shell:event": "Display PC {{display}}: {{event}} ({{cause}}){{took}}",
};

/** Small words of these sentences. */
export const wallWordsVi = {
  took: ", trở lại sau {{ms}} ms",
  "deed.put": "đặt nội dung", "deed.swap": "đổi chỗ hai ô", "deed.add": "thêm ô", "deed.remove": "bỏ ô", "deed.place": "dời ô", "deed.divide": "chia lại màn hình",
  "deed.maximise": "phóng to hoặc thu lại ô", "deed.freeze": "đóng băng hoặc thả ô", "deed.blank": "tắt hoặc bật ô", "deed.arrange": "sắp xếp màn hình", "deed.settings": "đổi thiết lập",
  "deed.privacy": "phím riêng tư", "deed.cameras": "camera cạnh cảnh báo", "deed.follow": "bám cảnh báo", "deed.identify": "nhận diện màn hình", "deed.cut": "chuyển cảnh", "deed.back": "trở về cảnh trước",
  "deed.undo": "hoàn tác", "deed.redo": "làm lại", "deed.restore": "khôi phục bố cục cũ", "deed.import": "nhập từ tệp", "deed.adopt": "nhận màn hình mới",
  "outcome.accepted": "được chấp nhận", "outcome.refused": "bị từ chối", "outcome.told": "tự chuyển sau khi báo trước", "outcome.lapsed": "hết hiệu lực", "outcome.overtaken": "không còn cần",
  "passed.newer": "lịch mới hơn đã thay", "passed.on-already": "cảnh đang hiển thị", "passed.operator": "trực ban đã tự đổi tường", "passed.no-scene": "cảnh hoặc màn hình không còn", "passed.clock": "đồng hồ đã chạy sai",
  "left.unplugged": "bị rút", "left.window-gone": "cửa sổ mất", "left.moved": "chuyển chỗ", "left.backend-restarted": "máy chủ khởi động lại", "left.page-failed": "trang hỏng nhiều lần, đang ở trang an toàn",
  "shell.started": "phần mềm hiển thị khởi động", "shell.renderer-gone": "trang bị sập", "shell.renderer-hung": "trang bị treo", "shell.page-failed": "trang không tải được", "shell.gpu-gone": "tiến trình đồ họa bị sập",
  "shell.utility-gone": "tiến trình phụ bị sập", "shell.backend-gone": "mất máy chủ", "shell.window-safe": "chuyển sang trang an toàn", "shell.recovered": "đã trở lại", "shell.screen-added": "cắm thêm màn hình",
  "shell.screen-removed": "rút màn hình", "shell.screen-changed": "màn hình đổi cách sắp xếp", "shell.refused": "từ chối một yêu cầu",
} as const;

export const wallWordsEn: Record<keyof typeof wallWordsVi, string> = {
  took: ", back after {{ms}} ms",
  "deed.put": "content put", "deed.swap": "two cells swapped", "deed.add": "cell added", "deed.remove": "cell removed", "deed.place": "cell moved", "deed.divide": "monitor divided anew",
  "deed.maximise": "cell maximised or restored", "deed.freeze": "cell frozen or released", "deed.blank": "cell blanked or shown", "deed.arrange": "monitors arranged", "deed.settings": "settings changed",
  "deed.privacy": "privacy key", "deed.cameras": "cameras beside an alarm", "deed.follow": "follow alarms", "deed.identify": "monitors identified", "deed.cut": "scene cut", "deed.back": "back to the former scene",
  "deed.undo": "undone", "deed.redo": "made again", "deed.restore": "former layout restored", "deed.import": "imported from a file", "deed.adopt": "new monitor adopted",
  "outcome.accepted": "accepted", "outcome.refused": "refused", "outcome.told": "went after notice", "outcome.lapsed": "lapsed", "outcome.overtaken": "no longer needed",
  "passed.newer": "a newer one acts", "passed.on-already": "its scene was on", "passed.operator": "an operator has changed the wall", "passed.no-scene": "the scene or its monitors are gone", "passed.clock": "the clock was wrong",
  "left.unplugged": "unplugged", "left.window-gone": "window gone", "left.moved": "moved", "left.backend-restarted": "server restarted", "left.page-failed": "page died again and again, safe page shown",
  "shell.started": "display software started", "shell.renderer-gone": "page crashed", "shell.renderer-hung": "page hung", "shell.page-failed": "page did not load", "shell.gpu-gone": "graphics process crashed",
  "shell.utility-gone": "helper process crashed", "shell.backend-gone": "server gone", "shell.window-safe": "safe page shown", "shell.recovered": "back again", "shell.screen-added": "monitor plugged in",
  "shell.screen-removed": "monitor unplugged", "shell.screen-changed": "monitor arrangement changed", "shell.refused": "a request refused",
};
