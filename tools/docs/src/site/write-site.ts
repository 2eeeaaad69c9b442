import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "./build-pages.ts";
import { REPOSITORY } from "./build-pages.ts";
import { buildSite } from "./build-site.ts";
import { headingsOf } from "./markdown.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const pagesFolder = join(root, "site/src/content/docs");
const dataFolder = join(root, "site/src/generated");

const { pages, explorer, sidebar } = await buildSite(root);
for (const folder of [pagesFolder, dataFolder]) rmSync(folder, { recursive: true, force: true });
for (const page of pages) write(join(pagesFolder, `${page.slug}.md`), withFrontmatter(page));
write(join(dataFolder, "explorer.json"), JSON.stringify(explorer));
write(join(dataFolder, "sidebar.json"), JSON.stringify(sidebar));
console.log(`Wrote ${pages.length} pages to site/src/content/docs.`);

function withFrontmatter({ title, description, file, body }: Page): string {
  const editUrl = file === undefined ? false : `${REPOSITORY}/edit/main/${file}`;
  const facts = Object.entries({
    title,
    description,
    editUrl,
    ...(hasSections(body) ? {} : { tableOfContents: false }),
  });
  const lines = facts.map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n\n${body}\n`;
}

/** A page without sections has no list of them beside it, and their room instead. */
function hasSections(body: string): boolean {
  return headingsOf(body).some(({ level }) => level === 2);
}

function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
