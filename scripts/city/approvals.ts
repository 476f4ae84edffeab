const SERVICES = ["flood", "environment", "traffic", "health", "fire", "utilities", "cyber", "other"];

/** Services of early warning that the sample city has approved (H-10.4), so that its exercises and demonstrations can warn. */
export const APPROVALS = SERVICES.map((service) => ({ id: service, approved: true, reason: "Phê duyệt mẫu của gói dữ liệu mẫu", day: "2026-01-01" }));
