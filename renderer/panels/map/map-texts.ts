import { panelTexts } from "../../design/panel-text.ts";

/** Texts of the map's tools. */
export const mapTexts = panelTexts(
  {
    tools: "Công cụ bản đồ", search: "Tìm địa điểm", searchHint: "Tên hoặc tọa độ", found: "Kết quả tìm", notFound: "Không tìm thấy. Thử tên khác hoặc tọa độ WGS 84, VN-2000.", outside: "{{place}} nằm ngoài bản đồ, cách trung tâm {{km}} km", coordinates: "Tọa độ",
    layers: "Lớp và bộ lọc", distance: "Đo khoảng cách", area: "Đo diện tích", lasso: "Khoanh vùng", sight: "Camera nào thấy?", tilt: "Nghiêng 3D", whole: "Toàn thành phố", follow: "Bay theo cảnh báo khẩn cấp",
    print: "In bản đồ", enlarge: "Phóng to bản đồ", shrink: "Thu nhỏ bản đồ", north: "Quay về hướng bắc", close: "Đóng",
    pointer: "Con trỏ", middle: "Tâm bản đồ", ground: "mặt đất {{m}} m", water: "nước sâu {{m}} m",
    measureHint: "Bấm để thêm điểm, Backspace bỏ điểm cuối, Esc kết thúc", total: "Tổng", leg: "Đoạn cuối", bearing: "hướng", areaIs: "Diện tích", around: "Chu vi", tooMany: "Đã đủ {{n}} điểm",
    layersOf: "Lớp", kinds: "Loại trạm", ward: "Phường, xã", agency: "Cơ quan phụ trách, cơ quan trong vụ việc", service: "Dịch vụ", unstated: "Chưa khai báo", hiddenAlarms: "Bộ lọc đang ẩn {{n}} cảnh báo", hiddenWorst: "trong đó {{n}} khẩn cấp", hiddenCases: "ẩn {{n}} vụ việc", alarmsOff: "Lớp cảnh báo đang tắt: {{n}} cảnh báo không vẽ", beyondFilter: "bộ lọc đang ẩn", property: "Đại lượng", field: "Trường giá trị và đường đẳng trị của", all: "Tất cả", none: "Không", reset: "Bỏ bộ lọc", filtered: "Đang lọc: {{n}}/{{of}} trạm",
    buildings: "Nhà", waterSurface: "Mặt nước theo trạm đo", wards: "Ranh giới phường, xã", names: "Tên địa danh", shade: "Bóng địa hình", terrain: "Địa hình nổi", models: "Mô hình 3D",
    lassoHint: "Kéo một vòng trên bản đồ; Esc kết thúc", lassoKeys: "Hoặc Enter đặt từng góc, từ 3 góc thì khép vùng", inside: "{{n}} trạm trong vùng", alarmsInside: "{{n}} cảnh báo", noneInside: "Không có trạm nào trong vùng", onlyThese: "Chỉ hiện các trạm này", again: "Khoanh lại", more: "và {{n}} cảnh báo nữa",
    sightHint: "Bấm một điểm trên bản đồ; Esc kết thúc", seenBy: "{{n}} camera thấy điểm này", seenByNone: "Không camera nào thấy điểm này", noCameras: "Không có camera nào khai báo vùng nhìn", hidden: "{{n}} camera hướng về đây nhưng bị che", metres: "cách {{m}}",
    noHouses: "Chưa tính nhà che: bản đồ ở quá xa hoặc không có dữ liệu nhà", noHeights: "Chưa tính địa hình: gói bản đồ không có độ cao", withHouses: "Tính địa hình và {{n}} nhà", working: "Đang tính…",
    following: "Đang bay theo cảnh báo khẩn cấp", followPast: "Không bay khi đang xem quá khứ", followOff: "Phím hoặc chuột bất kỳ dừng chuyến bay; Esc thôi bay theo",
    printTitle: "Tiêu đề", printAs: "Dạng tệp", png: "Ảnh PNG", a4: "PDF khổ A4 ngang", a3: "PDF khổ A3 ngang", make: "Lưu tệp", making: "Đang vẽ…", saved: "Đã lưu {{name}} ({{size}})", notPrinted: "Không vẽ được bản đồ lúc này, hãy thử lại", mapOf: "Bản đồ {{city}}",
    legend: "Chú giải", openCase: "Vụ việc", caseEmergency: "Vụ việc khẩn cấp", caseRoutine: "Vụ việc thông thường", caseDrill: "Diễn tập", past: "QUÁ KHỨ", simulated: "MÔ PHỎNG", northLetter: "B", px: "{{w}} × {{h}} điểm ảnh", page: "{{w}} × {{h}} mm", place: "Đã đánh dấu: {{name}}", unmark: "Bỏ dấu",
  },
  {
    tools: "Map tools", search: "Find a place", searchHint: "Name or coordinates", found: "Results", notFound: "Nothing found. Try another name, or coordinates in WGS 84 or VN-2000.", outside: "{{place}} is outside the map, {{km}} km from its middle", coordinates: "Coordinates",
    layers: "Layers and filter", distance: "Measure distance", area: "Measure area", lasso: "Lasso", sight: "Which cameras see?", tilt: "Tilt in 3D", whole: "Whole city", follow: "Fly to emergency alarms",
    print: "Print the map", enlarge: "Enlarge the map", shrink: "Shrink the map", north: "Turn back to north", close: "Close",
    pointer: "Pointer", middle: "Middle of the map", ground: "ground {{m}} m", water: "water {{m}} m deep",
    measureHint: "Click to add a point, Backspace takes the last one back, Esc ends", total: "Total", leg: "Last leg", bearing: "bearing", areaIs: "Area", around: "Perimeter", tooMany: "{{n}} points are the most",
    layersOf: "Layers", kinds: "Kinds of station", ward: "Ward", agency: "Agency responsible or in the case", service: "Service", unstated: "Not stated", hiddenAlarms: "The filter hides {{n}} {{n|alarm|alarms}}", hiddenWorst: "{{n}} of them {{n|an emergency|emergencies}}", hiddenCases: "hides {{n}} {{n|case|cases}}", alarmsOff: "The alarm layer is off: {{n}} {{n|alarm|alarms}} not drawn", beyondFilter: "hidden by the filter", property: "Property", field: "Field of values and contours of", all: "All", none: "None", reset: "No filter", filtered: "Filtered: {{n}}/{{of}} stations",
    buildings: "Buildings", waterSurface: "Water by the gauges", wards: "Ward boundaries", names: "Place names", shade: "Hill shading", terrain: "Ground in relief", models: "3D models",
    lassoHint: "Draw a loop on the map; Esc ends", lassoKeys: "Or Enter sets corner by corner; from 3 on the area closes", inside: "{{n}} {{n|station|stations}} inside", alarmsInside: "{{n}} {{n|alarm|alarms}}", noneInside: "No station inside", onlyThese: "Show only these stations", again: "Draw again", more: "and {{n}} more {{n|alarm|alarms}}",
    sightHint: "Click a point of the map; Esc ends", seenBy: "{{n}} {{n|camera sees|cameras see}} this point", seenByNone: "No camera sees this point", noCameras: "No camera says what it looks at", hidden: "{{n}} {{n|camera looks|cameras look}} this way, but something stands between", metres: "{{m}} away",
    noHouses: "Houses not reckoned with: the map is too far away, or has none", noHeights: "Ground not reckoned with: the pack has no heights", withHouses: "Ground and {{n}} {{n|house|houses}} reckoned with", working: "Working…",
    following: "Flying to emergency alarms", followPast: "No flights while looking back", followOff: "Any key or press stops a flight; Esc stops following",
    printTitle: "Title", printAs: "File", png: "PNG picture", a4: "PDF, A4 landscape", a3: "PDF, A3 landscape", make: "Save file", making: "Drawing…", saved: "Saved {{name}} ({{size}})", notPrinted: "The map cannot be drawn now, try again", mapOf: "Map of {{city}}",
    legend: "Legend", openCase: "Case", caseEmergency: "Emergency case", caseRoutine: "Routine case", caseDrill: "Drill", past: "PAST", simulated: "SIMULATED", northLetter: "N", px: "{{w}} × {{h}} px", page: "{{w}} × {{h}} mm", place: "Marked: {{name}}", unmark: "Remove mark",
  },
);
