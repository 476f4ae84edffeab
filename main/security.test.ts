import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

// Electron's security checklist, held against the source: what a real window does is tested in test/e2e. See SECURITY.md.

const ROOT = join(import.meta.dirname, "..");
const text = (file: string) => readFileSync(join(ROOT, file), "utf8");
const sources = ["main", "preload"].flatMap((folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts")).map((name) => `${folder}/${name}`));
/** Code without comments: what is said about a thing is no use of it. */
const code = new Map(sources.map((file) => [file, text(file).replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "")]));
const filesWith = (pattern: RegExp) => [...code].filter(([, lines]) => pattern.test(lines)).map(([file]) => file);

describe("windows", () => {
  const made = code.get("main/room-window.ts") ?? "";

  test("are made in one place alone (2, 3, 4)", () => {
    expect(filesWith(/new (?:BrowserWindow|BrowserView|WebContentsView|BaseWindow)\b/)).toEqual(["main/room-window.ts"]);
    expect(made.match(/new BrowserWindow\(/g)).toHaveLength(1);
    expect(made.match(/webPreferences:/g)).toHaveLength(1);
  });

  test.each([
    ["contextIsolation", "true"], ["sandbox", "true"], ["nodeIntegration", "false"], ["nodeIntegrationInSubFrames", "false"], ["nodeIntegrationInWorker", "false"],
    ["webSecurity", "true"], ["allowRunningInsecureContent", "false"], ["experimentalFeatures", "false"], ["webviewTag", "false"], ["navigateOnDragDrop", "false"],
  ])("%s is %s (2–6, 8–11)", (name, value) => expect(made).toMatch(new RegExp(`\\b${name}: ${value},`)));

  test("use nothing that would undo it", () => {
    expect(filesWith(/enableBlinkFeatures|disableBlinkFeatures|enableRemoteModule|@electron\/remote|additionalArguments|affinity:/)).toEqual([]);
    expect(filesWith(/appendSwitch\(\s*"(?:no-sandbox|disable-web-security|disable-site-isolation-trials|ignore-certificate-errors|remote-debugging|js-flags|allow-running-insecure-content)/)).toEqual([]);
    // Two switches, and known ones; what is treated as secure is the joined backend's own origin or those of the backend this PC starts (own-origins: one host, of the settings), and none that a page could name.
    expect([...(code.get("main/index.ts") ?? "").matchAll(/appendSwitch\("([\w-]+)"/g)].map(([, name]) => name)).toEqual(["disable-gpu-process-crash-limit", "unsafely-treat-insecure-origin-as-secure"]);
    expect(code.get("main/index.ts")).toContain([
      "const plain = plainOrigin(settings.join);",
      "  const origins = settings.join === undefined ? ownOrigins(settings, portThere(settings.data)) : plain === undefined ? [] : [plain];",
      '  if (origins.length > 0) app.commandLine.appendSwitch("unsafely-treat-insecure-origin-as-secure", origins.join(","));',
    ].join("\n"));
    expect(filesWith(/appendSwitch|appendArgument/)).toEqual(["main/index.ts"]);
  });

  test("have their sessions from a list of two, both guarded (5)", () => {
    expect(filesWith(/session\.defaultSession|fromPath\(/)).toEqual([]);
    const partitions = [...code.values()].flatMap((lines) => [...lines.matchAll(/"(persist:[\w-]+)"/g)].map(([, name]) => name));
    expect(new Set(partitions)).toEqual(new Set(["persist:console", "persist:wall"]));
    const guard = code.get("main/guard.ts") ?? "";
    for (const call of ["setPermissionRequestHandler((_contents, _permission, answer) => answer(false))", "setPermissionCheckHandler(() => false)", "setDevicePermissionHandler(() => false)", "will-download", "setDisplayMediaRequestHandler"]) expect(guard).toContain(call);
  });
});

describe("pages", () => {
  test("go nowhere, open nothing, embed nothing (12, 13, 14)", () => {
    const guard = code.get("main/guard.ts") ?? "";
    expect(guard.match(/setWindowOpenHandler\([\s\S]*?\n  \}\);/)?.[0]).toMatch(/return \{ action: "deny" \};\n {2}\}\);$/);
    expect(guard).not.toContain('action: "allow"');
    for (const event of ["will-navigate", "will-redirect", "will-frame-navigate", "will-attach-webview", "certificate-error", "web-contents-created"]) expect(guard).toContain(`"${event}"`);
    expect(filesWith(/setWindowOpenHandler/)).toEqual(["main/guard.ts"]);
  });

  test("nothing of theirs is opened outside or run (15)", () => {
    expect(filesWith(/\bopenPath\b|\bexecuteJavaScript\b|\beval\(|new Function\(/)).toEqual([]);
    // But a meeting of the city's own system: by the list alone, see outside.test.ts.
    expect(filesWith(/\bopenExternal\b|\bshell\b[^;]*from "electron"/)).toEqual(["main/guard.ts"]);
    expect((code.get("main/guard.ts") ?? "").match(/\bshell\./g)).toHaveLength(1);
    expect(code.get("main/guard.ts")).toContain("openOutside({ hand: (url) => void shell.openExternal(url)");
  });

  test("are never files (18)", () => {
    expect(filesWith(/\bloadFile\(|file:\/\//)).toEqual([]);
    expect(filesWith(/protocol\.(?:handle|register\w+Protocol)\(|registerSchemesAsPrivileged/)).toEqual(["main/app-scheme.ts"]);
    expect(code.get("main/app-scheme.ts")).not.toMatch(/bypassCSP|allowServiceWorkers|corsEnabled/);
  });

  test("of the shell have a policy without any script (7)", () => {
    expect(text("main/app-scheme.ts")).toMatch(/"content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"/);
    for (const name of readdirSync(join(ROOT, "main/pages")).filter((file) => file.endsWith(".html"))) expect(text(`main/pages/${name}`)).not.toMatch(/<script|\son\w+=|style=|<style/);
  });
});

describe("messages from pages", () => {
  test("are heard in one place, from known senders, and parsed (17)", () => {
    expect(filesWith(/\bipcMain\b/)).toEqual(["main/page-ipc.ts"]);
    const heard = code.get("main/page-ipc.ts") ?? "";
    const handlers = heard.split(/ipcMain\.(?:on|handle|once|handleOnce)\(/).slice(1);
    expect(handlers).toHaveLength(2);
    for (const handler of handlers) expect(handler).toContain("senderOf(event)");
    expect(heard).toContain("isOurFrame(event.senderFrame");
    expect(heard).toContain("pageMessage(value)");
  });

  test("the preload hands over data and two functions, and nothing of Electron (20)", () => {
    const lines = code.get("preload/index.ts") ?? "";
    expect(lines.match(/exposeInMainWorld/g)).toHaveLength(1);
    expect(lines.match(/ipcRenderer\.\w+/g)?.sort()).toEqual(["ipcRenderer.on", "ipcRenderer.on", "ipcRenderer.send", "ipcRenderer.send", "ipcRenderer.send", "ipcRenderer.sendSync"]);
    expect(lines).not.toMatch(/exposeInMainWorld\([^)]*ipcRenderer|require\(/);
  });
});

test("a packaged shell is not debugged from outside", () => {
  expect(code.get("main/index.ts")).toMatch(/app\.isPackaged && \["remote-debugging-port", "remote-debugging-pipe", "inspect", "inspect-brk"\]/);
});

test("the executable's fuses are set at packaging (19)", () => {
  const { asar, electronFuses }: { asar: unknown; electronFuses: unknown } = parse(text("electron-builder.yml"));
  expect(asar).toBe(true);
  expect(electronFuses).toEqual({
    runAsNode: false, enableCookieEncryption: true, enableNodeOptionsEnvironmentVariable: false, enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true, onlyLoadAppFromAsar: true, grantFileProtocolExtraPrivileges: false,
  });
});
