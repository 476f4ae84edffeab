import { useEffect, useState, type ComponentType } from "react";
import { useText } from "../design/i18n.ts";
import { LoadingState } from "../design/states.tsx";
import { Door } from "./door/door.tsx";
import type { WindowRole } from "./role.ts";

type RoomOf = ComponentType<{ role: WindowRole }>;

/** From a failed read of the room's file to the next look, ms. */
const RETRY_MS = 2000;

let reading: Promise<RoomOf> | undefined;

/** A focal officer's phone reads the agency's page alone, not the room. */
const fileOf = (role: WindowRole): Promise<RoomOf> => (role === "agency" ? import("./agency/agency.tsx").then(({ AgencyWindow }) => AgencyWindow) : import("./room.tsx").then(({ Room }) => Room));

/** Reads the window's file once, whoever asks. @throws when the backend is away, or has windows of a newer build */
export function readRoom(role: WindowRole): Promise<RoomOf> {
  reading ??= fileOf(role).catch((error: unknown) => {
    reading = undefined;
    throw error;
  });
  return reading;
}

/** The room, as soon as its file is here. A file that cannot be had is asked for by a page loaded anew, once the backend answers. */
export function BehindDoor({ role }: { role: WindowRole }) {
  const t = useText();
  const [room, setRoom] = useState<{ Shown: RoomOf } | "reading" | "failed">("reading");
  useEffect(() => {
    let wanted = true;
    readRoom(role).then(
      (Shown) => wanted && setRoom({ Shown }),
      () => wanted && setRoom("failed"),
    );
    return () => {
      wanted = false;
    };
  }, [role]);
  const failed = room === "failed";
  useEffect(() => {
    if (!failed) return undefined;
    const timer = setInterval(() => void reloadWhenUp(), RETRY_MS);
    return () => clearInterval(timer);
  }, [failed]);
  if (room === "reading") return <LoadingState />;
  if (room === "failed") return <Door title={t("shell.disconnected")} hint={t("shell.serverDown")} />;
  return <room.Shown role={role} />;
}

/** A page reloaded while nobody answers would be the browser's own, which never tries again. */
async function reloadWhenUp(): Promise<void> {
  try {
    const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(RETRY_MS) });
    if (answer.ok) location.reload();
  } catch {
    // Nobody there yet: the next look.
  }
}
