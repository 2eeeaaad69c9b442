import type { ApiOperation } from "../../read/api.ts";
import type { PagingGuess } from "./guess-paging.ts";

/** The paging that an overlay names already. */
export function annotatedPaging({ pagination, parameters }: ApiOperation): PagingGuess | undefined {
  if (!pagination) return undefined;
  const { style, raw } = pagination;
  const text = (key: string) => (typeof raw[key] === "string" ? raw[key] : undefined);
  const max = typeof raw.max === "number" ? raw.max : undefined;
  const [limit, position, total] = [text("limit"), text(style), text("total")];
  if (position === undefined) return undefined;
  if (style === "cursor") {
    const isDeclared = parameters.some(({ name }) => name === position);
    return {
      style,
      limit,
      position,
      isDeclared,
      max,
      total,
      next: text("next"),
      last: text("last"),
      more: text("more"),
    };
  }
  if (limit === undefined) return undefined;
  return { style, limit, position, firstPage: raw.firstPage === 0 ? 0 : 1, max, total };
}
