import { ipcMain, type IpcMainEvent } from "electron";
import type { AlarmNotice, Desktop } from "#contract/desktop";
import { isOurFrame } from "./our-frame.ts";
import { pageMessage } from "./page-message.ts";
import type { RoomWindow } from "./room-window.ts";

export interface IpcOptions {
  /** Where the proved backend answers. */
  address: () => string | undefined;
  windowOf: (webContentsId: number) => RoomWindow | undefined;
  /** The code of the first run, for the console of the backend of this machine; undefined when there is none. */
  firstRunCode: () => string | undefined;
  notify: (notice: AlarmNotice) => void;
}

/**
 * Hears the three things a page may say. A sender counts only as the main frame of one of the room's own windows, on the
 * backend's origin or the shell's own; everything it says is parsed.
 */
export function hearPages({ address, windowOf, firstRunCode, notify }: IpcOptions): void {
  const senderOf = (event: IpcMainEvent) => (isOurFrame(event.senderFrame, address()) ? windowOf(event.sender.id) : undefined);

  ipcMain.on("desktop", (event) => {
    const place = senderOf(event)?.place;
    if (place === undefined) {
      event.returnValue = undefined;
      return;
    }
    const desktop: Desktop = { role: place.role, displayName: place.name, screen: place.screen };
    const code = place.role === "console" && address() !== undefined ? firstRunCode() : undefined;
    event.returnValue = code === undefined ? desktop : { ...desktop, firstRunCode: code };
  });

  ipcMain.on("page", (event, value: unknown) => {
    const opened = senderOf(event);
    const message = pageMessage(value);
    if (opened === undefined || message === undefined) return;
    if (message.say === "beat") opened.page.beat(message.live);
    else if (message.say === "frame") opened.page.frame();
    else if (opened.place.role === "console") notify(message.notice);
  });
}
