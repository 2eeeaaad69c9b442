import type { ApiOperation } from "../read/api.ts";
import { child } from "../read/json.ts";
import type { OpenApi } from "../read/openapi.ts";
import { removeAction, updateAction } from "../read/overlay-action.ts";
import { mediaOf } from "../read/read-api.ts";
import { type BodyPlan, planBody } from "./plan-body.ts";
import type { Complain } from "./plan-parameter.ts";

/** How the query is written if it is one value: like a body, then encoded for a URL. */
export type QuerystringPlan = { readonly body: BodyPlan | undefined };

const WRITABLE = new Set(["json", "form", "text", "xml"]);

export function planQuerystring(
  document: OpenApi,
  { parameters }: ApiOperation,
  complain: Complain,
): QuerystringPlan | undefined {
  const [whole, ...others] = parameters.filter((parameter) => parameter.in === "querystring");
  if (whole === undefined) return undefined;
  const beside = [...others, ...parameters.filter((parameter) => parameter.in === "query")];
  for (const { name, pointer } of beside) {
    const message = `parameter ${name} stands beside ${whole.name}, which is the whole query`;
    complain(pointer, message, removeAction(pointer));
  }
  const media = mediaOf(whole);
  if (media === undefined) {
    const fix = updateAction(whole.pointer, "{ content: { application/x-www-form-urlencoded: {} } }");
    complain(whole.pointer, `querystring ${whole.name} has no \`content\``, fix);
    return undefined;
  }
  const pointer = child(whole.pointer, "content", media.contentType);
  if (!WRITABLE.has(media.format)) {
    const message = `querystring ${whole.name}: ${media.contentType} cannot be written in a URL`;
    complain(pointer, message, updateAction(child(whole.pointer, "content"), "{ application/json: {} }"));
    return undefined;
  }
  return { body: planBody(document, { ...media, pointer, required: true }, complain) };
}
