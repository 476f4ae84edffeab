/** Why a request failed, in words for the person who made it. */
export const faultsVi = {
  malformed: "Nội dung chưa hợp lệ ({{path}}): {{detail}}",
  unknownId: "Không tìm thấy {{kind}} “{{id}}”",
  conflict: "Dữ liệu đã thay đổi: {{detail}}",
  unauthenticated: "Cần đăng nhập",
  forbidden: "Tài khoản không có quyền này ({{permission}})",
  tooMany: "Thao tác quá nhanh, thử lại sau {{seconds}} giây",
  tooLarge: "Quá lớn, giới hạn {{limit}}",
  unavailable: "Máy chủ chưa đáp ứng được: {{detail}}",
  diskFull: "Đĩa của máy chủ đã đầy, chưa ghi được",
  wrongProtocol: "Cửa sổ khác phiên bản với máy chủ ({{got}} ≠ {{expected}}), hãy tải lại trang",
  notConnected: "chưa kết nối",
  timeout: "quá 10 giây không trả lời",
  badLogin: "Tên đăng nhập hoặc mật khẩu không đúng",
  badTicket: "Mã không đúng hoặc đã hết hạn",
} as const;

/** English of the same. */
export const faultsEn: Record<keyof typeof faultsVi, string> = {
  malformed: "Not valid ({{path}}): {{detail}}",
  unknownId: "No {{kind}} “{{id}}”",
  conflict: "It has changed meanwhile: {{detail}}",
  unauthenticated: "Please log in",
  forbidden: "This account has no right to do this ({{permission}})",
  tooMany: "Too fast, try again in {{seconds}} s",
  tooLarge: "Too large, the limit is {{limit}}",
  unavailable: "The server cannot answer now: {{detail}}",
  diskFull: "The server's disk is full; nothing was written",
  wrongProtocol: "This window and the server differ in version ({{got}} ≠ {{expected}}); reload the page",
  notConnected: "not connected",
  timeout: "no answer within 10 s",
  badLogin: "Wrong name or password",
  badTicket: "The code is wrong or has expired",
};
