/** Texts about alarms: priorities, states, the queue and the card. */
export const alarmsVi = {
  title: "Cảnh báo",
  emergency: "Khẩn cấp",
  high: "Cao",
  medium: "Trung bình",
  routine: "Thường xuyên",
  stateNormal: "Bình thường",
  stateUnack: "Chưa xác nhận",
  stateAck: "Đã xác nhận",
  stateRtnUnack: "Đã hết, chưa xác nhận",
  stateLatchedUnack: "Chốt, chưa xác nhận",
  stateLatchedAck: "Chốt, đã xác nhận",
  stateShelved: "Tạm gác",
  stateSuppressed: "Ẩn theo thiết kế",
  stateOutOfService: "Ngừng sử dụng",
} as const;

/** English of the same. */
export const alarmsEn: Record<keyof typeof alarmsVi, string> = {
  title: "Alarms",
  emergency: "Emergency",
  high: "High",
  medium: "Medium",
  routine: "Routine",
  stateNormal: "Normal",
  stateUnack: "Unacknowledged",
  stateAck: "Acknowledged",
  stateRtnUnack: "Cleared, unacknowledged",
  stateLatchedUnack: "Latched, unacknowledged",
  stateLatchedAck: "Latched, acknowledged",
  stateShelved: "Shelved",
  stateSuppressed: "Suppressed by design",
  stateOutOfService: "Out of service",
};
