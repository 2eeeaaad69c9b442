import { type AppleModel, appleModel } from "@mdmkit/unified/vendor";

type NamedModel = { readonly identifier: string; readonly names: readonly string[] };

export type Comparison = {
  /** How many identifiers of the list are Apple's. */
  readonly compared: number;
  /** Identifiers that our table does not know, each with its name in the list. */
  readonly unknown: readonly string[];
  /** Identifiers that are something else by the list. */
  readonly different: readonly string[];
};

const IDENTIFIER = /^[A-Za-z]+\d+,\d+$/;

/** Compares our table of model identifiers with a public list: any JSON that has names beside identifiers. */
export function compareModels(list: unknown): Comparison {
  const unknown = new Set<string>();
  const different = new Set<string>();
  const compared = new Set<string>();
  for (const { identifier, names } of modelsIn(list)) {
    const theirs = appleModel(names);
    if (!theirs?.type) continue; // a list may have names without information
    compared.add(identifier);
    const ours = appleModel([identifier]);
    const line = `${identifier} (${names.find((name) => appleModel([name])?.type)})`;
    if (!ours?.type) unknown.add(line);
    else if (!isSame(ours, theirs)) different.add(`${line}: ${ours.type} here, ${theirs.type} there`);
  }
  return { compared: compared.size, unknown: [...unknown].sort(), different: [...different].sort() };
}

const isSame = (one: AppleModel, other: AppleModel): boolean =>
  one.type === other.type && one.platform === other.platform;

/** Identifiers are keys of what has the names, or the property `identifier` beside them. */
function modelsIn(value: unknown): NamedModel[] {
  if (Array.isArray(value)) return value.flatMap(modelsIn);
  if (typeof value !== "object" || value === null) return [];
  const own = textsIn(Reflect.get(value, "identifier")).filter((text) => IDENTIFIER.test(text));
  const beside = own.map((identifier) => ({ identifier, names: namesIn(value) }));
  const keyed = Object.entries(value).flatMap(([key, inner]) =>
    IDENTIFIER.test(key) ? [{ identifier: key, names: namesIn(inner) }] : modelsIn(inner),
  );
  return [...beside, ...keyed];
}

/** The texts of an object and of its lists, without identifiers: `imageKey` may hold that of another model. */
function namesIn(value: unknown): string[] {
  const texts =
    typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : textsIn(value);
  return texts.filter((text) => !IDENTIFIER.test(text));
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
