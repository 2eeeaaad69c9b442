import { InvalidInputError } from "../errors/errors.ts";
import type { BodyFormat, QueryWriter } from "../operation/operation.ts";

/** Writes the whole query as one value: a form as it is, all else encoded for a URL. */
export function queryAs({ contentType, write }: BodyFormat): QueryWriter {
  return (query, further) => {
    if (further && Object.keys(further).length > 0) {
      const problem = "the query of this operation is one value, which takes no additional parameters.";
      throw new InvalidInputError(problem, { advice: "Leave out the option `query`." });
    }
    const text = query === undefined ? "" : String(write(query));
    const search = contentType === "application/x-www-form-urlencoded" ? text : encodeURIComponent(text);
    return search && `?${search}`;
  };
}
