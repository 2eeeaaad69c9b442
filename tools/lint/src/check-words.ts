import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "./list-files.ts";

/** Names and phrases that a standard term has replaced, each with that term. CONTRIBUTING has the glossary. */
const REPLACED: readonly (readonly [pattern: RegExp, term: string])[] = [
  [/\bluck\b/i, "jitter"],
  [/\bdoors?\b(?!["'.`])/, "limiter key, or entry point"],
  [/vendorWords?\b/i, "error body"],
  [/CredentialWays?\b/i, "credential scheme"],
  [/PatientPool/i, "connection pool with statement timeout"],
  [/WaitingLine/i, "queue"],
  [/tellDone/i, "partial write"],
  [/stickToOneNode/i, "sticky session"],
  [/\bRefusals\b|\brefusalsFor\b/, "errors"],
  [/(?<!\bthere )\b(is|are) none\b/i, "an affirmative sentence: what is invalid or missing"],
  [/\bnobody\b/i, "an affirmative sentence: who or what does it"],
  [/\b(told|tells)\b/i, "reports, returns, shows or distinguishes"],
  [/\bthere is no such\b/i, "X not found"],
  [/: give (one|another)\b/i, "Set `x` to …"],
  [/\bnot-told\b/, "not-reported"],
  [/BatchAnswer/, "BatchResponse"],
];

const FILES = ["*.ts", "*.mjs", "*.md", "specs/*/overlay.yaml", "specs/unified/*.yaml"];
const SKIPPED = /(^|\/)(generated|fixtures)\/|^docs\/coverage\.md$|^tools\/lint\/src\/check-words/;

/** A line for each place of a checkout that still uses a replaced name or phrase. */
export function checkWords(root: string): string[] {
  const files = listFiles(root, FILES).filter((file) => !SKIPPED.test(file));
  return files.flatMap((file) => wordsIn(textOf(root, file)).map((found) => `${file}:${found}`));
}

/** The text of a file; that of a changeset or changelog without names in code, because it lists which old name became which new one. */
function textOf(root: string, file: string): string {
  const text = readFileSync(join(root, file), "utf8");
  return /^\.changeset\/|CHANGELOG\.md$/.test(file) ? text.replace(/`[^`\n]*`/g, "") : text;
}

/** `12: "nobody": use …` for each replaced word of a text. */
export function wordsIn(text: string): string[] {
  return text.split("\n").flatMap((line, index) =>
    REPLACED.flatMap(([pattern, term]) => {
      const [word] = pattern.exec(line) ?? [];
      return word === undefined ? [] : [`${index + 1}: "${word}" is replaced: use ${term}.`];
    }),
  );
}
