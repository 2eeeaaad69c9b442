import GithubSlugger from "github-slugger";

/** A Markdown file or a part of one: its first heading, what is below, and where that begins. */
export type Section = {
  readonly title: string;
  /** What the address of the heading ends in, `#` left out. */
  readonly anchor: string;
  readonly body: string;
};

export type Heading = { readonly level: number; readonly text: string; readonly anchor: string };

/** The headings of a page, with the anchors that GitHub and the site give them. */
export function headingsOf(markdown: string): Heading[] {
  const slugger = new GithubSlugger();
  return withoutCode(markdown).flatMap((line) => {
    const [, marks, text] = (line !== undefined && /^(#{1,6}) (.+)$/.exec(line)) || [];
    if (marks === undefined || text === undefined) return [];
    return [{ level: marks.length, text: plain(text), anchor: slugger.slug(plain(text)) }];
  });
}

/** A file as its top (title and what precedes the first section) and its second-level sections. */
export function sectionsOf(markdown: string): { top: Section; sections: Section[] } {
  const lines = markdown.split("\n");
  const marks = withoutCode(markdown);
  const starts = marks.flatMap((line, at) => (line?.startsWith("## ") ? [at] : []));
  const headings = headingsOf(markdown);
  const [title] = headings.filter(({ level }) => level === 1);
  const bodyOf = (from: number, to: number | undefined) => lines.slice(from, to).join("\n").trim();
  const second = headings.filter(({ level }) => level === 2);
  return {
    top: {
      title: title?.text ?? "",
      anchor: title?.anchor ?? "",
      body: bodyOf(marks.findIndex((line) => line?.startsWith("# ")) + 1, starts[0]),
    },
    sections: starts.map((start, at) => ({
      title: second[at]?.text ?? "",
      anchor: second[at]?.anchor ?? "",
      body: bodyOf(start + 1, starts[at + 1]),
    })),
  };
}

/** Raises headings by one level, where a section has become a page. */
export function raiseHeadings(markdown: string): string {
  return mapText(markdown, (line) => line.replace(/^#(#{2,5} )/, "$1"));
}

/** Replaces the target of every link, outside of code. */
export function mapLinks(markdown: string, replace: (target: string) => string): string {
  return mapText(markdown, (line) =>
    line
      .split(/(`[^`]*`)/)
      .map((part, at, parts) => {
        if (at % 2 === 0) return part.replace(/\]\(([^)\s]+)\)/g, (_, target) => `](${replace(target)})`);
        return parts.length > 0 ? part : part;
      })
      .join(""),
  );
}

/**
 * Puts every table into an element that scrolls by itself, and gives a name to columns whose header is empty: a reader that is
 * read to needs one.
 */
export function wrapTables(markdown: string): string {
  const marks = withoutCode(markdown);
  const isRow = (at: number) => marks[at]?.startsWith("|") === true;
  return markdown
    .split("\n")
    .flatMap((line, at) => {
      if (!isRow(at)) return [line];
      const isFirst = !isRow(at - 1);
      return [
        ...(isFirst ? ['<div class="table">', ""] : []),
        isFirst ? nameColumns(line) : line,
        ...(isRow(at + 1) ? [] : ["", "</div>"]),
      ];
    })
    .join("\n");
}

function nameColumns(header: string): string {
  let column = 0;
  return header.replace(/\|(\s*)(?=\||[^|]+)/g, (mark, blank: string, at: number) => {
    column += 1;
    const isEmpty = header[at + mark.length] === "|";
    if (!isEmpty) return mark;
    return `|${blank}<span class="sr-only">${column === 1 ? "Name" : "Details"}</span>`;
  });
}

/** The first sentence of a text, without marks: what search engines show. */
export function firstSentence(markdown: string): string {
  const paragraph = withoutCode(markdown)
    .map((line) => line ?? "")
    .join("\n")
    .split(/\n\s*\n/)
    .find((text) => /^[A-Za-z*`[]/.test(text.trim()));
  const text = plain((paragraph ?? "").replaceAll("\n", " ").trim());
  return /^.*?[.:](?=\s|$)/.exec(text)?.[0]?.replace(/:$/, ".") ?? text;
}

/** Text of a line without emphasis, code marks and link targets. */
function plain(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*]/g, "")
    .trim();
}

function mapText(markdown: string, map: (line: string) => string): string {
  const marks = withoutCode(markdown);
  return markdown
    .split("\n")
    .map((line, at) => (marks[at] === undefined ? line : map(line)))
    .join("\n");
}

/** The lines of a page; those of code are undefined. */
function withoutCode(markdown: string): (string | undefined)[] {
  let fence: string | undefined;
  return markdown.split("\n").map((line) => {
    const [, mark] = /^\s*(`{3,}|~{3,})/.exec(line) ?? [];
    if (mark === undefined) return fence === undefined ? line : undefined;
    if (fence === undefined) fence = mark;
    else if (mark.startsWith(fence)) fence = undefined;
    return undefined;
  });
}
