import { app, session, shell, type Session, type WebContents } from "electron";
import { serveScheme } from "./app-scheme.ts";
import { frameMayGo, frameOrigins } from "./frames.ts";
import { isOurs } from "./our-frame.ts";
import { openOutside, type Outside } from "./outside.ts";

/** Sessions of the windows. No other one is ever used. */
export const CONSOLE = "persist:console";
export const WALL = "persist:wall";

/**
 * Shuts what no window needs: other places, further windows, embedded guests, permissions, doubtful certificates. A console
 * saves what its own page offers; a wall saves nothing.
 *
 * @param address where the backend answers now
 */
export function guard(address: () => string | undefined): void {
  /** What our pages may show in frames, as their policy said last. */
  let framed: readonly string[] = [];
  const outside = openOutside({ hand: (url) => void shell.openExternal(url).catch((error: unknown) => console.error("a meeting could not be opened outside:", error)), now: () => performance.now() });
  for (const partition of [CONSOLE, WALL]) {
    const own = session.fromPartition(partition);
    restrict(own, (url) => partition === CONSOLE && isOurs(url.replace(/^blob:/, ""), address()));
    serveScheme(own);
    own.webRequest.onHeadersReceived({ urls: ["http://*/*", "https://*/*"] }, (details, answer) => {
      if (details.resourceType === "mainFrame" && isOurs(details.url, address())) {
        framed = frameOrigins(headerOf(details.responseHeaders, "content-security-policy"));
        outside.told(headerOf(details.responseHeaders, "kydai-outside"));
      }
      answer({});
    });
  }
  app.on("web-contents-created", (_event, contents) => confine(contents, { address, framed: () => framed, outside }));
  // A city's own authority belongs into the system's store; nobody clicks a warning away on a wall.
  app.on("certificate-error", (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on("select-client-certificate", (event, _contents, _url, _list, answer) => {
    event.preventDefault();
    answer();
  });
  app.on("login", (event, _contents, _details, _auth, answer) => {
    event.preventDefault();
    answer();
  });
}

function restrict(own: Session, mayDownload: (url: string) => boolean): void {
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  own.setSpellCheckerEnabled(false);
  own.on("will-download", (event, item) => {
    if (!mayDownload(item.getURL())) event.preventDefault();
  });
}

function confine(contents: WebContents, { address, framed, outside }: { address: () => string | undefined; framed: () => readonly string[]; outside: Outside }): void {
  // No window of ours opens another. The address of a city's meeting goes to the system's browser, from a console alone.
  contents.setWindowOpenHandler(({ url }) => {
    if (contents.session === session.fromPartition(CONSOLE) && isOurs(contents.getURL(), address())) outside.open(url);
    return { action: "deny" };
  });
  contents.on("will-attach-webview", (event) => event.preventDefault());
  const stay = (event: { preventDefault: () => void; url: string; isMainFrame: boolean }) => {
    const may = event.isMainFrame ? isOurs(event.url, address()) : frameMayGo(event.url, address(), framed());
    if (!may) event.preventDefault();
  };
  contents.on("will-navigate", stay);
  contents.on("will-redirect", stay);
  contents.on("will-frame-navigate", stay);
}

function headerOf(headers: Record<string, string[]> | undefined, wanted: string): string {
  const found = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted);
  return found?.[1].join(";") ?? "";
}
