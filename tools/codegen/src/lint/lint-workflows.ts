import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { placeOf, readYaml } from "../read/read-document.ts";
import { pathsOf } from "../workspace/discover.ts";
import { type LintOptions, lint } from "./lint.ts";

/** Checks the Arazzo documents of a spec, `workflows/*.arazzo.yaml` in its folder, by Redocly's rules for them. */
export async function lintWorkflows(options: Omit<LintOptions, "locate">): Promise<void> {
  const { root } = options.spec;
  const folder = `${pathsOf(options.spec).folder}/workflows`;
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : [];
  for (const name of names.filter((one) => one.endsWith(".arazzo.yaml"))) {
    const document = readYaml(root, `${folder}/${name}`);
    const locate = (pointer: string, onKey?: boolean) => placeOf(root, document.source, pointer, onKey);
    await lint(document, { ...options, locate });
  }
}
