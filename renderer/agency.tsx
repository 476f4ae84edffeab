import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./design/layers.css";
import "./design/tokens.css";
import "./design/base.css";
import { languageNow, setLanguage, textNow } from "./design/i18n.ts";
import { phoneMemory } from "./live/phone/memory.ts";
import { rememberIn } from "./live/session.ts";
import { App } from "./windows/app.tsx";
import type { WindowRole } from "./windows/role.ts";

const role: WindowRole = "agency";

// A page of its own: a phone on a bad link reads no line of the room's windows, and writes in the phone's own letters.
document.documentElement.dataset["role"] = role;
setLanguage(languageNow());
document.title = `${textNow("shell.product")} – ${textNow("shell.agency")}`;
rememberIn(phoneMemory);

const root = document.getElementById("root");
if (root === null) throw new Error("agency.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App role={role} />
  </StrictMode>,
);
