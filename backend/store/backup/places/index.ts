import { setTimeout as pause } from "node:timers/promises";
import { BackupFault, backupFault } from "../fault.ts";
import type { PlaceSettings } from "../settings.ts";
import { openFolder } from "./folder.ts";
import type { Place } from "./place.ts";
import { openS3 } from "./s3.ts";
import { openSftp } from "./sftp.ts";

/** Tries of one call, and ms before the second; doubled, and anywhere between half and all of it. */
const TRIES = 3;
const WAIT = 1000;

interface Outside {
  /** ms for one answer. */
  patience: number;
  now: () => number;
  chance?: () => number;
  pause?: (ms: number) => Promise<unknown>;
}

/** Opens a place by its kind: one file per kind, one line here. */
export function openPlace(settings: PlaceSettings, outside: Outside): Place {
  switch (settings.kind) {
    case "folder": return patient(openFolder(settings), outside);
    case "s3": return patient(openS3(settings, outside), outside);
    case "sftp": return patient(openSftp(settings, outside), outside);
  }
}

/** Each call ends or fails in time, and what may have been a passing trouble is tried again. All calls can be made twice. */
export function patient(place: Place, { patience, chance = Math.random, pause: wait = pause }: Pick<Outside, "patience" | "chance" | "pause">): Place {
  const insist = async <T>(call: () => Promise<T>, most: number): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await inTime(call, most);
      } catch (error) {
        const fault = backupFault(error);
        if (attempt >= TRIES || fault.why !== "unreachable") throw fault;
        await wait(WAIT * 2 ** (attempt - 1) * (0.5 + chance() / 2));
      }
    }
  };
  return {
    // A list is many answers.
    list: (prefix) => insist(() => place.list(prefix), patience * 20),
    put: (name, bytes) => insist(() => place.put(name, bytes), patience * 2),
    get: (name) => insist(() => place.get(name), patience * 2),
    remove: (name) => insist(() => place.remove(name), patience),
    close: () => inTime(() => place.close(), 5000).catch(() => undefined),
  };
}

/** A share that hangs answers no call: the caller goes on, the call is left behind. */
async function inTime<T>(call: () => Promise<T>, most: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new BackupFault("unreachable", "no answer in time")), most);
  });
  try {
    return await Promise.race([call(), late]);
  } finally {
    clearTimeout(timer);
  }
}
