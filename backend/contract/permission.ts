import type { Role } from "./account.ts";
import type { RequestName } from "./request.ts";

/** HTTP routes that need a right, by the name the authorisation table knows them under. */
export type RouteName = "sta:read" | "sta:create" | "metrics:read" | "session:self" | "api:read" | "wall:picture-put" | "wall:picture-get" | "wall:file-put" | "wall:file-get" | "wall:page-get" | "city:read" | "evidence:put" | "evidence:get" | "video:sensitive" | "wall:privacy-lift" | "study:frames" | "study:export";
export type Permission = RequestName | RouteName;
/** A person's role, or a display or a source: parties that are not persons. */
export type Bearer = Role | "display" | "source";

const EVERYBODY: readonly Bearer[] = ["operator", "shift-lead", "leader", "planner", "focal-officer", "technician", "administrator", "auditor", "display"];
const PERSONS: readonly Bearer[] = EVERYBODY.filter((bearer) => bearer !== "display");
const ROOM: readonly Bearer[] = ["operator", "shift-lead", "leader", "planner", "technician", "administrator", "auditor", "display"];
const STAFF: readonly Bearer[] = ROOM.filter((bearer) => bearer !== "display");
const DUTY: readonly Bearer[] = ["operator", "shift-lead"];
const LEAD: readonly Bearer[] = ["shift-lead"];
/** Who decides in cases: the centre's duty and the leadership. */
const DECIDING: readonly Bearer[] = [...DUTY, "leader"];
const ENGINEERS: readonly Bearer[] = ["technician", "administrator"];
/** Who tries out what may come, and what to do about it. */
const PLANNING: readonly Bearer[] = [...LEAD, "planner"];
const READERS_OF_LOGS: readonly Bearer[] = ["shift-lead", "administrator", "auditor"];

/**
 * Who may do what: the one table. A bearer not listed has no right.
 * A focal officer sees the cases of the own agency alone, by `agency:` requests; whose they are the account says.
 */
