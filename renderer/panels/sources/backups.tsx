import type { BackupPlaceState } from "#contract/backup";
import { backupWhy } from "../../design/facts/backup-words.ts";
import { formatNumber, formatTime } from "../../design/format.ts";
import { useLanguage } from "../../design/i18n.ts";
import { usePanelText } from "../../design/panel-text.ts";
import { Table } from "../../design/table.tsx";
import { useStatus } from "../../live/hooks.ts";
import css from "./backups.module.css";
import { backupTexts } from "./backup-texts.ts";

/** How a place stands, the gravest first. */
function stateOf(place: BackupPlaceState): "damaged" | "late" | BackupPlaceState["is"] {
  if (place.checked?.ok === false) return "damaged";
  return place.late ? "late" : place.is;
}
const isBad = (place: BackupPlaceState): boolean => ["damaged", "late", "failing"].includes(stateOf(place));

/** Where copies of the room go and how each place does; nothing where none is configured. */
export function Backups() {
  const say = usePanelText(backupTexts);
  const language = useLanguage();
  const places = useStatus()?.backups;
  if (places === undefined || places.length === 0) return null;
  const time = (at: number | undefined): string => (at === undefined ? say("never") : formatTime(at, "short", language));
  return (
    <section className={css.backups} aria-label={say("label")}>
      <h2>{say("label")}</h2>
      <Table label={say("label")} head={<>
        <th scope="col">{say("place")}</th><th scope="col">{say("state")}</th><th scope="col">{say("newest")}</th><th scope="col" data-align="end">{say("copies")}</th><th scope="col" data-align="end">{say("size")}</th>
        <th scope="col" data-align="end">{say("facts")}</th><th scope="col">{say("checked")}</th><th scope="col">{say("next")}</th>
      </>}>
        {places.map((place) => (
          <tr key={place.id} className={css.row} data-bad={isBad(place) || undefined} data-state={stateOf(place)}>
            <td>{place.id} <span className={css.faint}>{say(place.kind)}</span></td>
            <td>{isBad(place) ? "✕ " : ""}{say(stateOf(place))}{place.why === undefined ? "" : ` – ${backupWhy(place.why, language)}`}{place.since === undefined ? "" : `, ${say("since", { at: time(place.since) })}`}</td>
            <td>{time(place.newest)}</td>
            <td data-align="end">{place.copies === undefined ? "–" : formatNumber(place.copies, 0, language)}</td>
            <td data-align="end">{place.bytes === undefined ? "–" : `${formatNumber(place.bytes / 1e6, 1, language)} MB`}</td>
            <td data-align="end">{place.facts === undefined ? "–" : formatNumber(place.facts, 0, language)}</td>
            <td>{place.checked === undefined ? say("never") : say(place.checked.ok ? "sound" : "unsound", { at: time(place.checked.at), detail: place.checked.detail ?? "" })}</td>
            <td>{time(place.next)}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

/** One line in every console while a place is overdue or its copy damaged: what fails for an hour and mends itself is seen at the desk alone. */
export function BackupSign() {
  const say = usePanelText(backupTexts);
  const bad = useStatus()?.backups?.find((place) => place.late || place.checked?.ok === false);
  return bad === undefined ? null : <span className={css.sign} role="status" data-backup={stateOf(bad)}>✕ {say("short", { place: bad.id, state: say(stateOf(bad)) })}</span>;
}
