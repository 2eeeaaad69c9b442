import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { Parser } from "htmlparser2";

type Found = { readonly links: string[]; readonly ids: Set<string> };

/** Fails a build that has a link, an image or a script that leads nowhere on the site, or to an anchor that is not there. */
export function checkLinks(): AstroIntegration {
  let base = "/";
  return {
    name: "check-links",
    hooks: {
      "astro:config:done": ({ config }) => {
        base = config.base.endsWith("/") ? config.base : `${config.base}/`;
      },
      "astro:build:done": ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const problems = brokenLinks(folder, base);
        if (problems.length > 0) throw new Error(`Links that lead nowhere:\n${problems.join("\n")}`);
        logger.info("All links lead somewhere.");
      },
    },
  };
}

function brokenLinks(folder: string, base: string): string[] {
  const files = globSync("**/*.html", { cwd: folder });
  const pages = new Map(files.map((file) => [addressOf(file, base), read(join(folder, file))]));
  return [...pages].flatMap(([from, { links }]) =>
    [...new Set(links)].flatMap((link) => {
      const url = new URL(link, `https://site.invalid${from}`);
      if (url.host !== "site.invalid") return [];
      const page = pages.get(url.pathname);
      const anchor = decodeURIComponent(url.hash.slice(1));
      if (page) return anchor === "" || page.ids.has(anchor) ? [] : [`${from}: ${link} (no such anchor)`];
      const inside = url.pathname.startsWith(base);
      const file = join(folder, decodeURIComponent(url.pathname.slice(base.length)));
      return inside && existsSync(file) && !url.pathname.endsWith("/") ? [] : [`${from}: ${link}`];
    }),
  );
}

function addressOf(file: string, base: string): string {
  return base + file.replaceAll("\\", "/").replace(/(^|\/)index\.html$/, "$1");
}

function read(file: string): Found {
  const found: Found = { links: [], ids: new Set() };
  const parser = new Parser({
    onopentag(name, { href, src, id }) {
      if (id !== undefined) found.ids.add(id);
      const target = name === "script" || name === "img" || name === "iframe" ? src : href;
      if (target !== undefined && !target.startsWith("data:")) found.links.push(target);
    },
  });
  parser.end(readFileSync(file, "utf8"));
  return found;
}
