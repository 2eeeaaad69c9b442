import { isRecord } from "./is-record.ts";

const LIMIT = 65_536; // bytes of an error body that are read
const MESSAGES = ["message", "error_description", "description", "detail", "reason", "title", "error"];
const CODES = ["status", "code", "error"];

type ErrorBody = { vendorMessage?: string | undefined; vendorCode?: string | undefined };

/** The message and code in an error body: JSON of the usual shapes, text, or nothing. */
export async function readErrorBody(response: Response): Promise<ErrorBody> {
  const text = await limitedText(response);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { vendorMessage: text || undefined };
  }
  if (!isRecord(body)) return {};
  const { error, errors } = body;
  const sources = [body, error, firstOf(errors)].filter(isRecord);
  const pick = (keys: string[], pattern: RegExp) =>
    sources
      .flatMap((source) => keys.map((key) => source[key]))
      .filter((value) => typeof value === "string" || typeof value === "number")
      .map(String)
      .find((value) => pattern.test(value) && value !== `${response.status}`);
  return { vendorMessage: pick(MESSAGES, /./), vendorCode: pick(CODES, /^[\w.:-]{1,64}$/) };
}

/** The first entry of a list of errors, also of one that stands in an object, as `{ fieldErrors: […] }`. */
function firstOf(errors: unknown): unknown {
  if (Array.isArray(errors)) return errors[0];
  return isRecord(errors) ? Object.values(errors).find(Array.isArray)?.[0] : undefined;
}

async function limitedText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let size = 0; reader && size < LIMIT; ) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // The status is known; whatever is missing of the body is only detail.
  }
  reader?.cancel().catch(() => {});
  return text.slice(0, LIMIT);
}
