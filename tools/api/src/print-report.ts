import ts from "typescript-6";
import type { Declaration, DeclaredHere } from "./declarations.ts";
import type { PackageApi } from "./read-package.ts";
import { isTable } from "./references.ts";

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

/** The public API of a package as Markdown: each declaration once, where it first appears, without comments. */
export function printReport({ name, entries, hidden }: PackageApi): string {
  const shown = new Set<ts.Statement>();
  const sections = entries.map(({ specifier, exports }) => {
    const names = [...exports].sort(([a], [b]) => (a < b ? -1 : 1));
    const again = names.filter(([, each]) => isShown(each, shown)).map(([exported]) => exported);
    const texts = names.flatMap(([exported, each]) =>
      isShown(each, shown) ? [] : [print(exported, each, shown)],
    );
    const rest = again.length > 0 ? [`export { ${again.join(", ")} }; // as above`] : [];
    return section(specifier, [...texts, ...rest]);
  });
  const others = hidden.map((each) => print(each.name, each, shown));
  const note =
    "Written by `pnpm api` from the built declarations, so that a change of public types shows in a review.\n";
  const last = others.length > 0 ? [section("Mentioned, not exported", others)] : [];
  return [`# API of ${name}\n`, note, ...sections, ...last].join("\n");
}

function isShown(declaration: Declaration, shown: ReadonlySet<ts.Statement>): boolean {
  return declaration.kind === "here" && declaration.statements.every((statement) => shown.has(statement));
}

function print(exported: string, declaration: Declaration, shown: Set<ts.Statement>): string {
  if (declaration.kind === "elsewhere") {
    const original = declaration.name === exported ? exported : `${declaration.name} as ${exported}`;
    return `export { ${original} } from "${declaration.specifier}";`;
  }
  for (const statement of declaration.statements) shown.add(statement);
  // Generated files are committed and show their own changes.
  if (isTable(declaration.file)) return `export { ${exported} }; // generated`;
  const alias = declaration.name === exported ? "" : `\nexport { ${declaration.name} as ${exported} };`;
  return `${textOf(declaration)}${alias}`;
}

function textOf({ statements }: DeclaredHere): string {
  return statements
    .map((statement) => printer.printNode(ts.EmitHint.Unspecified, statement, statement.getSourceFile()))
    .join("\n");
}

function section(title: string, texts: readonly string[]): string {
  return `## ${title}\n\n\`\`\`ts\n${texts.join("\n")}\n\`\`\`\n`;
}
