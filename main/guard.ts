import { app, session, type Session, type WebContents } from "electron";

/**
 * Shuts what no window needs: other places, further windows, embedded guests, permissions. A wall window also saves nothing.
 *
 * @param address where the backend answers now
 */
export function guard(address: () => string | undefined): void {
  for (const [partition, saves] of [["persist:console", true], ["persist:wall", false]] as const) restrict(session.fromPartition(partition), saves);
  app.on("web-contents-created", (_event, contents) => confine(contents, address));
}

function restrict(own: Session, saves: boolean): void {
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  if (!saves) own.on("will-download", (event) => event.preventDefault());
}

function confine(contents: WebContents, address: () => string | undefined): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("will-attach-webview", (event) => event.preventDefault());
  const stay = (event: { preventDefault: () => void }, url: string) => {
    if (!isOurs(url, address())) event.preventDefault();
  };
  contents.on("will-navigate", (event, url) => stay(event, url));
  contents.on("will-redirect", (event, url) => stay(event, url));
}

/** @returns true when a page stands on the backend's own origin */
export function isOurs(url: string, address: string | undefined): boolean {
  if (address === undefined) return false;
  try {
    return new URL(url).origin === address;
  } catch {
    return false;
  }
}
