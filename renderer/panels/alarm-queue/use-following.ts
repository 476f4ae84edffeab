import { useEffect, useRef } from "react";
import type { AlarmId } from "#contract/ids";
import type { Rows } from "./rows.ts";
import type { Cursor } from "./use-cursor.ts";

interface Parts {
  rows: Rows;
  cursor: Cursor;
  /** Alarm whose card is open. */
  openId: string | undefined;
  onFollow: ((alarmId: AlarmId) => void) | undefined;
}

/**
 * Keeps the open card and the cursor on one alarm: a person's move takes the card along, and a card opened elsewhere (map,
 * top bar) takes the cursor along.
 *
 * `adrift`: the row under the cursor is not the alarm of the card, because that one left the list. The card then follows,
 * and the command waits for the next stroke: nothing is acknowledged under the card of another.
 */
export function useFollowing({ rows, cursor, openId, onFollow }: Parts): { go: (index: number, extend?: boolean) => void; adrift: () => boolean } {
  const { move, index } = cursor;
  const here = rows.at(index);
  const follow = (to: number): void => {
    const row = rows.at(Math.min(Math.max(to, 0), rows.length - 1));
    if (openId !== undefined && row?.kind === "alarm" && row.alarm.id !== openId) onFollow?.(row.alarm.id);
  };

  const opened = useRef(openId);
  useEffect(() => {
    if (opened.current === openId) return;
    opened.current = openId;
    if (openId === undefined || here?.key === openId) return;
    for (let at = 0; at < rows.length; at++) if (rows.keyAt(at) === openId) return move(at);
  }, [openId, here, rows, move]);

  return {
    go: (to, extend) => {
      move(to, extend);
      follow(to);
    },
    adrift: () => {
      if (onFollow === undefined || openId === undefined || here?.kind !== "alarm" || here.alarm.id === openId) return false;
      move(index);
      follow(index);
      return true;
    },
  };
}
