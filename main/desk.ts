import { Menu, nativeImage, Notification, Tray } from "electron";
import { join } from "node:path";
import type { AlarmNotice } from "#contract/desktop";

/** Alarm notices a minute, at most: a storm is on the screen, not in a pile of balloons. */
const NOTICES = 6;
const MINUTE = 60_000;
/** Notices kept so that a click on one still works. */
const KEPT = 10;

export interface DeskOptions {
  /** Folder that holds assets/. */
  app: string;
  /** Brings the console to the front. */
  focus: () => void;
  quit: () => void;
}

/** What a console's PC shows beside its windows: an icon in the tray, and notices of alarms. */
export interface Desk {
  /** There is a console, or no longer. */
  present(console: boolean): void;
  /** A new alarm of the gravest class, and no window of the room has the focus. */
  notify(notice: AlarmNotice): void;
}

export function openDesk({ app, focus, quit }: DeskOptions): Desk {
  let tray: Tray | undefined;
  let shown: number[] = [];
  let kept: Notification[] = [];

  function raise(): void {
    const icon = nativeImage.createFromPath(join(app, "assets", "icons", "tray.png"));
    if (icon.isEmpty()) return;
    tray = new Tray(icon);
    tray.setToolTip("Kỳ Đài");
    tray.setContextMenu(Menu.buildFromTemplate([
      { label: "Mở bàn điều hành / Show the console", click: focus },
      { type: "separator" },
      { label: "Thoát Kỳ Đài / Quit", click: quit },
    ]));
    tray.on("click", focus);
  }

  return {
    present(console) {
      if (console && tray === undefined) raise();
      if (!console) {
        tray?.destroy();
        tray = undefined;
      }
    },
    notify({ title, body }) {
      const now = performance.now();
      shown = shown.filter((at) => now - at < MINUTE);
      if (shown.length >= NOTICES || !Notification.isSupported()) return;
      shown.push(now);
      const notice = new Notification({ title, body, urgency: "critical", timeoutType: "never" });
      notice.on("click", focus);
      kept = [...kept, notice].slice(-KEPT);
      notice.show();
    },
  };
}
