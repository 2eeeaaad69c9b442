import { existsSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import {
  firstSentence,
  type Heading,
  headingsOf,
  mapLinks,
  raiseHeadings,
  type Section,
  sectionsOf,
  wrapTables,
} from "./markdown.ts";
import type { Group, Source } from "./site-map.ts";

/** Where what is no page of the site can be read. */
export const REPOSITORY = "https://github.com/mdmkit/mdmkit";

export type Page = {
  readonly slug: string;
  readonly group: Group;
  readonly title: string;
  readonly description: string;
  /** The file in the repository that it is made of; absent where it is generated. */
  readonly file?: string;
  readonly body: string;
  /** In the navigation it is below the page at this address. */
  readonly parent?: string;
  /** Its name there, if not its title. */
  readonly label?: string;
};

/** A page whose links are those of its file. */
type Draft = Page & { readonly file: string; readonly anchors: ReadonlyMap<string, string> };

/** Makes the pages of all sources. `around` returns what is added to a page, with links as `/slug/#anchor`. */
export function buildPages(
  root: string,
  sources: readonly Source[],
  generated: readonly Page[],
  around: (slug: string) => { readonly before: string; readonly after: string } | undefined,
): Page[] {
  const drafts = sources.flatMap((source) => draftsOf(root, source));
  const slugs = [...drafts, ...generated].map(({ slug }) => slug);
  const repeated = slugs.filter((slug, at) => slugs.indexOf(slug) !== at);
  if (repeated.length > 0) throw new Error(`Two pages have the address ${repeated.join(", ")}.`);
  const pages = drafts.map(({ anchors: _, ...page }): Page => {
    const body = mapLinks(page.body, (target) =>
      fromPage(page.slug, resolve(root, drafts, page.file, target)),
    );
    const { before = "", after = "" } = around(page.slug) ?? {};
    const [top, bottom] = [before, after].map((text) => mapLinks(text, (to) => fromPage(page.slug, to)));
    return { ...page, body: wrapTables([top, body, bottom].filter(Boolean).join("\n\n")) };
  });
  const made = generated.map((page) => ({
    ...page,
    body: wrapTables(mapLinks(page.body, (target) => fromPage(page.slug, target))),
  }));
  return [...pages, ...made];
}

function draftsOf(root: string, { file, slug, group, title, split }: Source): Draft[] {
  const text = readFileSync(join(root, file), "utf8").replace(/^<!--.*-->\n/gm, "");
  const { top, sections } = sectionsOf(text);
  const placeOf = (section: Section) =>
    split === "all" ? { slug: `${slug}/${section.anchor}` } : split?.[section.title];
  for (const name of Object.keys(typeof split === "object" ? split : {}))
    if (!sections.some((section) => section.title === name))
      throw new Error(
        `${file} has no section "${name}", of which the site makes a page. Correct site-map.ts.`,
      );

  const kept = sections.filter((section) => !placeOf(section));
  const whole = [top.body, ...kept.map((section) => `## ${section.title}\n\n${section.body}`)].join("\n\n");
  const main = draft({ slug, group, title: title ?? top.title, file, body: whole }, [
    { ...top, rest: [] },
    ...kept.map((section) => ({ ...section, rest: inside(text, section.anchor) })),
  ]);
  const parts = sections.flatMap((section) => {
    const place = placeOf(section);
    if (!place) return [];
    const page = { group, ...place, title: section.title, file, body: raiseHeadings(section.body) };
    return [draft(page, [{ ...section, rest: inside(text, section.anchor), isPage: true }])];
  });
  return [main, ...parts];
}

/** The headings below a section, as the file numbers them. */
function inside(text: string, anchor: string): Heading[] {
  const headings = headingsOf(text);
  const from = headings.findIndex((heading) => heading.anchor === anchor) + 1;
  const to = headings.findIndex(({ level }, at) => at >= from && level <= 2);
  return headings.slice(from, to === -1 ? undefined : to);
}

type Part = { readonly anchor: string; readonly rest: readonly Heading[]; readonly isPage?: boolean };

/** Pairs the anchors of the file with those of the page, which has the same headings in the same order. */
function draft(page: Omit<Draft, "anchors" | "description">, parts: readonly Part[]): Draft {
  const own = headingsOf(page.body).map(({ anchor }) => anchor);
  const [first, ...others] = parts;
  const before = [...(first?.rest ?? []), ...others.flatMap(({ anchor, rest }) => [{ anchor }, ...rest])].map(
    ({ anchor }) => anchor,
  );
  const anchors = new Map(before.map((anchor, at) => [anchor, own[at] ?? ""]));
  if (first) anchors.set(first.anchor, "");
  return { ...page, description: firstSentence(page.body), anchors };
}

/** The address of what a link in a file leads to: `/slug/#anchor`, or a place outside of the site. */
function resolve(root: string, drafts: readonly Draft[], file: string, target: string): string {
  const local = target.replace(/^https:\/\/github\.com\/mdmkit\/mdmkit\/(blob|tree)\/main\//, "/");
  if (/^[a-z]+:/.test(local)) return target;
  const [path = "", anchor = ""] = local.split("#");
  const named =
    path === "" ? file : path.startsWith("/") ? path.slice(1) : posix.join(posix.dirname(file), path);
  const place = named.replace(/\/$/, "");
  if (!existsSync(join(root, place)))
    throw new Error(`${file} links to ${target}, and there is no ${place} in the repository.`);
  if (place === "README.md") return "/";
  const isFolder = statSync(join(root, place)).isDirectory();
  const readme = isFolder ? `${place}/README.md` : place;
  const candidates = drafts.filter((page) => page.file === readme);
  if (candidates.length === 0) return `${REPOSITORY}/${isFolder ? "tree" : "blob"}/main/${place}`;
  if (anchor === "") return `/${candidates[0]?.slug}/`;
  const page = candidates.find(({ anchors }) => anchors.has(anchor));
  if (!page) throw new Error(`${file} links to ${target}, and ${readme} has no heading for #${anchor}.`);
  const there = page.anchors.get(anchor);
  return `/${page.slug}/${there ? `#${there}` : ""}`;
}

/** A link of a page that works wherever the site stands. */
function fromPage(slug: string, target: string): string {
  if (!target.startsWith("/")) return target;
  const [path = "", anchor] = target.split("#");
  const relative = posix.relative(`/${slug}/`, path) || ".";
  return `${relative}/${anchor === undefined ? "" : `#${anchor}`}`.replace(/^\.\/#/, "#");
}
