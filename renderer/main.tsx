import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./design/fonts.ts";
import "./design/layers.css";
import "./design/tokens.css";
import "./design/base.css";
import { setLanguage, textNow, languageNow } from "./design/i18n.ts";
import { applyShift } from "./design/shift.ts";
import { App } from "./windows/app.tsx";
import { roleOf, wallHeight } from "./windows/role.ts";

const role = roleOf(location.pathname);
document.documentElement.dataset["role"] = role;
const height = wallHeight(location.search);
if (height !== undefined) document.documentElement.style.setProperty("--wall-height-mm", String(height));
setLanguage(languageNow());
applyShift();
document.title = `${textNow("shell.product")} – ${textNow(role === "wall" ? "shell.wall" : role === "agency" ? "shell.agency" : "shell.console")}`;

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App role={role} />
  </StrictMode>,
);
