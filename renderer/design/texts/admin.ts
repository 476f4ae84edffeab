/** Texts of sources, datastreams, rules, accounts and the event log. */
export const adminVi = {
  sources: "Nguồn dữ liệu",
  datastreams: "Chuỗi số liệu",
  rules: "Quy tắc",
  accounts: "Tài khoản",
  eventLog: "Nhật ký",
} as const;

/** English of the same. */
export const adminEn: Record<keyof typeof adminVi, string> = {
  sources: "Sources",
  datastreams: "Datastreams",
  rules: "Rules",
  accounts: "Accounts",
  eventLog: "Event log",
};
