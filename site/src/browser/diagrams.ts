import library from "@mermaid-js/tiny/dist/mermaid.tiny.js?url";

type Mermaid = {
  initialize(options: object): void;
  render(id: string, source: string): Promise<{ readonly svg: string }>;
};
declare global {
  var mermaid: Mermaid;
}

/** Draws the state diagrams of a page; the library loads only where there is one. Without a script their text is shown. */
const sources = document.querySelectorAll<HTMLElement>('pre[data-language="mermaid"]');
if (sources.length > 0) await draw();

async function draw(): Promise<void> {
  await load();
  // Its dark theme lacks contrast, so diagrams are on white in both themes of the site.
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: "neutral" });
  for (const [at, source] of sources.entries()) {
    const { svg } = await mermaid.render(`diagram-${at}`, textOf(source));
    const figure = document.createElement("div");
    figure.className = "diagram";
    figure.tabIndex = 0;
    figure.role = "img";
    figure.ariaLabel = `State diagram: ${textOf(source)}`;
    figure.innerHTML = svg;
    (source.closest(".expressive-code") ?? source).replaceWith(figure);
  }
}

/** Its package is a script that sets a global, not a module. */
function load(): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const script = document.createElement("script");
  script.src = library;
  script.addEventListener("load", () => resolve());
  script.addEventListener("error", () => reject(new Error(`${library} cannot be loaded.`)));
  document.head.append(script);
  return promise;
}

function textOf(source: HTMLElement): string {
  const lines = [...source.querySelectorAll(".ec-line")];
  return lines.map((line) => (line.textContent ?? "").replace(/\n$/, "")).join("\n");
}
