// Mounts the page.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
// First, so that a view's own styles come after those of the whole page.
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import { App } from "./app/app.tsx";
import { applyTheme, storedTheme } from "./lib/theme.ts";

applyTheme(storedTheme());
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
