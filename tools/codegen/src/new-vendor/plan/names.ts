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
  const type = pascalCase(product);
  return {
    id,
    product,
    type: /^[A-Z]/.test(type) ? type : pascalCase(titleOf(id)),
    factory: camelCase(id),
    env: id.toUpperCase().replaceAll("-", "_"),
  };
}

function titleOf(id: string): string {
  return id
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}

/** Converts to PascalCase: `Acme MDM` becomes `AcmeMdm`, `JumpCloud` stays. */
function pascalCase(product: string): string {
  const words = product
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
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
