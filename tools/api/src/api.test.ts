import { join } from "node:path";
import { expect, it } from "vitest";
import { isDocumentedPart } from "./documented-part.ts";
import { findUndocumented } from "./find-undocumented.ts";
import { printReport } from "./print-report.ts";
import { readPackage } from "./read-package.ts";

const api = readPackage(join(import.meta.dirname, "fixtures/package"));
if (!api) throw new Error("The fixture is a package.");

it("finds each public name and member without a comment, and no other", () => {
  const parts = [...api.exported, ...api.hidden].filter((each) => isDocumentedPart(api, each));
  expect(parts.flatMap(findUndocumented).sort()).toEqual(["ThingOptions.size", "Whole.nested.inner", "bare"]);
});

it("reports each declaration once, with what is mentioned and not exported", () => {
  expect(printReport(api)).toBe(`# API of acme

Written by \`pnpm api\` from the built declarations, so that a change of public types shows in a review.

## acme

\`\`\`ts
export interface ThingOptions {
    timeoutMs?: number;
    size?: number;
}
export type Whole = {
    part: Part;
    nested: {
        inner: string;
    };
};
export declare const bare: number;
export declare function thing(name: string): Part;
export declare function thing(options: ThingOptions): Part;
export { thing as item };
export { other } from "elsewhere";
\`\`\`

## acme/more

\`\`\`ts
export { other } from "elsewhere";
export { ThingOptions, Whole, bare, item }; // as above
\`\`\`

## Mentioned, not exported

\`\`\`ts
export type Part = {
    depth: number;
};
\`\`\`
`);
});
