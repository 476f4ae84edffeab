import type { Language } from "./i18n.ts";
import { fill } from "./panel-text.ts";

/** A detail as the backend (or zod, which checks its input) words it, and a whole sentence for it: Vietnamese, English. */
type Refusal = readonly [detail: RegExp, vi: string, en: string];

const REFUSALS: readonly Refusal[] = [
  // Of any input: zod's own messages.
  [/^Invalid input: expected .+, received undefined$/, "còn thiếu", "it is missing"],
  [/^Too small: expected (?:string|array) to have >=1 /, "không được để trống", "it must not be empty"],
  [/^Too small: expected string to have >=(?<n>\d+) characters?$/, "cần ít nhất {{n}} ký tự", "at least {{n}} characters are needed"],
  [/^Too big: expected string to have <=(?<n>\d+) characters?$/, "dài quá {{n}} ký tự", "more than {{n}} characters"],
  [/^Too small: expected (?:array|set|map|record) to have >=?(?<n>\d+) /, "cần ít nhất {{n}} mục", "at least {{n}} entries are needed"],
  [/^Too big: expected (?:array|set|map|record) to have <=?(?<n>\d+) /, "nhiều quá {{n}} mục", "more than {{n}} entries"],
  [/^Too small: expected \w+ to be >=(?<n>\S+)$/, "phải từ {{n}} trở lên", "it must be {{n}} or more"],
  [/^Too small: expected \w+ to be >(?<n>\S+)$/, "phải lớn hơn {{n}}", "it must be more than {{n}}"],
  [/^Too big: expected \w+ to be <=(?<n>\S+)$/, "không được quá {{n}}", "it must be {{n}} or less"],
  [/^Too big: expected \w+ to be <(?<n>\S+)$/, "phải nhỏ hơn {{n}}", "it must be less than {{n}}"],
  [/^Invalid option: expected one of (?<of>.+)$/, "không nằm trong các lựa chọn ({{of}})", "not one of {{of}}"],
  [/^Invalid string: must match pattern/, "viết không đúng mẫu", "it is not written as it should be"],
  [/^Invalid (?:ISO datetime|ISO date|date)/, "không phải ngày giờ", "not a date or time"],
  [/^Invalid (?:URL|url)/, "không phải địa chỉ web", "not a web address"],
  [/^Unrecognized keys?: (?<of>.+)$/, "có trường lạ: {{of}}", "unknown field: {{of}}"],
  [/^Invalid input(?:: expected .+)?$/, "không đúng dạng", "it has the wrong form"],
  [/^nested too deeply$/, "lồng nhau quá sâu", "nested too deeply"],
  [/^an id is 1-64 characters/, "mã chỉ gồm 1–64 ký tự A-Z a-z 0-9 . _ : -", "an id is 1–64 characters of A-Z a-z 0-9 . _ : -"],
  [/^a field is a-z 0-9 -$/, "mã lĩnh vực chỉ gồm a-z 0-9 -", "a field is a-z 0-9 -"],
  [/^a clause looks like K-II\.3$/, "viết điều khoản như K-II.3", "a clause looks like K-II.3"],
  [/^YYYY-MM-DD$/, "viết ngày như 2026-11-22", "a day looks like 2026-11-22"],
  [/^from (?:must be |must not be )?(?:before|after) to$/, "đầu khoảng phải trước cuối khoảng", "the beginning must lie before the end"],
  [/^west before east, south before north$/, "tây phải trước đông, nam phải trước bắc", "west before east, south before north"],
  // Of versions and time.
  [/^version (?<n>\d+) is in force, not \d+$/, "Người khác vừa lưu bản {{n}}. Xem lại rồi sửa tiếp.", "Somebody saved version {{n}} meanwhile. Look again before you go on."],
  [/^(?:lies )?in the future$/, "không được ở tương lai", "it must not lie in the future"],
  [/^before the first fact$/, "trước khi có dữ liệu đầu tiên", "before the first record"],
  [/^the index of the past is made at the next start$/, "mục lục quá khứ được lập lại ở lần khởi động sau", "the index of the past is made at the next start"],
  // Of people.
  [/^an account exists already$/, "Đã có tài khoản: hệ thống đã được thiết lập.", "There is an account already: the system is set up."],
  [/^the last enabled administrator$/, "Đây là quản trị viên cuối cùng còn hoạt động, không thể bỏ.", "This is the last enabled administrator and stays."],
  [/^not the present password$/, "không phải mật khẩu hiện tại", "not the present password"],
  [/^a new account needs a password$/, "tài khoản mới cần mật khẩu", "a new account needs a password"],
  [/^a focal officer has no other role$/, "cán bộ đầu mối không kiêm vai trò khác", "a focal officer has no other role"],
  [/^another person is needed$/, "cần một người khác xác nhận", "another person is needed"],
  [/^name and password do not fit$/, "tên đăng nhập hoặc mật khẩu không đúng", "name and password do not fit"],
  [/^this person may not (?:stand for|approve) it$/, "người này không có quyền xác nhận việc này", "this person may not approve it"],
  [/^this account belongs to no agency/, "Tài khoản này chưa thuộc cơ quan nào: quản trị viên cần đặt.", "This account belongs to no agency: an administrator sets it."],
  // Of the shift.
  [/^on duty already$/, "Đã trong ca trực.", "On duty already."],
  [/^not on duty$/, "Chưa vào ca trực.", "Not on duty."],
  [/^\S+ does not stand on duty for the centre$/, "Người nhận không phải trực ban của trung tâm.", "The one who takes over does not stand on duty for the centre."],
  [/^a handover waits for its signature already$/, "Một biên bản bàn giao đang chờ ký.", "A hand-over waits for its signature already."],
  [/^signed already$/, "Đã ký.", "Signed already."],
  [/^the last on duty hands over what is open first$/, "Người trực cuối cùng phải bàn giao các vụ việc đang mở trước.", "The last on duty hands over the open cases first."],
  [/^another person signs$/, "người nhận ca phải là người khác", "another person signs"],
  // Of cases.
  [/^in case (?<id>\S+) already$/, "Cảnh báo này đã thuộc vụ việc {{id}}.", "This alarm is in case {{id}} already."],
  [/^an exercise takes no real alarm$/, "vụ việc diễn tập không nhận cảnh báo thật", "an exercise takes no real alarm"],
  [/^process (?<id>\S+)(?: version \d+)? is not known$/, "không có quy trình {{id}}", "process {{id}} is not known"],
  [/^process (?<id>\S+) was withdrawn$/, "Quy trình {{id}} đã thôi áp dụng.", "Process {{id}} was withdrawn."],
  [/^\S+ is set by the law: copy it under another id$/, "Quy trình này do quy chế đặt ra, không sửa được: hãy sao chép thành quy trình riêng của ngành.", "This process is set by the law: copy it as a sector's own."],
  [/^it stands still: it goes on before it is extended$/, "Thời hạn đang tạm dừng: cho chạy tiếp rồi mới gia hạn.", "The limit stands still: let it go on before it is extended."],
  [/^limit \S+ does not stand still$/, "Thời hạn này không được tạm dừng.", "This limit may not stand still."],
  [/^no clock of limit \S+ runs$/, "Thời hạn này không đang chạy.", "No clock of this limit runs."],
  [/^it stands still already$/, "Thời hạn đã tạm dừng từ trước.", "It stands still already."],
  [/^it has run out$/, "Thời hạn đã hết.", "It has run out."],
  [/^it does not stand still$/, "Thời hạn không đang tạm dừng.", "It does not stand still."],
  [/^this key belongs to another deed$/, "Việc này trùng mã với một việc khác đã gửi: hãy làm lại.", "This deed has the key of another one: make it again."],
  [/^the case is over$/, "Vụ việc đã đóng.", "The case is over."],
  [/^no channel takes it$/, "Không kênh nào nhận tin này.", "No channel takes it."],
  [/^it is under way or arrived$/, "Tin đang trên đường hoặc đã đến.", "It is under way, or arrived."],
  [/^it is too old to be sent$/, "Tin đã quá hạn, không gửi lại được.", "It is too old to be sent."],
  [/^the room is not open yet$/, "Hệ thống đang khởi động.", "The system is starting."],
  [/^the book of cases is made at the next start$/, "sổ vụ việc được lập lại ở lần khởi động sau", "the book of cases is made at the next start"],
  [/^excused already$/, "Vi phạm này đã được ghi nhận bất khả kháng.", "Excused already."],
  [/^it is \S+$/, "Giải trình này không còn chờ nữa.", "This explanation is not awaited any more."],
  [/^(?<clause>\S+): the order must say by when$/, "{{clause}} yêu cầu lệnh phải có thời hạn", "{{clause}}: the order must say by when"],
  [/^flash report (?<id>\S+) is not owed$/, "Không có báo cáo nhanh nào đang phải gửi.", "No such flash report is owed."],
  [/^no more time was asked for$/, "Cơ quan chưa đề nghị gia hạn.", "No more time was asked for."],
  [/^an id is there twice$/, "một mã được dùng hai lần", "an id is there twice"],
  [/^lies in the past$/, "phải ở sau hiện tại", "it must lie in the future"],
  [/^calendar (?<id>\S+) \(.+ to (?<to>\S+)\) ends before/, "lịch {{id}} chỉ có đến {{to}}", "calendar {{id}} ends on {{to}}"],
  // Of warnings to the public.
  [/^alert (?<id>\S+) is in force already: update it$/, "Đang có cảnh báo {{id}} cho việc này: hãy cập nhật cảnh báo đó.", "Warning {{id}} is in force for it already: update that one."],
  [/^the alert is not in force any more$/, "Cảnh báo này không còn hiệu lực.", "The warning is not in force any more."],
  [/^an exercise warns nobody outside$/, "Vụ việc diễn tập không phát cảnh báo ra ngoài.", "An exercise warns nobody outside."],
  [/^the alarm is back to normal$/, "Cảnh báo này đã trở lại bình thường.", "The alarm is back to normal."],
  [/^an alert holds seven days at most$/, "cảnh báo có hiệu lực tối đa bảy ngày", "a warning holds seven days at most"],
  [/^the polygon has no surface$/, "vùng vẽ không có diện tích", "the polygon has no surface"],
  [/^it holds characters that cannot be printed$/, "có ký tự không in được", "it holds characters that cannot be printed"],
  [/^not an e-mail address$/, "không phải địa chỉ thư điện tử", "not an e-mail address"],
  [/^no service is chosen$/, "chưa chọn loại cảnh báo nào", "no kind of warning is chosen"],
  [/^no e-mail channel$/, "chưa có kênh thư điện tử", "there is no e-mail channel"],
  // Of exercises.
  [/^the room has no process$/, "Phòng chưa có quy trình nào.", "The room has no process."],
  [/^a shift leader (?:starts|steers) it on duty$/, "Chỉ trưởng ca đang trực được điều khiển cuộc diễn tập.", "Only a shift leader on duty runs the exercise."],
  [/^another exercise is under way$/, "Một cuộc diễn tập khác đang diễn ra.", "Another exercise is under way."],
  [/^paused already$/, "Đã tạm dừng.", "Paused already."],
  [/^it runs$/, "Đang diễn ra.", "It runs."],
  [/^no inject is left$/, "Không còn tình huống nào.", "No inject is left."],
  [/^taken by (?<who>\S+) already$/, "{{who}} đã nhận tình huống này.", "{{who}} has taken it already."],
  [/^judged already$/, "Tình huống này đã được xác thực.", "Judged already."],
  // Of cameras.
  [/^rtsp:\/\/host:port\/path, http:/, "viết địa chỉ như rtsp://máy:cổng/đường-dẫn, http://máy:cổng/đường-dẫn hoặc film:tên.mp4, không kèm tài khoản, mật khẩu", "an address looks like rtsp://host:port/path, http://host:port/path or film:name.mp4, without user name and password"],
  [/^no user name or password in the address$/, "không để tài khoản, mật khẩu trong địa chỉ", "no user name or password in the address"],
  [/^a station or a place is needed$/, "cần chọn trạm hoặc vị trí", "a station or a place is needed"],
  [/^rtsps and https go with tls, /, "rtsps và https đi với TLS, rtsp đi với TCP hoặc UDP, loại khác đi với TCP", "rtsps and https go with TLS, rtsp with TCP or UDP, the others with TCP"],
  [/^no colon and no control character$/, "không được có dấu hai chấm hay ký tự điều khiển", "no colon and no control character"],
  [/^no control character$/, "không được có ký tự điều khiển", "no control character"],
  [/^live pictures are not to be had in this room$/, "Phòng này không phát hình camera.", "This room shows no live pictures."],
  [/^http:\/\/host:port\/path of the camera/, "viết địa chỉ như http://máy:cổng/onvif/device_service, không kèm tài khoản, mật khẩu", "an address looks like http://host:port/onvif/device_service, without user name and password"],
  [/^camera: unreachable$/, "không nối được tới camera", "the camera cannot be reached"],
  [/^camera: timeout$/, "camera không trả lời", "the camera does not answer"],
  [/^camera: closed$/, "camera ngắt kết nối", "the camera closed the connection"],
  [/^camera: unauthorized$/, "camera không nhận tài khoản hoặc mật khẩu này", "the camera refuses this user name or password"],
  [/^camera: not-found$/, "không có dịch vụ ONVIF ở địa chỉ này", "there is no ONVIF service at this address"],
  [/^camera: refused$/, "camera từ chối câu hỏi", "the camera refuses the question"],
  [/^camera: malformed$/, "camera trả lời sai dạng", "the camera's answer is broken"],
  [/^camera: unsupported$/, "camera không có luồng hình dùng được", "the camera has no stream that can be used"],
  [/^camera: redirected$/, "camera chỉ sang máy khác", "the camera points to another machine"],
  [/^camera: too-many$/, "đang đọc nhiều camera khác, hãy thử lại sau", "many cameras are being read: try again"],
  [/^camera: tls$/, "chứng thư của camera không hợp lệ", "the camera's certificate is not valid"],
  [/^camera: (?<why>\S+)$/, "không đọc được camera ({{why}})", "the camera cannot be read ({{why}})"],
  [/^not yet$/, "thời điểm chưa tới", "that instant has not come yet"],
  [/^not an instant of the last hour$/, "Hình này đã cũ hơn một giờ, hoặc đồng hồ máy này sai.", "This picture is older than an hour, or this machine's clock is wrong."],
  [/^the camera sends single JPEGs/, "Camera này gửi từng ảnh JPEG, không ghép thành phim được: hãy dùng Chụp.", "This camera sends single JPEGs, of which no film is made: take a still."],
  [/^the camera gateway did not answer$/, "phần lấy hình camera không trả lời, hãy thử lại", "the part that fetches pictures does not answer, try again"],
  [/^the clip could not be made$/, "không dựng được đoạn ghi, hãy thử lại", "the clip could not be made, try again"],
  [/^the room is closing$/, "hệ thống đang dừng", "the room is closing"],
  [/^no such address$/, "không có địa chỉ như vậy", "no such address"],
  [/^ports end at 65535$/, "cổng không quá 65535", "ports end at 65535"],
  // Of stations and rules.
  [/^the unit stays (?<old>\S+): make a new datastream for (?<unit>\S+)$/, "Đơn vị giữ nguyên là {{old}}; hãy tạo chuỗi số liệu mới cho {{unit}}.", "The unit stays {{old}}: make a new datastream for {{unit}}."],
  [/^no feed plays in this room$/, "phòng này không phát nguồn mẫu", "no feed plays in this room"],
  [/^no datastream matches$/, "không có chuỗi số liệu nào phù hợp", "no datastream matches"],
  [/^no datastream (?<id>\S+)$/, "không có chuỗi số liệu {{id}}", "no datastream {{id}}"],
  [/^no thing (?<id>\S+)$/, "không có trạm {{id}}", "no station {{id}}"],
  [/^no kind "(?<id>.*)"$/, "không có loại quy tắc “{{id}}”", "no kind “{{id}}”"],
  [/^no datastream can carry it$/, "không chuỗi số liệu nào dùng được quy tắc này", "no datastream can carry it"],
  [/^each step comes after the one before$/, "mỗi bậc phải đến sau bậc trước", "each step comes after the one before"],
  [/^each step is more urgent than the one before$/, "mỗi bậc phải khẩn hơn bậc trước", "each step is more urgent than the one before"],
  [/^a rule cannot suppress itself/, "quy tắc không thể tự ẩn chính nó, kể cả qua quy tắc khác", "a rule cannot suppress itself, not even through others"],
  [/^groups stand at most (?<n>\d+) deep$/, "nhóm lồng nhau tối đa {{n}} tầng", "groups stand at most {{n}} deep"],
  [/^at most (?<n>\d+) conditions$/, "tối đa {{n}} điều kiện", "at most {{n}} conditions"],
  [/^more than the (?<n>\d+) listed$/, "nhiều hơn {{n}} điều kiện đã liệt kê", "more than the {{n}} listed"],
  [/^(?<id>\S+) is observed every (?<n>\S+) s only$/, "{{id}} chỉ đo mỗi {{n}} giây", "{{id}} is observed every {{n}} s only"],
  [/^datastream (?<id>\S+) has no level "(?<level>.*)"$/, "chuỗi số liệu {{id}} không có mức “{{level}}”", "datastream {{id}} has no level “{{level}}”"],
  [/^(?<n>\S+) s of (?<id>\S+) are (?<k>\d+) points; at most (?<most>\d+) are kept$/, "{{n}} giây của {{id}} là {{k}} điểm; chỉ giữ {{most}}", "{{n}} s of {{id}} are {{k}} points; at most {{most}} are kept"],
  [/^(?<n>\S+) s are too short for (?<id>\S+), observed every (?<k>\S+) s$/, "{{n}} giây quá ngắn cho {{id}}, đo mỗi {{k}} giây", "{{n}} s are too short for {{id}}, observed every {{k}} s"],
  // Of files.
  [/^not a (?:JPEG|PNG)(?:, \w+)*(?:,? or \w+)?$/, "không phải loại tệp được nhận", "not a kind of file that is taken"],
  [/^not an invitation of this room$/, "Đường dẫn mời không đúng.", "This is no invitation of this room."],
  [/^the invitation is over$/, "Lời mời đã hết hạn: hãy xin lời mời mới.", "The invitation is over: ask for a new one."],
  [/^the invitation was used$/, "Lời mời đã được dùng: hãy đăng nhập.", "The invitation was used: log in."],
  [/^the invitation was revoked$/, "Lời mời đã bị thu hồi: hãy hỏi Trung tâm.", "The invitation was revoked: ask the centre."],
  [/^the invitation holds no more$/, "Lời mời không còn hiệu lực.", "The invitation holds no more."],
  [/^the case has no place$/, "Vụ việc chưa có vị trí trên bản đồ.", "The case has no place on the map yet."],
  [/^the city pack has no streets to find a way in$/, "bản đồ thành phố không có mạng đường để tìm lối đi", "the city's map has no streets to find a way in"],
  [/^there is no street near this place$/, "Không có đường nào gần vị trí này.", "There is no street near this place."],
  [/^you do not share your position$/, "Bạn không còn chia sẻ vị trí.", "You do not share your position any more."],
  [/^service (?<id>\S+) is not approved$/, "Dịch vụ cảnh báo này chưa được phê duyệt: lãnh đạo hoặc quản trị phê duyệt ở bàn Công bố và báo cáo (Shift+F1).", "This service is not approved: a leader or administrator approves it at the desk Publishing and reports (Shift+F1)."],
  [/^the service is approved already$/, "Dịch vụ này đã được phê duyệt rồi.", "The service is approved already."],
  [/^the service is not approved$/, "Dịch vụ này chưa được phê duyệt.", "The service is not approved."],
  [/^a report covers at most a year$/, "báo cáo nhiều nhất một năm, ngày đầu trước ngày cuối", "a report covers at most a year, and begins before it ends"],
  [/^lies in the future$/, "còn ở tương lai", "lies in the future"],
  [/^no agency was ordered in this month$/, "Tháng này chưa giao việc cho cơ quan nào.", "No agency was ordered in this month."],
  [/^the task is done already$/, "Việc này đã xong rồi.", "This is done already."],
  [/^the agency still lacks a leader or a focal officer$/, "Cơ quan còn thiếu lãnh đạo phụ trách hoặc cán bộ đầu mối.", "The agency still lacks a leader or a focal officer."],
  [/^a change was reported already and is not done yet$/, "Đã báo một thay đổi và Trung tâm chưa cập nhật xong.", "A change was reported already and is not done yet."],
  [/^no working calendar is known$/, "chưa có lịch làm việc", "no working calendar is known"],
  [/^account (?<id>\S+) exists$/, "Mã đăng nhập {{id}} đã có.", "Account {{id}} exists already."],
  [/^no channel sends push messages$/, "chưa có kênh gửi thông báo đẩy", "no channel sends push messages"],
  [/^not a push service$/, "không phải dịch vụ thông báo đẩy của trình duyệt", "not a browser's push service"],
  [/^no room for another phone$/, "không ghi thêm được điện thoại", "no room for another phone"],
  [/^no small picture of it$/, "không làm được ảnh thu nhỏ", "no small picture of it"],
  [/^the upload goes on elsewhere$/, "tệp đang được gửi từ nơi khác", "the upload goes on elsewhere"],
  [/^(?<n>\d+ × \d+) pixels; at most/, "ảnh {{n}} điểm ảnh là quá lớn", "a picture of {{n}} pixels is too large"],
  [/^the file is not there or not whole$/, "tệp không còn hoặc không nguyên vẹn", "the file is not there or not whole"],
  [/^not on the list of pages$/, "không nằm trong danh sách trang cho phép", "not on the list of allowed pages"],
  [/^not one of ours$/, "không phải mã của hệ thống này", "not an id of this system"],
  [/^the city pack has changed on the disk$/, "gói bản đồ trên đĩa đã thay đổi, hãy khởi động lại máy chủ", "the city pack has changed on the disk: restart the server"],
  // Of the server.
  [/^frames come over a socket only$/, "Số liệu trực tiếp chỉ có qua kết nối của cửa sổ.", "Live figures come over a window's connection only."],
  [/^internal error$/, "lỗi bên trong máy chủ, đã ghi nhật ký", "an internal error, in the log"],
  [/^\S+: no answer in (?<n>\d+) s$/, "quá {{n}} giây không trả lời", "no answer in {{n}} s"],
  [/^no commit in time$/, "ghi đĩa chậm quá hạn", "the disk did not answer in time"],
];

