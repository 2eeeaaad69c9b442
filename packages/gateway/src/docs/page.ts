/** The API reference, rendered by swagger-ui. */
export const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>mdmkit gateway</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="stylesheet" href="/docs/start.css">
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

/**
 * Marks the operations that are additions to the compatible API, and prepares all of them for "Try it out": parameters of the path come
 * first, and filters are empty, where swagger-ui would fill in samples that match nothing. Gives its fields the names that screen
 * readers say, lets keys reach its samples, and mends its landmarks and headings, so that axe finds nothing in the list, an operation, a
 * response and the dialog. What no option changes: it has no dark theme, and each button of a lock is named alike.
 */
export const START = `const readyToTry = (document) => {
  for (const parameter of Object.values(document.components.parameters))
    if (parameter.style === "deepObject") parameter.example = {};
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path).filter((member) => member.responses))
      operation.parameters = [...(path.parameters ?? []), ...(operation.parameters ?? [])];
    delete path.parameters;
  }
  return document;
};
const additions = {
  wrapComponents: {
    // Its place is the button that opens the operation, which already changes the address.
    DeepLink: (_link, { React }) => (props) => React.createElement("span", null, props.text),
    OperationSummaryPath: (Path, { React, specSelectors }) => (props) => {
      const place = ["paths", props.operationProps.get("path"), props.operationProps.get("method")];
      const isAddition = specSelectors.specJson().getIn([...place, "x-mdmkit-addition"]);
      const mark = isAddition ? React.createElement("span", { className: "addition" }, "addition") : null;
      return React.createElement(React.Fragment, null, React.createElement(Path, props), mark);
    },
  },
  statePlugins: {
    spec: { wrapActions: { updateJsonSpec: (update) => (document) => update(readyToTry(document)) } },
  },
};
const nameOf = (field) =>
  field.closest("[data-param-name]")?.dataset.paramName ?? (field.closest(".servers") ? "Server" : "Request body");
const LANDMARKS = {
  ".information-container": ["region", "About"],
  ".schemes-server-container": ["region", "Server"],
  ".modal-ux": ["dialog", "Available authorizations"],
};
const makeAccessible = (page) => {
  for (const [selector, [role, label]] of Object.entries(LANDMARKS))
    for (const part of page.querySelectorAll(selector + ":not([role])")) {
      part.setAttribute("role", role);
      part.setAttribute("aria-label", label);
    }
  for (const field of page.querySelectorAll(":is(input, select, textarea):not([aria-label])"))
    if (!field.labels?.[0]?.textContent || field.id === "servers") field.setAttribute("aria-label", nameOf(field));
  for (const button of page.querySelectorAll(".close-modal:not([aria-label])")) button.setAttribute("aria-label", "Close");
  // Names that differ from what is seen: "Apply credentials" of "Authorize".
  for (const named of page.querySelectorAll(":is(.modal-btn, .auth-container input)[aria-label]")) named.removeAttribute("aria-label");
  // Its headings go from 1 to 3.
  for (const heading of page.querySelectorAll(":is(h3, h4, h5, h6):not([aria-level])"))
    heading.setAttribute("aria-level", String(Number(heading.tagName.slice(1)) - 1));
  for (const sample of page.querySelectorAll("pre.microlight:not([tabindex])")) sample.tabIndex = 0;
};
const keepAccessible = () => {
  const page = document.querySelector("#swagger-ui");
  makeAccessible(page);
  new MutationObserver(() => makeAccessible(page)).observe(page, { childList: true, subtree: true });
};
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
  persistAuthorization: false,
  plugins: [additions],
  onComplete: keepAccessible,
});
`;

/** The mark of additions, colors with enough contrast where those of swagger-ui lack it, and a layout for phones. */
export const STYLE = `.addition { flex: none; margin-right: 10px; padding: 1px 6px; border: 1px solid; border-radius: 3px; font: 11px sans-serif; }
.swagger-ui .opblock-summary-description { min-width: 0; }
.swagger-ui .parameters textarea { min-height: 64px; }
.swagger-ui .opblock.opblock-get .opblock-summary-method, .swagger-ui .btn.execute { background: #1a66b8; border-color: #1a66b8; }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: #14794c; }
.swagger-ui .opblock.opblock-put .opblock-summary-method { background: #9a5b00; }
.swagger-ui .opblock.opblock-patch .opblock-summary-method { background: #0f766a; }
.swagger-ui .opblock.opblock-delete .opblock-summary-method { background: #c62222; }
.swagger-ui .info .title small { background: #5f6673; }
.swagger-ui .info .title small.version-stamp { background: #4d7000; }
.swagger-ui .info a, .swagger-ui .info .link .url, .swagger-ui .renderedMarkdown a { color: #1a66b8; }
.swagger-ui .btn.authorize { border-color: #14794c; color: #14794c; }
.swagger-ui .btn.authorize svg { fill: #14794c; }
.swagger-ui .btn.cancel { border-color: #c62222; color: #c62222; }
.swagger-ui .parameter__in, .swagger-ui .parameter__deprecated { color: #555; }
.swagger-ui .microlight span[style*="211, 99, 99"] { color: #ff9c9c !important; }
@media (max-width: 640px) {
  .swagger-ui .wrapper { padding: 0 8px; }
  .swagger-ui .opblock-tag { flex-wrap: wrap; }
  .swagger-ui .opblock-tag small { flex: 1 0 100%; padding: 0; }
  .swagger-ui .opblock .opblock-summary-control { flex-wrap: wrap; }
  .swagger-ui .opblock .opblock-summary-path { max-width: none; }
  .swagger-ui .opblock-summary-description { flex: 1 0 100%; }
  .swagger-ui .opblock-summary .view-line-link { display: none; }
  .swagger-ui table.parameters, .swagger-ui .parameters tbody, .swagger-ui .parameters tr, .swagger-ui .parameters td { display: block; width: auto; }
  .swagger-ui .parameters thead, .swagger-ui .response-col_links { display: none; }
  .swagger-ui .parameters input, .swagger-ui .parameters select { max-width: 100%; }
}
`;
