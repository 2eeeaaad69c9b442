/** What was sent for one parameter: plain values, list items, and members by the names in brackets. */
export type Sent = {
  readonly values: string[];
  readonly items: string[];
  readonly members: { readonly [name: string]: Sent };
};

const MAX_DEPTH = 8;

/** Reads `a=1`, `a[]=1`, `a[0]=1` and `a[b][c]=1` into a tree, by parameter. */
export function readBrackets(search: URLSearchParams): Readonly<Record<string, Sent>> {
  const root = emptySent();
  for (const [key, value] of search) {
    const [name = "", ...path] = splitKey(key);
    insert(root, [name, ...path], value);
  }
  return root.members;
}

/** `a[b][]` is `a`, `b` and an empty name; a key whose brackets do not match is one name. */
function splitKey(key: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key);
  if (!match) return [key];
  const [, name = "", brackets = ""] = match;
  const path = [...brackets.matchAll(/\[([^[\]]*)\]/g)].map(([, inner = ""]) => inner);
  return path.length > MAX_DEPTH ? [key] : [name, ...path];
}

function insert(into: Sent, [name, ...rest]: readonly string[], value: string): void {
  if (name === undefined) into.values.push(value);
  else if (rest.length === 0 && /^\d*$/.test(name)) into.items.push(value);
  else insert(memberOf(into, name), rest, value);
}

function memberOf({ members }: Sent, name: string): Sent {
  const known = Object.hasOwn(members, name) ? members[name] : undefined;
  if (known) return known;
  const made = emptySent();
  Object.assign(members, { [name]: made });
  return made;
}

/** Without a prototype, because callers choose the names. */
function emptySent(): Sent {
  return { values: [], items: [], members: Object.create(null) };
}
