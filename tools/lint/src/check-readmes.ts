import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A line for each link of a published README that leads nowhere on the page of the package: those within the repository. */
export function checkReadmes(root: string): string[] {
  return publishedReadmes(root).flatMap((file) =>
    relativeLinks(readFileSync(join(root, file), "utf8")).map(
      ({ line, target }) =>
        `${file}:${line}: "${target}": use https://github.com/mdmkit/mdmkit/blob/main/…, since npm shows this page too`,
    ),
  );
}

function publishedReadmes(root: string): string[] {
  const folders = ["packages", "tools"].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => `${parent}/${name}`),
  );
  return folders.filter((folder) => isPublished(join(root, folder))).map((folder) => `${folder}/README.md`);
}

function isPublished(folder: string): boolean {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest) || !existsSync(join(folder, "README.md"))) return false;
  const { private: isPrivate = false }: { private?: boolean } = JSON.parse(readFileSync(manifest, "utf8"));
  return !isPrivate;
}

/** The links and images of a text that are neither absolute nor within it. */
export function relativeLinks(text: string): { line: number; target: string }[] {
  return text.split("\n").flatMap((content, at) =>
    [...content.matchAll(/\]\((?!https?:|mailto:|#)([^)\s]+)\)/g)].map(([, target = ""]) => ({
      line: at + 1,
      target,
    })),
  );
}
