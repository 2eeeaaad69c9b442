type Redoc = { init(spec: string, options: object, element: Element): void };
declare const Redoc: Redoc;

const chosen = localStorage.getItem("starlight-theme");
const isDark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.dataset.theme = isDark ? "dark" : "light";

const FONT = "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** Colors with enough contrast on their background, which not all of Redoc's own have. */
const colors = isDark
  ? {
      primary: { main: "#67d5ea", light: "#67d5ea", dark: "#67d5ea", contrastText: "#083344" },
      success: { main: "#6fd08c", light: "#6fd08c", dark: "#6fd08c", contrastText: "#06240f" },
      error: { main: "#ff9d94", light: "#ff9d94", dark: "#ff9d94", contrastText: "#3a0905" },
      text: { primary: "#e6e9ed", secondary: "#b6bec8" },
      border: { dark: "#454953", light: "#353841" },
      gray: { 50: "#1d1f25", 100: "#23262d" },
    }
  : { primary: { main: "#0b5c73", light: "#0b5c73", dark: "#0b5c73" } };
const link = isDark ? "#67d5ea" : "#0b5c73";

const theme = {
  typography: {
    fontFamily: FONT,
    headings: { fontFamily: FONT },
    code: {
      fontFamily: MONO,
      ...(isDark ? { color: "#f3a6bd", backgroundColor: "#2a2d35" } : { color: "#a3123f" }),
    },
    links: { color: link, visited: link, hover: link },
  },
  sidebar: isDark ? { backgroundColor: "#1d1f25", textColor: "#e6e9ed" } : { backgroundColor: "#f6f7f9" },
  colors,
  schema: {
    requireLabelColor: isDark ? "#ff9d94" : "#b71c1c",
    typeNameColor: isDark ? "#b6bec8" : "#59616b",
    typeTitleColor: isDark ? "#b6bec8" : "#59616b",
    ...(isDark && { nestedBackground: "#1d1f25", linesColor: "#454953" }),
  },
  rightPanel: { backgroundColor: isDark ? "#101115" : "#23262f" },
};

const element = document.querySelector<HTMLElement>("#reference");
if (element) {
  const options = {
    theme,
    hideLoading: true,
    hideDownloadButtons: false,
    expandResponses: "",
    schemasExpansionLevel: 1,
  };
  Redoc.init(element.dataset.spec ?? "", options, element);
}
