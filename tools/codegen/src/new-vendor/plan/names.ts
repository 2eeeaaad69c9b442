import { camelCase } from "../../registry/emit-registry.ts";

/** The names of a vendor. */
export type Names = {
  /** Folders and packages: `acme-mdm`. */
  readonly id: string;
  /** Display name: `Acme MDM`. */
  readonly product: string;
  /** Types and functions: `AcmeMdm`. */
  readonly type: string;
  /** Factories: `acmeMdm`. */
  readonly factory: string;
  /** Prefix of environment variables: `ACME_MDM`. */
  readonly env: string;
};

/** Derives the names from an id and, if given, a product name. */
export function namesOf(id: string, product = titleOf(id)): Names {
  return {
    id,
    product,
    type: typeOf(id, product),
    factory: camelCase(id),
    env: id.toUpperCase().replaceAll("-", "_"),
  };
}

/** The id in the spelling of the product name, if it is a part of that: `Intune` for `intune` and `Microsoft Intune`. */
function typeOf(id: string, product: string): string {
  const words = wordsOf(product);
  const key = id.replaceAll("-", "");
  for (const [first] of words.entries()) {
    for (let end = first + 1; end <= words.length; end += 1) {
      const part = words.slice(first, end);
      if (part.join("").toLowerCase() === key) return pascalCase(part);
    }
  }
  return pascalCase(wordsOf(titleOf(id)));
}

function titleOf(id: string): string {
  return id
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}

function wordsOf(product: string): string[] {
  return product
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
}

/** Converts to PascalCase: `Acme MDM` becomes `AcmeMdm`, `JumpCloud` stays. */
function pascalCase(words: readonly string[]): string {
  return words
    .map(
      (word) =>
        word.charAt(0).toUpperCase() + (isShouted(word) ? word.slice(1).toLowerCase() : word.slice(1)),
    )
    .join("");
}

function isShouted(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase();
}
