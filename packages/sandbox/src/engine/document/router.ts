import type { OperationSchemas } from "./operation-schemas.ts";

export type Match = { operationId: string; operation: OperationSchemas; path: Record<string, string> };
export type Router = (method: string, pathname: string, options?: RouterOptions) => Match | undefined;
type RouterOptions = { readonly ignoreCase?: boolean };

/** A literal, a parameter, or parameters among other text, such as `{id}.json`. */
type Segment = { literal: string } | { parameter: string } | { pattern: RegExp; parameters: string[] };
type Route = { operationId: string; operation: OperationSchemas; segments: Segment[] };

function parseTemplate(path: string): Segment[] {
  return split(path).map((part): Segment => {
    const parameters = [...part.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
    const [first] = parameters;
    if (first === undefined) return { literal: part };
    if (part === `{${first}}`) return { parameter: first };
    const source = part.split(/\{[^{}]+\}/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return { pattern: new RegExp(`^${source.join("(.+?)")}$`, "s"), parameters };
  });
}

function split(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

/** Literal segments win over parameters, leftmost first. */
function compare(a: Route, b: Route): number {
  for (const [at, segment] of a.segments.entries()) {
    const other = b.segments[at];
    if (other === undefined) return 0;
    const difference = openness(segment) - openness(other);
    if (difference !== 0) return difference;
  }
  return 0;
}

function openness(segment: Segment): number {
  if ("literal" in segment) return 0;
  return "pattern" in segment ? 1 : 2;
}

function match(route: Route, parts: readonly string[], ignoreCase: boolean): Match | undefined {
  const path: Record<string, string> = {};
  for (const [at, segment] of route.segments.entries()) {
    const part = parts[at] ?? "";
    if ("parameter" in segment) path[segment.parameter] = part;
    else if ("pattern" in segment) {
      const found = segment.pattern.exec(part);
      if (!found) return undefined;
      for (const [index, name] of segment.parameters.entries()) path[name] = found[index + 1] ?? "";
    } else if (segment.literal !== part && !(ignoreCase && isSameWord(segment.literal, part)))
      return undefined;
  }
  return { operationId: route.operationId, operation: route.operation, path };
}

function isSameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Finds the operation of a method and path (below the base path); undefined where the document has none. */
export function createRouter(operations: Readonly<Record<string, OperationSchemas>>): Router {
  const routes = new Map<string, Route[]>();
  for (const [operationId, operation] of Object.entries(operations)) {
    const segments = parseTemplate(operation.path);
    const key = `${operation.method.toUpperCase()} ${segments.length}`;
    const group = routes.get(key) ?? [];
    group.push({ operationId, operation, segments });
    routes.set(key, group);
  }
  for (const group of routes.values()) group.sort(compare);
  return (method, pathname, { ignoreCase = false } = {}) => {
    const parts = split(pathname).map(decode);
    for (const route of routes.get(`${method.toUpperCase()} ${parts.length}`) ?? []) {
      const found = match(route, parts, ignoreCase);
      if (found) return found;
    }
    return undefined;
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