export const PERMISSIONS: Readonly<Record<Permission, readonly Bearer[]>> = {
  "snapshot:get": ROOM,
  "alarm:page": ROOM,
  "fact:page": ROOM,
  "fact:recent": STAFF,
  "latest:subscribe": ROOM,
  "history:get": ROOM,
  "past:at": ROOM,
  "past:span": ROOM,
  "alarm:acknowledge": DUTY,
  "alarm:reset": DUTY,
  "alarm:shelve": DUTY,
  "alarm:unshelve": DUTY,
  "alarm:out-of-service": [...LEAD, "technician"],
  "alarm:return-to-service": [...LEAD, "technician"],
  "alarm:metrics": ROOM,
  "rule:kinds": STAFF,
  "rule:save": ENGINEERS,
  "rule:remove": ENGINEERS,
  "area:save": ENGINEERS,
  "thing:save": ENGINEERS,
  "observed-property:save": ENGINEERS,
  "sensor:save": ENGINEERS,
  "datastream:save": ENGINEERS,
  "source:save": ENGINEERS,
  "source:rejections": STAFF,
  "feed:fault": ENGINEERS,
  "account:list": READERS_OF_LOGS,
  "account:save": ["administrator"],
  "account:password": PERSONS,
  "session:end": ["administrator"],
  "display:ticket": [...LEAD, ...ENGINEERS],
  "display:revoke": [...LEAD, ...ENGINEERS],
  "wall:operate": DUTY,
  /** Whoever operates the wall covers what is sensitive; to show it again is decided above them. */
  "wall:privacy-lift": LEAD,
  "wall:design": [...LEAD, ...ENGINEERS],
  "wall:undo": [...DUTY, ...ENGINEERS],
  "wall:redo": [...DUTY, ...ENGINEERS],
  "wall:cut": DUTY,
  "wall:scene-save": [...LEAD, ...ENGINEERS],
  "wall:scene-remove": [...LEAD, ...ENGINEERS],
  "wall:binding-save": [...LEAD, ...ENGINEERS],
  "wall:binding-remove": [...LEAD, ...ENGINEERS],
  "wall:schedule-save": [...LEAD, ...ENGINEERS],
  "wall:schedule-remove": [...LEAD, ...ENGINEERS],
  "wall:answer": DUTY,
  "wall:export": [...LEAD, ...ENGINEERS],
  "wall:import": [...LEAD, ...ENGINEERS],
  "wall:at": STAFF,
  "wall:restore": DUTY,
  "wall:screens": ["display"],
  "wall:attend": ["display"],
  "shell:report": ["display"],
  "process:list": ROOM,
  "process:save": [...LEAD, "administrator"],
  "calendar:list": STAFF,
  "calendar:save": [...LEAD, "administrator"],
  "incident:page": ROOM,
  "incident:mirror": ROOM,
  "incident:get": STAFF,
  "incident:plan": DECIDING,
  "incident:open": DUTY,
  "incident:act": DECIDING,
  "incident:merge": DUTY,
  "incident:split": DUTY,
  "incident:link": DUTY,
  "incident:assign": DUTY,
  "incident:note": [...DECIDING, "focal-officer"],
  "incident:tick": DUTY,
  "incident:search": STAFF,
  "alert:list": STAFF,
  "alert:draft": LEAD,
  "alert:publish": LEAD,
  "alert:update": LEAD,
  "alert:cancel": LEAD,
  "service:list": STAFF,
  /** The city's own word: no operator gives it. */
  "service:decide": ["leader", "administrator"],
  "report:count": STAFF,
  "figures:list": STAFF,
  "figures:publish": ["leader"],
  "figures:withdraw": ["leader"],
  "agency:list": ROOM,
  "agency:save": [...LEAD, "administrator"],
  "scenario:list": STAFF,
  "scenario:preview": STAFF,
  "scenario:save": [...LEAD, "planner", "administrator"],
  "agency:cases": ["focal-officer"],
  "agency:act": ["focal-officer"],
  "agency:roster": [...LEAD, "administrator", "focal-officer"],
  /** Of an agency's officers its leader alone; who that is the account says. */
  "agency:roster-save": ["administrator", "focal-officer"],
  "agency:duty": STAFF,
  "agency:staffing": STAFF,
  "agency:staffing-report": ["focal-officer"],
  "agency:staffing-done": [...LEAD, "administrator"],
  "agency:share": ["focal-officer"],
  "agency:share-end": ["focal-officer"],
  "agency:position": ["focal-officer"],
  /** No display: a wall hangs where visitors pass. */
  "agency:positions": STAFF,
  "agency:way": [...DECIDING, "focal-officer"],
  "officer:invite": ["administrator"],
  "officer:invitations": ["administrator"],
  "officer:revoke": ["administrator"],
  "push:key": ["focal-officer"],
  "push:subscribe": ["focal-officer"],
  "push:leave": ["focal-officer"],
  "shift:state": STAFF,
  "shift:begin": DUTY,
  "shift:hand-over": DUTY,
  "shift:sign": DUTY,
  "shift:end": DUTY,
  "violation:page": STAFF,
  "violation:excuse": DECIDING,
  "explanation:give": [...LEAD, "focal-officer"],
  "exercise:list": [...LEAD, "planner", "administrator", "auditor"],
  "exercise:save": [...LEAD, "planner", "administrator"],
  "drill:state": STAFF,
  "drill:start": [...LEAD, "administrator"],
  "drill:control": [...LEAD, "administrator"],
  "drill:take": DUTY,
  "drill:judge": DUTY,
  "drill:report": STAFF,
  "study:list": ROOM,
  "study:get": ROOM,
  "study:save": PLANNING,
  "study:remove": PLANNING,
  "study:start": STAFF,
  "study:estimate": STAFF,
  "study:run": PLANNING,
  "study:cancel": PLANNING,
  "study:runs": ROOM,
  "study:compare": ROOM,
  "study:sensitivity": PLANNING,
  "plan:rank": DECIDING,
  "plan:choose": DECIDING,
  "study:frames": ROOM,
  "study:export": STAFF,
  "channel:list": STAFF,
  "channel:stats": STAFF,
  "channel:test": [...LEAD, ...ENGINEERS],
  "message:page": STAFF,
  "message:again": DUTY,
  "camera:list": ROOM,
  "camera:service": STAFF,
  "camera:save": ENGINEERS,
  "camera:remove": ENGINEERS,
  "camera:clip": DECIDING,
  "camera:snapshot": DECIDING,
  "camera:picture": ROOM,
  /** Who looks with it on duty, and who keeps it working; a leader asks for it. */
  "camera:presets": [...DUTY, ...ENGINEERS],
  "camera:turn": [...DUTY, ...ENGINEERS],
  "camera:halt": [...DUTY, ...ENGINEERS],
  "camera:preset": [...DUTY, ...ENGINEERS],
  "camera:discover": ENGINEERS,
  "camera:profiles": ENGINEERS,
  "video:ticket": ROOM,
  /** Pictures of cameras marked sensitive: who decides with them, who keeps them working, and the wall, whose privacy key hides them. */
  "video:sensitive": [...DECIDING, ...ENGINEERS, "display"],
  "evidence:put": [...DECIDING, "focal-officer"],
  "evidence:get": [...STAFF, "focal-officer"],
  "wall:picture-put": ["display"],
  "wall:picture-get": STAFF,
  "wall:file-put": [...DUTY, ...ENGINEERS],
  "wall:file-get": ROOM,
  "wall:page-get": ROOM,
  /** The city's map: an officer looks at the part of it that came with a message. */
  "city:read": [...ROOM, "focal-officer"],
  "sta:read": [...STAFF, "source"],
  "sta:create": ["source"],
  "metrics:read": ["technician", "administrator", "auditor", "source"],
  "session:self": EVERYBODY,
  "api:read": STAFF,
};

/** @param bearers all that the party is: a person's roles, or ["display"], or ["source"] */
export function may(bearers: readonly Bearer[], permission: Permission): boolean {
  const allowed = PERMISSIONS[permission];
  return bearers.some((bearer) => allowed.includes(bearer));
}
