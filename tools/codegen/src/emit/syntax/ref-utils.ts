import { decoded } from "../../read/json.ts";

/**
 * The functions of Redocly's `ref-utils` that openapi-typescript imports. Theirs decode every step of every path, a tenth of what
 * openapi-typescript does in all, and load an older Redocly.
 */

/** The steps of a reference such as `#/components/schemas/Device`, unescaped. */
export function parseRef(reference: string): { readonly pointer: string[] } {
  const [, pointer = ""] = reference.split("#/");
  if (pointer === "") return { pointer: [] };
  const steps = pointer.split("/");
  const isPlain = !pointer.includes("~") && !pointer.includes("%");
  return { pointer: (isPlain ? steps : steps.map(unescaped)).filter(Boolean) };
}

function unescaped(step: string): string {
  return decoded(step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function escapePointer(step: string | number): string | number {
  if (typeof step === "number" || !/[~/]/.test(step)) return step;
  return step.replaceAll("~", "~0").replaceAll("/", "~1");
}
