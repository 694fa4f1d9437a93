// Mounts the page.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { applyTheme, storedTheme } from "./lib/theme.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";

applyTheme(storedTheme());
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
