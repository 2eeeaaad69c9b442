import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pull } from "../pull/pull.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import type { Layout } from "../workspace/layout.ts";
import { problemAt } from "../workspace/problem.ts";
import { transcriptionFiles } from "./files/transcription-files.ts";
import type { NewProject } from "./new-vendor-call.ts";
import { writeFiles } from "./place-files.ts";
import type { Begun } from "./resume.ts";

type Site = NewProject & { readonly layout: Layout; readonly begun: Begun | undefined };

/** Puts the document of a vendor into the stage: the one that is there, a transcription, or what is received from the vendor. */
export async function stageDocument(stage: string, site: Site): Promise<Spec> {
  const { id, from, begun, layout, cwd, today } = site;
  const isTranscription = begun?.isTranscription ?? site.isTranscription;
  const spec: Spec = { id, root: stage, kind: isTranscription ? "vendor" : "received", layout };
  const folder = join(stage, pathsOf(spec).folder);
  if (begun) {
    mkdirSync(folder, { recursive: true });
    cpSync(begun.folder, folder, { recursive: true });
    rmSync(join(stage, pathsOf(spec).openapi), { force: true });
  } else if (isTranscription) {
    writeFiles(
      stage,
      transcriptionFiles(site, from === undefined ? undefined : readOwn(resolve(cwd, from), from)),
    );
  } else {
    if (from === undefined)
      throw problemAt(
        id,
        "it has no document",
        "Add --from with a URL or a file, or --transcription to begin one of your own.",
      );
    await pull(id, { from }, { root: stage, cwd, today });
  }
  return spec;
}

function readOwn(file: string, shown: string): string {
  if (!existsSync(file)) throw problemAt(shown, "the file does not exist", "Check the path.");
  return readFileSync(file, "utf8");
}
