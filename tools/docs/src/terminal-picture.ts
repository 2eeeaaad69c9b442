const [WIDTH, HEIGHT, PADDING] = [8.4, 19, 20];

/** SGR codes that the command line uses, by the class that draws them. */
const CLASSES: Readonly<Record<string, string>> = { "1": "b", "2": "d", "32": "g", "33": "y", "31": "r" };

/** Lines of a terminal, with their colors, as an SVG. */
export function terminalPicture(lines: readonly string[]): string {
  const texts = lines.map((line, at) => {
    const y = PADDING + 14 + at * HEIGHT;
    return `<text x="${PADDING}" y="${y}">${spansOf(line)}</text>`;
  });
  const columns = Math.max(...lines.map((line) => line.replace(SGR, "").length));
  const [width, height] = [Math.ceil(columns * WIDTH + 2 * PADDING), lines.length * HEIGHT + 2 * PADDING];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>Output of mdmkit demo: devices of nine vendors in one table, and their numbers by platform</title>
<style>text{font:14px ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#d6dae0;white-space:pre}.b{font-weight:700;fill:#fff}.d{fill:#8b95a1}.g{fill:#5fd38d}.y{fill:#e6c35c}.r{fill:#f08a8a}</style>
<rect width="${width}" height="${height}" rx="10" fill="#17191e"/>
${texts.join("\n")}
</svg>
`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one.
const SGR = /\u001b\[([0-9;]*)m/g;

function spansOf(line: string): string {
  let name: string | undefined;
  return line
    .split(SGR)
    .map((part, at) => {
      if (at % 2 === 1) name = CLASSES[part];
      else if (part !== "") return name ? `<tspan class="${name}">${escaped(part)}</tspan>` : escaped(part);
      return "";
    })
    .join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