/** What the input's fields are called on the screen; others by their path. */
const FIELDS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  name: ["tên", "name"], nameEn: ["tên tiếng Anh", "English name"], id: ["mã", "id"], text: ["nội dung", "text"], reason: ["lý do", "reason"], note: ["ghi chú", "note"], notes: ["ghi chú", "notes"], title: ["tên vụ việc", "title"],
  password: ["mật khẩu", "password"], current: ["mật khẩu hiện tại", "present password"], second: ["người thứ hai", "second person"], "second.name": ["người thứ hai", "second person"], "second.password": ["mật khẩu người thứ hai", "second person's password"],
  due: ["thời hạn", "deadline"], happened: ["điều gì xảy ra", "what happened"], where: ["ở đâu", "where"], required: ["yêu cầu", "what is required"], lead: ["cơ quan chủ trì", "lead agency"], support: ["cơ quan phối hợp", "supporting agencies"],
  evidence: ["minh chứng", "evidence"], result: ["kết quả", "result"], forces: ["lực lượng", "forces"], state: ["hiện trạng", "state"], obstacles: ["vướng mắc", "obstacles"], expectedEnd: ["dự kiến xong", "expected end"], plan: ["phương án", "plan"], check: ["đã kiểm tra", "what was checked"],
  agencyId: ["cơ quan", "agency"], roles: ["vai trò", "roles"], to: ["đến", "to"], from: ["từ", "from"], at: ["thời điểm", "instant"], link: ["liên kết", "link"], checklist: ["danh mục việc", "checklist"], unit: ["đơn vị", "unit"], position: ["vị trí", "position"], phone: ["điện thoại", "phone"],
};

