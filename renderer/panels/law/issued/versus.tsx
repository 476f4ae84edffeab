import { usePanelText } from "../../../design/panel-text.ts";
import { useRecords } from "../../../live/hooks.ts";
import { writeHours } from "../hours.ts";
import { lawTexts } from "../texts.ts";
import { differences, MOST_DIFFERENCES } from "./differences.ts";
import css from "./issued.module.css";
import { issuedTexts } from "./issued-texts.ts";

/** What the forms beside this one call a field. */
const NAMED = {
  name: "name", nameEn: "nameEn", document: "document", kind: "kind", areaIds: "areas", fields: "fields", phone: "phone", leader: "leader", contacts: "contacts", mobile: "mobile", email: "email", accountId: "account", language: "language",
  from: "validFrom", to: "validTo", days: "days", day: "day", is: "dayIs", authority: "authority", offset: "offset", steps: "steps", moves: "moves", limits: "limits", reminders: "reminders", flashes: "flashes", clause: "clause", calendar: "calendar", owner: "owner", span: "span",
} as const;
const OWN = { enabled: "field.enabled", roles: "field.roles", agencyId: "field.agencyId", edition: "field.edition", week: "field.week", withdrawn: "field.withdrawn" } as const;
const names = <T extends object>(map: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(map, key);

/** Two versions of a thing beside each other, where they differ. */
export function Versus({ here, centre }: { here: unknown; centre: unknown }) {
  const say = usePanelText(issuedTexts);
  const law = usePanelText(lawTexts);
  const areas = useRecords("areas");
  const label = (part: string): string => (names(OWN, part) ? say(OWN[part]) : names(NAMED, part) ? law(NAMED[part]) : part);
  const write = (value: unknown, path: readonly string[]): string => {
    const [field] = path;
    if (value === undefined || value === null) return say("absent");
    if (typeof value === "boolean") return say(value ? "yes" : "no");
    if (typeof value === "string" || typeof value === "number") return field === "areaIds" ? (areas.get(String(value))?.name ?? String(value)) : String(value);
    if (field === "week" && Array.isArray(value)) return value.map((day: [number, number][]) => writeHours(day) || "–").join("; ");
    if (Array.isArray(value)) return value.length === 0 ? say("absent") : value.map((each) => write(each, path)).join(", ");
    return Object.entries(value).filter(([, each]) => each !== undefined).map(([key, each]) => `${label(key)}: ${write(each, [key])}`).join(" · ");
  };
  const rows = differences(here, centre);
  return (
    <table className={css.versus}>
      <thead><tr><th scope="col">{say("field")}</th><th scope="col">{say("here")}</th><th scope="col">{say("centre")}</th></tr></thead>
      <tbody>
        {rows.map(({ path, here: ours, centre: theirs }) => (
          <tr key={path.join("\u0000")}><th scope="row">{path.map(label).join(" › ")}</th><td>{write(ours, path)}</td><td>{write(theirs, path)}</td></tr>
        ))}
        {rows.length >= MOST_DIFFERENCES && <tr><td colSpan={3}>{say("more")}</td></tr>}
      </tbody>
    </table>
  );
}