/**
 * Why something was refused, for a person: the backend's detail in the language of the screen.
 * @param path of the field, dots between; "": none
 * @returns `known`: a whole sentence or clause that needs no path to be understood where `field` is undefined
 */
export function refusalWords(path: string, detail: string, language: Language): { words: string; field: string; known: boolean } {
  const at = language === "vi" ? 0 : 1;
  const last = path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? "";
  const field = (FIELDS[path] ?? FIELDS[last])?.[at] ?? path;
  for (const [pattern, ...sentences] of REFUSALS) {
    const found = pattern.exec(detail);
    if (found !== null) return { words: fill(sentences[at] ?? detail, found.groups), field, known: true };
  }
  return { words: detail, field, known: false };
}

const KINDS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  account: ["tài khoản", "account"], staffing: ["việc nhân sự", "task"], agency: ["cơ quan", "agency"], alarm: ["cảnh báo", "alarm"], area: ["khu vực", "area"], binding: ["liên kết cảnh", "binding"], camera: ["camera", "camera"], calendar: ["lịch làm việc", "calendar"], cell: ["ô tường", "cell"], datastream: ["chuỗi số liệu", "datastream"],
  display: ["màn hình", "display"], evidence: ["minh chứng", "evidence"], explanation: ["giải trình", "explanation"], fault: ["lỗi mô phỏng", "fault"], file: ["tệp", "file"], handover: ["biên bản bàn giao", "hand-over"], invitation: ["lời mời", "invitation"], incident: ["vụ việc", "case"], item: ["mục kiểm tra", "item"], monitor: ["màn hình tường", "monitor"], month: ["tháng đã công bố", "published month"],
  "observed-property": ["đại lượng đo", "observed property"], picture: ["ảnh", "picture"], pictures: ["hình còn giữ của thời điểm ấy, camera", "pictures kept of that time, camera"], process: ["quy trình", "process"], proposal: ["đề xuất", "proposal"], request: ["yêu cầu", "request"], rule: ["quy tắc", "rule"], scenario: ["kịch bản", "scenario"], scene: ["cảnh tường", "scene"], schedule: ["lịch đổi cảnh", "schedule"],
  sensor: ["cảm biến", "sensor"], session: ["phiên", "session"], source: ["nguồn", "source"], thing: ["trạm", "station"], ticket: ["mã màn hình", "code"], upload: ["tệp đang gửi", "upload"], violation: ["vi phạm", "violation"],
};
/** What kind of thing was not found. */
export const kindWords = (kind: string, language: Language): string => KINDS[kind]?.[language === "vi" ? 0 : 1] ?? kind;
